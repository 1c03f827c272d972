// The only clock of the scripts: the real time or, where the page allows a rehearsal, the time that `?at=` names.
const KEY = "eventsite.rehearsal";
const { rehearsal } = document.documentElement.dataset;

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? null;
  } catch {
    return null;
  }
}

/** Return how far the rehearsal is from the real time, in milliseconds; 0 outside of one. */
function distance() {
  if (rehearsal === undefined) return 0;
  // In an address a plus sign may have become a space.
  const asked = new URLSearchParams(location.search).get("at")?.replace(" ", "+");
  const known = stored();
  // The page opened again under the same address goes on, and does not begin anew.
  if (known && known.asked === (asked ?? known.asked)) return known.distance;
  const from = Date.parse(asked ?? rehearsal);
  if (Number.isNaN(from)) return 0;
  const found = { asked: asked ?? rehearsal, distance: from - Date.now() };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(found));
  } catch {
    // Then the rehearsal ends with this page.
  }
  return found.distance;
}

const away = distance();

/** Tell whether this is a rehearsal. */
export const isRehearsal = away !== 0;

/** Return the time of now, in milliseconds since 1970. */
export const now = () => Date.now() + away;

/** Call at once, at every turn of a minute, and when the page comes back into view; return what ends that. */
export function everyMinute(call) {
  let timer = 0;
  const tick = () => {
    clearTimeout(timer);
    timer = setTimeout(tick, 60_000 - (now() % 60_000) + 20);
    call(now());
  };
  const seen = () => document.hidden || tick();
  document.addEventListener("visibilitychange", seen);
  tick();
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
  };
}
