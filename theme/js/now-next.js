// What is on now and what comes next, in a bar at the foot of the home page and the agenda while the event lasts.
// Before and after it the page's own sentences say so.
import { everyMinute, now } from "./clock.js";
import { element } from "./elements.js";
import { follow, isNear } from "./programme.js";
import { hours, local, phrase, place, span, time, dayWords } from "./sessions.js";
import { gettext } from "./words.js";

const MOST = 6;
const { begins, ends } = document.documentElement.dataset;
const dayOf = (moment) => local(moment).slice(0, 10);

/** Return what is on at the moment, what begins next, and when; each as [from, to, session]. */
function around(schedule, at) {
  const planned = schedule.sessions
    .filter((session) => session.state !== "cancelled" && span(session))
    .map((session) => [...span(session), session]);
  // What ends sooner is more of a matter of now than what goes on all day.
  const current = planned.filter(([from, to]) => from <= at && at < to).sort((a, b) => a[1] - b[1]);
  const first = Math.min(...planned.map(([from]) => from).filter((from) => from > at));
  return { current, first, next: planned.filter(([from]) => from === first) };
}

class NowNext extends HTMLElement {
  #bar = null;
  #shown = "";
  #schedule = null;

  connectedCallback() {
    everyMinute((at) => this.#update(at));
    follow((schedule) => {
      this.#schedule = schedule;
      this.#update(now());
    });
  }

  #update(at) {
    const isOn = isNear(at) && this.#schedule;
    const { current, first, next } = isOn ? around(this.#schedule, at) : { current: [], next: [] };
    const isEmpty = current.length + next.length === 0;
    const isBefore = at < Date.parse(begins);
    this.#say(isBefore ? "before" : at >= Date.parse(ends) || (isOn && isEmpty) ? "after" : "");
    const key = JSON.stringify([current, next, dayOf(at)]);
    if (key === this.#shown) return;
    this.#shown = key;
    const isOpen = this.#bar?.querySelector("details").open;
    this.#bar?.remove();
    this.#bar = isEmpty ? null : this.#made(current, next, first, at, isOpen);
    if (this.#bar) document.body.append(this.#bar);
  }

  /** Show one of the sentences that the page has, or none. */
  #say(when) {
    for (const part of this.children) part.hidden = part.dataset.when !== when;
    this.hidden = when === "";
  }

  #made(current, next, first, at, isOpen) {
    const title = this.#nextTitle(first, at);
    const [head, [, , session]] = current.length ? [gettext("On now"), current[0]] : [title, next[0]];
    const more = current.length > 1 ? ` +${current.length - 1}` : "";
    const summary = element("summary", {}, element("strong", { class: "now__title" }, head), " ", words(session), more);
    const lists = element("div", { class: "now__lists" });
    if (current.length) lists.append(this.#list(gettext("On now"), current, (one) => until(one, at)));
    if (next.length) lists.append(this.#list(title, next, hours));
    const details = element("details", { class: "now__inner" }, summary, lists);
    details.open = Boolean(isOpen);
    return element("aside", { class: "now", "aria-label": gettext("Now and next") }, details);
  }

  #nextTitle(first, at) {
    if (!Number.isFinite(first)) return "";
    if (dayOf(first) === dayOf(at)) return gettext("Next, at {time}", { time: time(first) });
    const values = { day: dayWords(dayOf(first)), time: time(first) };
    return values.time === "00:00" ? gettext("Next: {day}", values) : gettext("Next: {day}, {time}", values);
  }

  #list(title, found, when) {
    const entries = found.slice(0, MOST).map(([, , session]) => this.#entry(session, when(session)));
    const count = found.length - entries.length;
    if (count > 0) entries.push(element("li", { class: "now__facts" }, gettext("and {count} more", { count })));
    return element("div", {}, element("p", { class: "now__title" }, title), element("ul", { class: "now__list" }, ...entries));
  }

  #entry(session, when) {
    const facts = [when, place(session, this.#schedule)].filter(Boolean).join(" · ");
    const link = element("a", { href: session.url }, words(session));
    return element("li", {}, link, element("span", { class: "now__facts" }, facts));
  }
}

/** Return the title of a session as an element that names its language where that is not the page's. */
function words({ title }) {
  const { words: said, language } = phrase(title);
  return element("span", language ? { lang: language } : {}, said);
}

/** Return until when a session lasts, as far as that is known and not plain: "until 09:15". */
function until({ start, end, until: last }, at) {
  if (start && end) return gettext("until {time}", { time: time(end) });
  return last > dayOf(at) ? gettext("until {day}", { day: dayWords(last) }) : "";
}

customElements.define("now-next", NowNext);
