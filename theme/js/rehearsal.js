// Sets the clock of the scripts to the time that `?at=` names, or the preview's cookie, and shows that.
// It must come before all other scripts, and wait for nothing before the clock is set.
import { everyMinute } from "./clock.js";
import { element } from "./elements.js";
import { dayWords, local } from "./sessions.js";

const KEY = "eventsite.rehearsal";
const { dataset } = document.documentElement;

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

// The preview tells every page a time where it rehearses one.
const told = document.cookie.match(/\beventsite-at=([^;]+)/)?.[1];

/** Return how far the rehearsal is from the real time, in milliseconds; 0 outside of one. */
function distance() {
  const known = remembered();
  // In an address a plus sign may have become a space.
  const asked = new URLSearchParams(location.search).get("at")?.replace(" ", "+") || told || known.asked;
  // From page to page the rehearsal goes on, and does not begin anew.
  if (known.asked === asked) return known.away ?? 0;
  const away = Date.parse(asked) - Date.now();
  if (Number.isNaN(away)) return 0;
  remember({ asked, away });
  return away;
}

function end() {
  remember({});
  const address = new URL(location.href);
  address.searchParams.delete("at");
  location.replace(address);
}

async function show() {
  const { gettext } = await import("./words.js");
  const words = element("p");
  const button = element("button", { type: "button" }, gettext("End the rehearsal"));
  button.addEventListener("click", end);
  // What the preview rehearses ends with the preview.
  button.hidden = Boolean(told);
  document.body.prepend(element("aside", { class: "rehearsal", "aria-label": gettext("Rehearsal") }, words, button));
  everyMinute((moment) => {
    const [day, time] = local(moment).split(" ");
    words.textContent = gettext("Rehearsal: on this page it is {time}, {day}", { time, day: dayWords(day) });
  });
}

const away = distance();
if (away !== 0) {
  dataset.away = away;
  show();
}
