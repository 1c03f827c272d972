// The only clock of the scripts: the real time or, where the page allows a rehearsal, the time that `?at=` names.
const KEY = "eventsite.rehearsal";
const { rehearsal } = document.documentElement.dataset;

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function remember(value) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(value));
  } catch {
    // Then the rehearsal ends with this page.
  }
}

/** Return how far the rehearsal is from the real time, in milliseconds; 0 outside of one. */
function distance() {
  if (rehearsal === undefined) return 0;
  const known = remembered();
  // In an address a plus sign may have become a space.
  const asked = new URLSearchParams(location.search).get("at")?.replace(" ", "+") || rehearsal || known.asked;
  // From page to page the rehearsal goes on, and does not begin anew.
  if (known.asked === asked) return known.away ?? 0;
  const away = Date.parse(asked) - Date.now();
  if (Number.isNaN(away)) return 0;
  remember({ asked, away });
  return away;
}

const away = distance();

/** Tell whether this is a rehearsal. */
export const isRehearsal = away !== 0;

/** End the rehearsal that an address began, and show the page as it is now. */
export function endRehearsal() {
  remember({});
  const address = new URL(location.href);
  address.searchParams.delete("at");
  location.replace(address);
}

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
