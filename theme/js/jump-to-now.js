// Marks the sessions of the page that take place now, and leads to them, or to the page of their day.
import { everyMinute } from "./clock.js";
import { element } from "./elements.js";
import { local, spans } from "./sessions.js";
import { gettext } from "./words.js";

const cards = () => [...document.querySelectorAll(".agenda .session-card")];

class JumpToNow extends HTMLElement {
  #times = new Map();
  #link = element("a", { class: "jump", href: "#now" }, gettext("Jump to now"));

  connectedCallback() {
    this.append(this.#link);
    this.#link.addEventListener("click", (event) => this.#jump() && event.preventDefault());
    everyMinute((at) => this.#mark(at));
    // Cards that were moved, or are new, are looked at again.
    addEventListener("eventsite:patched", () => {
      this.#times.clear();
      this.#mark();
    });
    if (location.hash === "#now") this.#jump();
  }

  /** Return when the card's session takes place: on the day of its table, where it goes on for several days. */
  #span(card) {
    if (!this.#times.has(card)) {
      const { day } = card.closest("table").dataset;
      const isHere = ([from, to]) => local(from).slice(0, 10) <= day && day <= local(to - 1).slice(0, 10);
      const all = spans(card.dataset);
      this.#times.set(card, (card.dataset.until ? all.find(isHere) : all[0]) ?? []);
    }
    return this.#times.get(card);
  }

  #at = 0;

  #mark(at = this.#at) {
    this.#at = at;
    const today = local(at).slice(0, 10);
    for (const card of cards()) {
      const [from, to] = this.#span(card);
      // What goes on for several days has a card on each.
      const isElsewhere = card.dataset.until && card.closest("table").dataset.day !== today;
      const isNow = card.dataset.state !== "cancelled" && from <= at && at < to && !isElsewhere;
      if (isNow !== card.classList.contains("session-card--now")) this.#toggle(card, isNow);
    }
    const day = document.querySelector(`.day-nav [data-day="${today}"]`);
    const isHere = Boolean(this.#target());
    this.hidden = !day && !isHere;
    this.#link.href = isHere ? "#now" : `${day?.href}#now`;
  }

  #toggle(card, isNow) {
    card.classList.toggle("session-card--now", isNow);
    if (isNow) card.prepend(element("p", { class: "session-card__now" }, gettext("On now")));
    else card.querySelector(".session-card__now")?.remove();
  }

  /** Return the card of now: of those that are on the one that began last, else the next one; undefined elsewhere. */
  #target() {
    const today = local(this.#at).slice(0, 10);
    const timed = cards().filter((card) => card.dataset.start && !card.closest("[hidden]"));
    const of = (card) => this.#span(card);
    const on = timed.filter((card) => of(card)[0] <= this.#at && this.#at < of(card)[1]);
    const later = timed.find((card) => of(card)[0] > this.#at && local(of(card)[0]).startsWith(today));
    return on.at(-1) ?? later ?? cards().find((card) => card.matches(".session-card--now") && !card.closest("[hidden]"));
  }

  #jump() {
    const card = this.#target();
    if (!card) return false;
    const row = card.closest("tr") ?? card;
    const scroll = () => row.scrollIntoView({ block: "start", behavior: "instant" });
    scroll();
    // What was drawn on the way may be higher or lower than it was taken to be.
    requestAnimationFrame(() => requestAnimationFrame(scroll));
    card.querySelector("a").focus({ preventScroll: true });
    return true;
  }
}

customElements.define("jump-to-now", JumpToNow);
