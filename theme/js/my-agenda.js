// The reader's own agenda: the starred sessions with their newest facts.
import { agendaDays } from "./agenda-entries.js";
import { newsOf } from "./agenda-news.js";
import { AgendaView } from "./agenda-view.js";
import { everyMinute, now } from "./clock.js";
import { button } from "./buttons.js";
import { element } from "./elements.js";
import { follow, programme } from "./programme.js";
import { phrase } from "./sessions.js";
import { onStars, reminders, star, starred, unstar } from "./stars.js";
import { gettext } from "./words.js";

function say(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

class MyAgenda extends HTMLElement {
  #schedule = null;
  #removed = new Map();
  #told = null;
  #places = JSON.parse(this.dataset.places);
  #news = element("p", { role: "status", class: "visually-hidden" });
  #said = element("p", { role: "status", class: "facts" });
  #count = element("p", { class: "facts" });
  #notice = element("p", { class: "mark", hidden: "" });
  #question = element("div");
  #tools = element("div", { class: "own__tools" });
  #panel = element("div");
  #days = element("div");
  #empty = element("div", { class: "own__empty" });
  #view = new AgendaView(this.#days, (does, id) => this.#act(does, id));

  connectedCallback() {
    if (this.#tools.firstChild) return;
    const use = (tool, words, state) => button(words, ({ currentTarget }) => this.#use(tool, currentTarget), state);
    this.#tools.append(
      use("save", gettext("Calendar file")),
      use("share", gettext("To another device"), { "aria-expanded": false }),
      use("remind", gettext("Remind me 10 minutes before"), { "aria-pressed": reminders().on }),
      button(gettext("Print"), () => print()),
    );
    this.#empty.append(
      element("p", {}, gettext("You have not starred any session yet.")),
      element("a", { class: "button", href: this.dataset.agenda }, gettext("To the programme")),
    );
    for (const part of this.children) part.hidden = true;
    this.append(this.#news, this.#question, this.#count, this.#notice, this.#tools, this.#said, this.#panel);
    this.append(this.#days, this.#empty);
    this.#begin();
  }

  async #begin() {
    this.#draw();
    onStars(() => this.#draw());
    if (reminders().on) import("./reminders.js");
    await programme().catch(() => {
      this.#show(null, false);
      this.#ask();
    });
    follow((schedule, isReached) => this.#show(schedule, isReached));
    everyMinute(() => this.#draw());
    addEventListener("hashchange", () => this.#ask());
  }

  #show(schedule, isReached) {
    const isFirst = schedule && !this.#schedule;
    if (isFirst) this.#told = null;
    this.#schedule = schedule;
    const words = schedule
      ? gettext("No connection at the moment: this is the programme as it was last read.")
      : gettext("The programme cannot be loaded at the moment: these are the details saved when you starred the sessions.");
    this.#notice.hidden = isReached;
    say(this.#notice, isReached ? "" : words);
    this.#draw();
    if (isFirst) this.#ask();
  }

  #draw() {
    const stars = starred();
    for (const id of stars.keys()) this.#removed.delete(id);
    const facts = { stars, removed: this.#removed, schedule: this.#schedule, places: this.#places, moment: now() };
    const days = agendaDays(facts);
    this.#view.show(days);
    say(this.#count, stars.size ? gettext("Starred sessions: {count}", { count: stars.size }) : "");
    this.#tools.hidden = this.#panel.hidden = stars.size === 0;
    this.#empty.hidden = stars.size > 0;
    this.dispatchEvent(new Event("drawn"));
    const { told, words } = newsOf(days.flatMap(({ entries }) => entries), this.#told);
    this.#told = told;
    if (words) this.#news.textContent = words;
  }

  #act(does, id) {
    if (does === "remove") this.#remove([id]);
    else if (does === "undo") star([{ ...this.#removed.get(id), id }]);
    else this.#star(this.#schedule.sessions.filter((session) => session.id === id));
    this.#view.focus(id, { remove: "undo", undo: "remove" }[does]);
  }

  /** Star sessions of the programme, as they are now. */
  #star(sessions) {
    star(sessions.map((session) => ({ ...session, title: phrase(session.title).words })));
  }

  /** Take the star off sessions; each can be starred again as it was until the page is left. */
  #remove(ids) {
    const stars = starred();
    for (const id of ids) this.#removed.set(id, stars.get(id));
    unstar(ids);
  }

  /** Do what a button of the tools says; they are loaded with the first press. */
  async #use(tool, pressed) {
    const tools = await import("./agenda-tools.js");
    tools[tool]({ agenda: this, schedule: this.#schedule, places: this.#places, said: this.#said, panel: this.#panel, pressed });
  }

  /** Ask what to do with the stars in the page's address, where it has any. */
  async #ask() {
    if (!location.hash.startsWith("#stars=")) return;
    const { ask } = await import("./link-question.js");
    const { what, sessions } = await ask(this.#question, this.#schedule);
    const stars = starred();
    const named = new Set(sessions.map(({ id }) => id));
    if (what === "replace") this.#remove([...stars.keys()].filter((id) => !named.has(id)));
    if (what !== "no") this.#star(sessions.filter(({ id }) => !stars.has(id)));
    this.querySelector(".own__empty a, h2")?.focus();
  }
}

customElements.define("my-agenda", MyAgenda);
