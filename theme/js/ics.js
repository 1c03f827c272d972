// A calendar file (RFC 5545) of some sessions, made on this device as the site's own calendars are made by the build.
import { now } from "./clock.js";
import { dayOf, hours, local, phrase } from "./sessions.js";
import { partWords } from "./when.js";
import { gettext } from "./words.js";

const DAY = 86_400_000;
// What a text must not have; a feed can bring it. Tabs may stay.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const octets = new TextEncoder();

/** Return words as a value. */
function text(words) {
  const plain = words.toWellFormed?.() ?? words;
  return plain
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(FORBIDDEN, "")
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

/** Return a line, folded so that none has more than 75 octets; no letter is cut, nor a backslash from what follows it. */
function folded(line) {
  const signs = line.match(/\\[^]|[^]/gu);
  let length = 0;
  let made = "";
  for (const sign of signs) {
    const size = octets.encode(sign).length;
    if (length + size > 75) {
      made += "\r\n ";
      length = 1;
    }
    made += sign;
    length += size;
  }
  return `${made}\r\n`;
}

const utc = (moment) => `${new Date(moment).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
const dayAfter = (iso) => new Date(Date.parse(`${iso}T00:00Z`) + DAY).toISOString().slice(0, 10);
const compact = (iso) => iso.replaceAll("-", "");

/** Tell whether an entry can say the session's hours: those of several days are hours of each day. */
const hasHours = ({ start, end, until }) =>
  Boolean(start) && (!until || (end !== undefined && local(new Date(end)).slice(0, 10) >= until));

function when(session) {
  const { start, end, until } = session;
  if (hasHours(session)) {
    const isLater = end && Date.parse(end) > Date.parse(start);
    return [["DTSTART", utc(start)], ["DTEND", isLater ? utc(end) : ""]];
  }
  const day = dayOf(session);
  const last = until > day ? until : day;
  return [
    ["DTSTART;VALUE=DATE", compact(day)],
    ["DTEND;VALUE=DATE", compact(dayAfter(last))],
  ];
}

function description(session, people) {
  const lines = [
    phrase(session.message).words,
    phrase(session.subtitle).words,
    hasHours(session) ? "" : hours(session) || partWords(session.part),
    people.join(", "),
    session.sample ? gettext("Sample data: this item is invented, for illustration only.") : "",
  ];
  return lines.filter(Boolean).join("\n");
}

function entry(session, host, place, people) {
  const { id, key = id.toLowerCase(), state, sequence = 0, url } = session;
  const title = phrase(session.title);
  const isCancelled = state === "cancelled";
  const language = `;LANGUAGE=${title.language || document.documentElement.lang}`;
  const words = isCancelled ? gettext("Cancelled: {title}", { title: title.words }) : title.words;
  return [
    ["BEGIN", "VEVENT"],
    // The same as in the site's calendars, so that a session stands once in a phone that has read both.
    ["UID", text(`${key}@${host}`)],
    ["DTSTAMP", utc(now())],
    ["SEQUENCE", `${sequence}`],
    ["STATUS", isCancelled ? "CANCELLED" : "CONFIRMED"],
    ...when(session),
    [`SUMMARY${language}`, text(words)],
    [`DESCRIPTION${language}`, text(description(session, people))],
    [`LOCATION${language}`, text(place)],
    ["URL", url && new URL(url, location.href).href],
    ["END", "VEVENT"],
  ];
}

/** Return the calendar of sessions that have a day; `host` is the site's, `placeOf` and `peopleOf` give their words. */
export function calendar(sessions, { name, host, placeOf, peopleOf }) {
  const lines = [
    ["BEGIN", "VCALENDAR"],
    ["VERSION", "2.0"],
    ["PRODID", "-//Eventsite//Eventsite//EN"],
    ["CALSCALE", "GREGORIAN"],
    ["METHOD", "PUBLISH"],
    ["NAME", text(name)],
    ["X-WR-CALNAME", text(name)],
    ["X-WR-TIMEZONE", document.documentElement.dataset.zone],
    ...sessions.flatMap((session) => entry(session, host, placeOf(session), peopleOf(session))),
    ["END", "VCALENDAR"],
  ];
  return lines.map(([property, value]) => (value ? folded(`${property}:${value}`) : "")).join("");
}

/** Let the reader save the calendar of the sessions as a file; return how many of them have a day and so are in it. */
export function download(sessions, about) {
  const dated = sessions.filter((session) => dayOf(session));
  const file = new Blob([calendar(dated, about)], { type: "text/calendar;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${location.pathname.split("/").at(-2) || "agenda"}.ics`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return dated.length;
}
