// The sessions that the reader has starred, and whether to be reminded of them. All of it stays on this device.
const { base } = document.documentElement.dataset;
const KEY = `eventsite.stars:${base}`;
const REMINDERS = `eventsite.reminders:${base}`;
const FACTS = ["title", "start", "end", "date", "until", "part", "room", "state"];
const changed = new EventTarget();
// What stands in where the reader forbids that anything is kept, or nothing more fits in.
const memory = new Map();

function read(key) {
  if (memory.has(key)) return memory.get(key);
  try {
    return localStorage.getItem(key) ?? "{}";
  } catch {
    return "{}";
  }
}

function write(key, value) {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(key, text);
    memory.delete(key);
  } catch {
    memory.set(key, text);
  }
}

function parsed(key) {
  try {
    return Object(JSON.parse(read(key)));
  } catch {
    return {};
  }
}

function keep(stars) {
  write(KEY, Object.fromEntries(stars));
  changed.dispatchEvent(new Event("change"));
}

/** Return the starred sessions by their ids, each as it was when it was starred: `{ title, start, end, room … }`. */
export const starred = () => new Map(Object.entries(parsed(KEY)).filter(([, facts]) => facts instanceof Object));

/** Star sessions, each with its `id` and, as far as they are known, its facts as api/schedule.<language>.json has them. */
export function star(sessions) {
  const stars = starred();
  for (const session of sessions) {
    stars.set(session.id, Object.fromEntries(FACTS.map((name) => [name, session[name]])));
  }
  keep(stars);
}

/** Take the star off sessions, by their ids. */
export function unstar(ids) {
  const stars = starred();
  for (const id of ids) stars.delete(id);
  keep(stars);
}

/** Call when stars change, in this window or in another. */
export function onStars(call) {
  changed.addEventListener("change", call);
  addEventListener("storage", ({ key }) => (key === KEY || key === null) && call());
}

/** Return what is kept of reminders: whether they are `on`, and the beginnings that were `told`, `<id> <start>`. */
export const reminders = () => ({ on: false, told: [], ...parsed(REMINDERS) });

/** Keep whether reminders are `on`, and what was `told`. */
export const keepReminders = (kept) => write(REMINDERS, kept);
