// Keeps the agenda up to date while it is open, says what changed, and how old what it shows is.
import { now } from "./clock.js";
import { element } from "./elements.js";
import { follow } from "./programme.js";
import { patch } from "./patch.js";
import { dayWords, local, time } from "./sessions.js";
import { gettext } from "./words.js";

const MOST_NEWS = 5;
const MINUTE = 60_000;

class LiveProgramme extends HTMLElement {
  #state = element("p", { class: "live__state" });
  #news = element("ul", { class: "live__news" });
  #shown = null;

  connectedCallback() {
    this.append(this.#state, element("div", { role: "status" }, this.#news));
    follow((schedule, isReached, asOf) => {
      this.hidden = false;
      // A copy from this device may be older than the page, which then is right.
      const isNewer = isReached || Date.parse(document.documentElement.dataset.cached) <= asOf;
      if (isNewer && schedule !== this.#shown) this.#patch(schedule);
      this.#date(schedule, isReached, asOf);
    });
  }

  #patch(schedule) {
    this.#shown = schedule;
    const news = patch(schedule);
    dispatchEvent(new Event("eventsite:patched"));
    if (news.length > 0) this.#tell(news);
  }

  #tell(news) {
    const at = time(now());
    const entries = news.slice(0, MOST_NEWS).map((words) => element("li", {}, `${at} · ${words}`));
    const more = news.length - entries.length;
    if (more > 0) entries.push(element("li", {}, gettext("Further changes: {count}", { count: more })));
    this.#news.replaceChildren(...entries);
  }

  #date({ stale, retrieved }, isReached, asOf) {
    this.classList.toggle("live--old", Boolean(stale) || !isReached);
    if (stale && retrieved) return this.#say(gettext("The source of the programme cannot be reached; this is as of {time}.", { time: this.#age(Date.parse(retrieved)) }));
    if (!isReached) return this.#say(gettext("No connection; this is as of {time}.", { time: this.#age(asOf) }));
    return this.#say(gettext("Updated at {time}", { time: time(asOf) }));
  }

  #say(words) {
    if (this.#state.textContent !== words) this.#state.textContent = words;
  }

  /** Return a moment in words: the time of day, with the day where that is not today, and how long ago it was. */
  #age(moment) {
    const [day, clock] = local(moment).split(" ");
    const minutes = Math.round((now() - moment) / MINUTE);
    const words = local(now()).startsWith(day) ? clock : `${clock}, ${dayWords(day)}`;
    return minutes > 0 && minutes < 100 ? gettext("{time} ({count} min ago)", { time: words, count: minutes }) : words;
  }
}

customElements.define("live-programme", LiveProgramme);
