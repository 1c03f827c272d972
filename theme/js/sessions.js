// Sessions as scripts know them, with the fields of api/schedule.<language>.json, and when they are.
const { dataset } = document.documentElement;
const timeZone = dataset.zone;
const days = JSON.parse(dataset.days);
// A session of which no end is known is taken to last an hour.
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
// Of what is only known to be in a part of a day nobody says at night that it is on.
const PARTS = { morning: [6, 12], afternoon: [12, 18], evening: [18, 24] };
const WHOLE_DAY = [6, 24];

// Swedish writes days and times as ISO 8601 does.
const numbers = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" });

/** Return a moment as the event's clocks show it: `2017-11-27 08:50`. */
export const local = (moment) => numbers.format(moment);

/** Return a time of day in the event's zone: `08:50`. */
export const time = (moment) => local(new Date(moment)).slice(11);

/** Return a day, given as `2017-11-27`, as the site says it; one that the site does not know, in figures. */
export const dayWords = (iso) => days[iso] ?? iso.split("-").reverse().join("/");

/** Return the hours of a session, `08:30–09:15`; empty where only the day is known. */
export const hours = ({ start, end }) => (start ? time(start) + (end ? `–${time(end)}` : "") : "");

/** Return the day of a session, `2017-11-27`: that on whose list it stands; empty where it is not known. */
export const dayOf = ({ date, start }) => date ?? (start ? local(new Date(start)).slice(0, 10) : "");

/** Return the moment of a day at which the event's clocks show an hour; 24 is the next midnight. */
function moment(day, hour) {
  const asked = Date.parse(day) + hour * HOUR;
  const ahead = (guess) => Date.parse(`${local(guess).replace(" ", "T")}Z`) - guess;
  // Twice, since on a day on which the clocks change the first guess may be on the other side of it.
  return asked - ahead(asked - ahead(asked));
}

/** Return when a session takes place, as exactly as is known: [from, to] for each time; none without a day. */
export function spans(session) {
  const { start, end, part, until } = session;
  const first = start && [Date.parse(start), end ? Date.parse(end) : Date.parse(start) + HOUR];
  if (first && !until) return [first];
  const day = dayOf(session);
  if (!day) return [];
  const [from, to] = PARTS[part] ?? WHOLE_DAY;
  if (!first) return [[moment(day, from), moment(until ?? day, to)]];
  // The hours of a session over several days are those of each of its days, but where they last until the last one.
  const days = until > local(first[1]) ? Math.min((Date.parse(until) - Date.parse(day)) / DAY, 366) : 0;
  return Array.from({ length: days + 1 }, (_, number) => first.map((time) => time + number * DAY));
}

/** Return words of the schedule, which are an object where they are in another language than the page, and that. */
export function phrase(words) {
  if (!(words instanceof Object)) return { words: words ?? "", language: "" };
  const [[language, found] = ["", ""]] = Object.entries(words);
  return { words: found, language };
}

/** Return the session's place in words; empty where it is not known. */
export function place(session, schedule) {
  const room = schedule.rooms?.find(({ id }) => id === session.room);
  return room ? phrase(room.name).words || room.id : "";
}
