// What the reader's own agenda shows: the facts of its entries, from the stars and the programme.
import { clashesOf, clashWords } from "./clashes.js";
import { beginning, isOver } from "./running.js";
import { dayOf, dayWords, phrase, place } from "./sessions.js";
import { changesSince } from "./star-changes.js";
import { daysOf, timesOf, whenOf } from "./when.js";
import { gettext } from "./words.js";

const COLOURS = 8;

/**
 * Return the days of the agenda, `{ iso, title, entries }`, in order of time.
 *
 * `stars` and `removed` are stars by id; an entry of the latter says that it was removed. Without a `schedule` the
 * facts are those that the stars keep. `places` has the names of rooms with their venues', as far as they have one.
 */
export function agendaDays({ stars, removed, schedule, places, moment }) {
  const known = new Map(schedule?.sessions.map((session) => [session.id, session]));
  const sessions = [...new Map([...removed, ...stars])].map(([id, facts]) => known.get(id) ?? { ...facts, id });
  const inTitle = (session) => ({ ...session, title: phrase(session.title).words });
  const clashes = clashesOf(sessions.filter(({ id }) => stars.has(id) && (!schedule || known.has(id))).map(inTitle));
  const days = new Map();
  for (const session of byTime(sessions)) {
    const { id } = session;
    const isGone = schedule !== null && !known.has(id);
    const entry = stars.has(id)
      ? entryOf(session, schedule, placeOf(session, schedule, places))
      : { id, title: phrase(session.title), isRemoved: true };
    entry.isOver = isOver(session, moment);
    if (clashes.has(id)) entry.clash = clashWords(clashes.get(id));
    if (isGone) entry.gone = gettext("No longer in the programme");
    else if (schedule && stars.has(id)) entry.changes = changesSince(stars.get(id), session, entry.place);
    const iso = dayOf(session);
    const title = iso ? dayWords(iso) : gettext("Time to be announced");
    if (!days.has(iso)) days.set(iso, { iso, title, entries: [] });
    days.get(iso).entries.push(entry);
  }
  // What has no day comes last.
  return [...days.values()].sort((a, b) => !a.iso - !b.iso);
}

function byTime(sessions) {
  const keys = new Map(sessions.map((session) => [session, `${beginning(session)} ${phrase(session.title).words}`]));
  return sessions.sort((a, b) => (keys.get(a) < keys.get(b) ? -1 : 1));
}

/** Return the session's place in words, with the venue's name where it is known. */
export const placeOf = (session, schedule, places) =>
  places[session.room] ?? (schedule ? place(session, schedule) : "");

/** Return the names of the people of a session. */
export const peopleOf = ({ people = [] }, schedule) =>
  people.map((key) => schedule?.people.find(({ id }) => id === key)?.name).filter(Boolean);

function entryOf(session, schedule, where) {
  const { id, state, sample, changed, message, url } = session;
  const days = daysOf(session);
  const isListed = days && days === dayWords(dayOf(session));
  return {
    id,
    title: phrase(session.title),
    // The programme names the site's public address, which another copy of it need not have.
    url: url && new URL(url, location.href).pathname,
    when: isListed ? timesOf(session) : whenOf(session),
    place: where,
    people: peopleOf(session, schedule).join(", "),
    message: phrase(message),
    colour: ((schedule?.tracks ?? []).findIndex((track) => track.id === session.track) % COLOURS) + 1,
    isCancelled: state === "cancelled",
    isMoved: changed === "moved",
    isSample: sample === true,
  };
}
