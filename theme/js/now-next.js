// What is on now and what comes next, in a bar at the foot of the home page and the agenda while the event lasts.
// Before and after it the page's own sentences say so.
import { everyMinute, now } from "./clock.js";
import { element } from "./elements.js";
import { follow, isNear } from "./programme.js";
import { dayWords, hours, local, phrase, place, spans } from "./sessions.js";
import { gettext } from "./words.js";

const { begins, ends } = document.documentElement.dataset;

/** Return a moment in words: its time, with the day where that is not the one of `at`. */
function moment(value, at) {
  const [day, time] = local(value).split(" ");
  return local(at).startsWith(day) ? time : `${time}, ${dayWords(day)}`;
}

/** Return when sessions begin in words; where no hour is known only the day. */
const beginning = ([[from, , session]], at) => (session.start ? moment(from, at) : dayWords(local(from).slice(0, 10)));

/** Return until when a session lasts, as far as that is known and not plain. */
function until({ start, end, until: last }, at) {
  if (start && end) return gettext("until {time}", { time: moment(Date.parse(end), at) });
  return last > local(at) ? gettext("until {time}", { time: dayWords(last) }) : "";
}

function words({ title }) {
  const { words: said, language } = phrase(title);
  return element("span", { lang: language || undefined }, said);
}

class NowNext extends HTMLElement {
  #bar = element("aside", { class: "now", "aria-label": gettext("Now and next") });
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
    const planned = ((isNear(at) && this.#schedule?.sessions) || [])
      .filter(({ state }) => state !== "cancelled")
      .flatMap((session) => spans(session).map((span) => [...span, session]));
    // What ends sooner is more of a matter of now than what goes on all day.
    const current = planned.filter(([from, to]) => from <= at && at < to).sort((a, b) => a[1] - b[1]);
    const first = Math.min(...planned.map(([from]) => from).filter((from) => from > at));
    const next = planned.filter(([from]) => from === first);
    const isEmpty = !current.length && !next.length;
    this.#say(at < Date.parse(begins) ? "before" : at >= Date.parse(ends) || (planned.length && isEmpty) ? "after" : "");
    const key = JSON.stringify([current, next, local(at).slice(0, 10)]);
    if (key === this.#shown) return;
    this.#shown = key;
    const hadFocus = this.#bar.contains(document.activeElement);
    this.#bar.remove();
    if (!isEmpty) this.#show(current, next, next[0] && gettext("Next: {time}", { time: beginning(next, at) }), at);
    if (hadFocus) this.#bar.querySelector("summary").focus();
  }

  /** Show one of the sentences that the page has, or none. */
  #say(when) {
    for (const part of this.children) part.hidden = part.dataset.when !== when;
  }

  #show(current, next, title, at) {
    const open = this.#bar.querySelector("[open]") ? "" : undefined;
    const parts = [[gettext("On now"), current, until], [title, next, hours]].filter(([, found]) => found[0]);
    const [[head, [[, , session]]]] = parts;
    const more = current.length > 1 && ` +${current.length - 1}`;
    const summary = element("summary", {}, element("strong", { class: "now__title" }, head), " ", words(session), more);
    const lists = element("div", { class: "now__lists" }, ...parts.map((part) => this.#list(...part, at)));
    this.#bar.replaceChildren(element("details", { class: "now__inner", open }, summary, lists));
    document.body.append(this.#bar);
  }

  #list(title, found, when, at) {
    const entries = found.map(([, , session]) => {
      const facts = [when(session, at), place(session, this.#schedule)].filter(Boolean).join(" · ");
      const link = element("a", { href: session.url }, words(session));
      return element("li", {}, link, element("span", { class: "now__facts" }, facts));
    });
    return element("div", {}, element("p", { class: "now__title" }, title), element("ul", { class: "now__list" }, ...entries));
  }
}

customElements.define("now-next", NowNext);
