// The programme as its makers publish it, which may be newer than the site: times and rooms of sessions that both know.
import { local, phrase } from "./sessions.js";

// An answer that knows fewer of the sessions than this share is not believed, as little as a build would.
const LEAST_KNOWN = 0.7;
let known = new Map();
let site = "";
// The hour at which the event's days begin.
const MORNING = Number(local(Date.parse(document.documentElement.dataset.ends)).slice(11, 13)) * 3_600_000;

/** Return the schedule with the newest times and rooms from `address`; as it last was where that does not answer. */
export async function overlay(schedule, address) {
  // What the site itself learned since is newer than what the server said before.
  const { version, retrieved } = schedule;
  if (site !== `${version} ${retrieved}`) known = new Map();
  site = `${version} ${retrieved}`;
  try {
    const response = await fetch(address, { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(20_000) });
    const found = new Map(sessions(await response.json()).map((session) => [session.id, session]));
    const planned = schedule.sessions.filter(({ start, state }) => start && state !== "cancelled");
    const shared = planned.filter(({ id }) => found.has(id));
    if (response.ok && shared.length > 0 && shared.length >= planned.length * LEAST_KNOWN) known = found;
  } catch {
    // The site's own copy is there.
  }
  return known.size > 0 ? { ...schedule, sessions: schedule.sessions.map((session) => moved(session, schedule)) } : schedule;
}

function moved(session, { rooms = [] }) {
  const newer = known.get(session.id);
  if (!newer || Number.isNaN(Date.parse(newer.start))) return session;
  const room = rooms.find(({ id, name }) => newer.rooms.includes(id) || newer.rooms.includes(phrase(name).words));
  const start = Date.parse(newer.start);
  // What begins after midnight stands on the list of the day before.
  const date = start === Date.parse(session.start) ? session.date : local(start - MORNING).slice(0, 10);
  return { ...session, date, start: newer.start, end: newer.end ?? session.end, room: room?.id ?? session.room };
}

/** Return [{ id, start, end, rooms: names and ids }] of pretalx's widget, or of frab's and c3voc's JSON. */
function sessions(data) {
  if (data.talks) return widget(data);
  return data.schedule.conference.days.flatMap(({ rooms }) => Object.entries(rooms).flatMap(([room, events]) => events.map((event) => frab(event, room))));
}

function widget({ talks, rooms }) {
  const names = new Map(rooms.map(({ id, name }) => [id, typeof name === "string" ? [name] : Object.values(name)]));
  return talks.map(({ code, id, start, end, room }) => ({
    id: code || `break-${id}`, start, end, rooms: [String(room), ...(names.get(room) ?? [])],
  }));
}

function frab({ code, id, guid, date, duration }, room) {
  const [hour, minute] = duration.split(":");
  const end = new Date(Date.parse(date) + (hour * 60 + Number(minute)) * 60_000).toISOString();
  return { id: String(code || id || guid), start: date, end, rooms: [room] };
}
