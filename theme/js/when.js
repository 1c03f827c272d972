// When sessions are, in words.
import { dayOf, dayWords, hours } from "./sessions.js";
import { gettext } from "./words.js";

/** Return a part of the day in words; empty where none is known. */
export function partWords(part) {
  const words = {
    "all-day": () => gettext("All day"),
    morning: () => gettext("Morning"),
    afternoon: () => gettext("Afternoon"),
    evening: () => gettext("Evening"),
  };
  return words[part]?.() ?? "";
}

/** Return the hours of a session, else the part of the day; empty where only the day is known. */
export const timesOf = (session) => hours(session) || partWords(session.part);

/** Return the days of a session in words: one, or the first and the last; empty where none is known. */
export function daysOf(session) {
  const day = dayOf(session);
  if (!day) return "";
  const { until } = session;
  return until && until !== day ? `${dayWords(day)} – ${dayWords(until)}` : dayWords(day);
}

/** Return the days and the hours of a session in words. */
export function whenOf(session) {
  const days = daysOf(session);
  return days && timesOf(session) ? `${days}, ${timesOf(session).toLocaleLowerCase()}` : days || timesOf(session);
}

/** Return what is the same for two sessions only where they take place at the same time. */
export const slotOf = (session) =>
  [daysOf(session), session.part, ...[session.start, session.end].map((time) => time && Date.parse(time))].join();
