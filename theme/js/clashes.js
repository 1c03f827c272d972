// Which sessions take place at the same time.
import { dayOf, local, span } from "./sessions.js";
import { gettext } from "./words.js";

const DAY = 86_400_000;

/** Return when a session takes place, as [from, until before]; nothing where no clock time is known or it is cancelled. */
function spans(session) {
  if (!session.start || session.state === "cancelled") return [];
  const first = span(session);
  if (!session.until || local(first[1]).slice(0, 10) >= session.until) return [first];
  // The hours of a session over several days are those of each of its days.
  const days = (Date.parse(session.until) - Date.parse(dayOf(session))) / DAY;
  return Array.from({ length: Math.min(days, 365) + 1 }, (_, day) => first.map((moment) => moment + day * DAY));
}

/** Return which sessions clash, by id: those that overlap it. One that begins when another ends is no clash. */
export function clashesOf(sessions) {
  const all = sessions.flatMap((session) => spans(session).map(([from, until]) => ({ session, from, until })));
  all.sort((a, b) => a.from - b.from);
  const found = new Map();
  const note = (one, other) => found.set(one.id, (found.get(one.id) ?? new Set()).add(other));
  all.forEach(({ session, until }, position) => {
    for (const other of all.slice(position + 1)) {
      if (other.from >= until) break;
      if (other.session === session) continue;
      note(session, other.session);
      note(other.session, session);
    }
  });
  return found;
}

/** Return the clash with the other sessions in words. */
export const clashWords = (others) =>
  gettext("At the same time as: {titles}", { titles: [...others].map(({ title }) => title).join("; ") });

