// Which sessions are to come, on, or over.
import { spans } from "./sessions.js";

// Where in a day an item without an hour stands, as in the agenda: before what begins at eight, at noon or at six.
const LISTED = { morning: 119, afternoon: -1, evening: -1 };

/** Return the moment at which a session is listed, for sorting; one without a day comes last. */
export const beginning = (session) =>
  (spans(session)[0]?.[0] ?? Infinity) + (session.start ? 0 : (LISTED[session.part] ?? 0) * 60_000);

/** Tell whether a session takes place at the moment. */
export const isNow = (session, at) =>
  session.state !== "cancelled" && spans(session).some(([from, to]) => from <= at && at < to);

/** Tell whether a session is over at the moment. */
export const isOver = (session, at) => spans(session).at(-1)?.[1] <= at;
