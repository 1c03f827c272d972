// What changed of a session since it was starred.
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

const slotOf = (session) =>
  [daysOf(session), session.part, ...[session.start, session.end].map((time) => time && Date.parse(time))].join();

function moved(before, after) {
  if (!daysOf(before)) return gettext("Its time is now known: {after}", { after: whenOf(after) });
  if (!daysOf(after)) return gettext("Its time is no longer known; it was: {before}", { before: whenOf(before) });
  const isSameDay = daysOf(before) === daysOf(after) && timesOf(after);
  return gettext("New time: {after}; it was: {before}", {
    before: whenOf(before),
    after: isSameDay ? timesOf(after).toLocaleLowerCase() : whenOf(after),
  });
}

/** Return the days and the hours of a session in words. */
export function whenOf(session) {
  const days = daysOf(session);
  return days && timesOf(session) ? `${days}, ${timesOf(session).toLocaleLowerCase()}` : days || timesOf(session);
}

/** Return what changed of a session, a sentence a change: from `before`, which its star keeps, to now, at `place`. */
export function changesSince(before, session, place) {
  const isCancelled = session.state === "cancelled";
  const found = [];
  if (isCancelled !== (before.state === "cancelled")) {
    found.push(isCancelled ? gettext("Cancelled since you starred it") : gettext("It takes place after all"));
  }
  if (slotOf(before) !== slotOf(session)) found.push(moved(before, session));
  if ((before.room ?? "") !== (session.room ?? "")) {
    found.push(place ? gettext("New place: {place}", { place }) : gettext("Its place is no longer known"));
  }
  return found;
}
