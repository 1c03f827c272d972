// Which sessions are to come, on, or over.
import { span } from "./sessions.js";

// Where in a day an item without an hour stands, as in the agenda: before what begins at eight, at noon or at six.
const LISTED = { morning: 119, afternoon: -1, evening: -1 };

/** Return the moment at which a session is listed, for sorting; one without a day comes last. */
export const beginning = (session) =>
  (span(session)?.[0] ?? Infinity) + (session.start ? 0 : (LISTED[session.part] ?? 0) * 60_000);

/** Tell whether a session takes place at the moment. */
export function isNow(session, at) {
  const [from, to] = span(session) ?? [];
  return session.state !== "cancelled" && from <= at && at < to;
}

/** Tell whether a session is over at the moment. */
export const isOver = (session, at) => span(session)?.[1] <= at;
