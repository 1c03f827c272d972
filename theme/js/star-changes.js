// What changed of a session since it was starred.
import { daysOf, slotOf, timesOf, whenOf } from "./when.js";
import { gettext } from "./words.js";

function moved(before, after) {
  if (!daysOf(before)) return gettext("Its time is now known: {after}", { after: whenOf(after) });
  if (!daysOf(after)) return gettext("Its time is no longer known; it was: {before}", { before: whenOf(before) });
  const isSameDay = daysOf(before) === daysOf(after) && timesOf(after);
  return gettext("New time: {after}; it was: {before}", {
    before: whenOf(before),
    after: isSameDay ? timesOf(after).toLocaleLowerCase() : whenOf(after),
  });
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
