// Which sessions are to come, on, or over.
import { span } from "./sessions.js";

/** Return the moment at which a session begins, for sorting; one without a day comes last. */
export const beginning = (session) => span(session)?.[0] ?? Infinity;

/** Tell whether a session takes place at the moment. */
export function isNow(session, at) {
  const [from, to] = span(session) ?? [];
  return session.state !== "cancelled" && from <= at && at < to;
}

/** Tell whether a session is over at the moment. */
export const isOver = (session, at) => span(session)?.[1] <= at;
