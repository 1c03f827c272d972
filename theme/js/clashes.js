// Which sessions take place at the same time.
import { dayOf, local, span } from "./sessions.js";
import { gettext } from "./words.js";

const DAY = 86_400_000;
const MOST = 5;

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
  for (const [position, { session, until }] of all.entries()) {
    for (let next = position + 1; all[next]?.from < until; next += 1) {
      if (all[next].session === session) continue;
      note(session, all[next].session);
      note(all[next].session, session);
    }
  }
  return found;
}

/** Return the clash with the other sessions in words; of many, the first ones are named. */
export function clashWords(others) {
  const named = [...others].slice(0, MOST).map(({ title }) => title);
  if (others.size > MOST) named.push(gettext("and {count} more", { count: others.size - MOST }));
  return gettext("At the same time as: {titles}", { titles: named.join("; ") });
}

