// Which sessions take place at the same time.
import { beginning, dayOf, ending } from "./sessions.js";
import { gettext } from "./words.js";

const DAY = 86_400_000;

/** Return when a session takes place, as [from, until before]; nothing where no clock time is known or it is cancelled. */
function spans(session) {
  if (!session.start || session.state === "cancelled") return [];
  const first = [beginning(session), ending(session)];
  const found = [first];
  // The hours of a session over several days are those of each of its days.
  if (session.until && first[1].slice(0, 10) < session.until) {
    for (let day = dayOf(session); day < session.until && found.length < 366; ) {
      day = new Date(Date.parse(`${day}T00:00Z`) + DAY).toISOString().slice(0, 10);
      found.push(first.map((time) => `${day}${time.slice(10)}`));
    }
  }
  return found;
}

/** Return which sessions clash, by id: those that overlap it. One that begins when another ends is no clash. */
export function clashesOf(sessions) {
  const all = sessions.flatMap((session) => spans(session).map(([from, until]) => ({ session, from, until })));
  all.sort((a, b) => (a.from > b.from) - (a.from < b.from));
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

