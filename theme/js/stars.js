// The sessions that the reader has starred. They stay on this device.
const KEY = `eventsite.stars:${document.documentElement.dataset.base}`;
const changed = new EventTarget();
// What stands in where the reader forbids that anything is kept.
let kept = "{}";

function read() {
  try {
    kept = localStorage.getItem(KEY) ?? kept;
  } catch {
    // Forbidden; `kept` has it.
  }
  try {
    return new Map(Object.entries(JSON.parse(kept)));
  } catch {
    return new Map();
  }
}

function write(stars) {
  kept = JSON.stringify(Object.fromEntries(stars));
  try {
    localStorage.setItem(KEY, kept);
  } catch {
    // As above, or full.
  }
  changed.dispatchEvent(new Event("change"));
}

/** Return the starred sessions by their ids, each as it was when it was starred: `{ title, start, end, room … }`. */
export const starred = read;

/** Star sessions, each `{ id, title, start, end, date, until, part, room }` as far as that is known. */
export function star(sessions) {
  const stars = read();
  for (const { id, title, start, end, date, until, part, room } of sessions) {
    stars.set(id, { title, start, end, date, until, part, room });
  }
  write(stars);
}

/** Take the star off sessions, by their ids. */
export function unstar(ids) {
  const stars = read();
  for (const id of ids) stars.delete(id);
  write(stars);
}

/** Call when stars change, in this window or in another. */
export function onStars(call) {
  changed.addEventListener("change", call);
  addEventListener("storage", ({ key }) => (key === KEY || key === null) && call());
}
