// Shows the reader's own time beside the event's, where the two differ. The event's days stay as they are.
import { element } from "./elements.js";
import { local } from "./sessions.js";
import { gettext } from "./words.js";

const KEY = "eventsite.zone";
const { lang, dataset } = document.documentElement;
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ownTime = new Intl.DateTimeFormat("sv", { timeZone: own, dateStyle: "short", timeStyle: "short" });
const ownDay = new Intl.DateTimeFormat(lang, { timeZone: own, weekday: "short", day: "numeric", month: "numeric" });
const ownOffset = new Intl.DateTimeFormat("en", { timeZone: own, timeZoneName: "shortOffset" });

function remembered() {
  try {
    return localStorage.getItem(KEY) === "own";
  } catch {
    return false;
  }
}

function remember(isOwn) {
  try {
    localStorage.setItem(KEY, isOwn ? "own" : "event");
  } catch {
    // Then the next page begins anew.
  }
}

/** Return the reader's zone in words: `New York, UTC−5`. */
function zoneWords(moment) {
  const offset = ownOffset.formatToParts(moment).find(({ type }) => type === "timeZoneName").value;
  return `${own.split("/").at(-1).replaceAll("_", " ")}, ${offset.replace("GMT", "UTC").replace("-", "−")}`;
}

/** Return a moment on the reader's clock, with its day where that is another than the event's. */
function words(moment) {
  const [day, time] = ownTime.format(moment).split(" ");
  return local(moment).startsWith(day) ? time : `${time} (${ownDay.format(moment)})`;
}

class ZoneSwitch extends HTMLElement {
  connectedCallback() {
    const begins = Date.parse(dataset.begins);
    // The clocks of either may change while the event lasts.
    if ([begins, Date.parse(dataset.ends)].every((moment) => ownTime.format(moment) === local(moment))) return;
    const box = element("input", { type: "checkbox", id: "t-own-time" });
    box.checked = remembered();
    box.addEventListener("change", () => {
      remember(box.checked);
      this.#show(box.checked);
    });
    const label = gettext("Show my time too ({zone})", { zone: zoneWords(begins) });
    this.append(box, element("label", { for: "t-own-time" }, label));
    this.hidden = false;
    this.#show(box.checked);
    addEventListener("eventsite:patched", () => this.#show(box.checked));
  }

  #show(isOwn) {
    for (const shown of document.querySelectorAll(".own-time")) shown.remove();
    if (!isOwn) return;
    for (const time of document.querySelectorAll(".agenda__time time")) this.#put(time.parentElement, words(new Date(time.dateTime)));
    for (const card of document.querySelectorAll(".session-card[data-start]")) {
      const { start, end } = card.dataset;
      const hours = [start, end].filter(Boolean).map((moment) => words(new Date(moment)));
      this.#put(card.querySelector(".session-card__when"), hours.join("–"));
    }
  }

  #put(place, hours) {
    place?.append(element("span", { class: "own-time" }, " ", element("span", { class: "visually-hidden" }, gettext("my time:")), ` ${hours}`));
  }
}

customElements.define("zone-switch", ZoneSwitch);
