// Which sessions take place at the same time.
import { spans } from "./sessions.js";
import { gettext } from "./words.js";

const MOST = 5;

/** Return when a session certainly takes place: never where no clock time is known, or it is cancelled. */
const certain = (session) => (session.start && session.state !== "cancelled" ? spans(session) : []);

/** Return which sessions clash, by id: those that overlap it. One that begins when another ends is no clash. */
export function clashesOf(sessions) {
  const all = sessions.flatMap((session) => certain(session).map(([from, until]) => ({ session, from, until })));
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

