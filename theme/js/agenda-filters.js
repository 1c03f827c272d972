// Narrows the agenda down: by what its form offers, and by words that are searched with or without their accents.
import { sessionOf } from "./cards.js";
import { element } from "./elements.js";
import { index, ranking } from "./fold.js";
import { dayOf, dayWords, hours } from "./sessions.js";
import { gettext } from "./words.js";

// So many results of a search are shown.
const MOST = 50;
const CARDS = ".agenda .session-card, .unscheduled .session-card";
const idle = window.requestIdleCallback ?? ((call) => setTimeout(() => call({ timeRemaining: () => 10 }), 200));

class AgendaFilters extends HTMLElement {
  #form = this.querySelector("form");
  #query = this.#form.elements.q;
  #fields = [...this.#form.querySelectorAll("select")];
  #entries = [];

  connectedCallback() {
    this.#read();
    const asked = new URLSearchParams(location.search);
    for (const field of [this.#query, ...this.#fields]) {
      field.value = asked.get(field.name) ?? "";
      // A value that there is no more asks for nothing.
      if (field.selectedIndex < 0) field.value = "";
    }
    const more = this.querySelector("details");
    more.open = this.#fields.some(({ value }) => value);
    this.#form.addEventListener("input", () => this.#apply());
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("reset", () => setTimeout(() => this.#apply()));
    addEventListener("eventsite:patched", () => {
      this.#read();
      this.#apply();
    });
    this.#apply();
  }

  /** Read the page's cards; a session over several days has one on each. */
  #read() {
    this.#entries = [...document.querySelectorAll(CARDS)].map((card) => ({
      card,
      row: card.closest(".agenda__row"),
      part: card.closest(".day") ?? card.closest(".agenda"),
      session: { ...sessionOf(card), day: card.closest("table")?.dataset.day },
    }));
    // Folding a thousand texts takes longer than a reader should wait for the first letter.
    const prepare = (deadline) => {
      const waiting = this.#entries.filter(({ text }) => !text);
      while (waiting.length > 0 && deadline.timeRemaining() > 3) textOf(waiting.pop());
      if (waiting.length > 0) idle(prepare);
    };
    idle(prepare);
  }

  #apply() {
    const query = this.#query.value.trim();
    const wishes = this.#fields.filter(({ value }) => value);
    const rank = query ? ranking(query) : null;
    const ranked = this.#entries.map((entry) => [entry, rank ? rank(textOf(entry)) : 2]).filter(([, found]) => found > 0);
    const found = ranked.map(([entry]) => entry);
    const chosen = ranked.filter(([entry]) => wishes.every((field) => matches(entry, field)));
    this.#hide(new Set(chosen.map(([entry]) => entry)), query !== "");
    this.#list(query ? chosen : []);
    for (const field of this.#fields) {
      const others = wishes.filter((other) => other !== field);
      count(field, found.filter((entry) => others.every((other) => matches(entry, other))));
    }
    this.#tell(distinct(chosen.map(([entry]) => entry)), query ? [this.#query, ...wishes] : wishes);
    this.#remember();
  }

  /** Hide cards, rows and days of which nothing is asked for. A search has a list of its own: then all is hidden. */
  #hide(chosen, isSearch) {
    const rows = new Map();
    const parts = new Map();
    for (const entry of this.#entries) {
      const isShown = chosen.has(entry);
      if (!isSearch && entry.card.hidden === isShown) entry.card.hidden = !isShown;
      rows.set(entry.row, rows.get(entry.row) || isShown);
      parts.set(entry.part, parts.get(entry.part) || isShown);
    }
    for (const [part, isShown] of isSearch ? parts : [...rows, ...parts]) if (part) part.hidden = isSearch || !isShown;
  }

  /** List what was searched for: first what has the accents that were typed, each in the order of the programme. */
  #list(chosen) {
    const sessions = new Map(chosen.sort((a, b) => b[1] - a[1]).map(([entry]) => [entry.session.id, entry]));
    const entries = [...sessions.values()].slice(0, MOST).map(result);
    const more = sessions.size - entries.length;
    if (more > 0) entries.push(element("li", {}, gettext("and {count} more; type more to narrow the search", { count: more })));
    // Who is on a result stays there where the results are the same.
    const list = this.querySelector(".filters__found");
    const made = element("ol", {}, ...entries);
    if (list.textContent !== made.textContent) list.replaceChildren(...entries);
  }

  #tell(left, wishes) {
    const isActive = wishes.length > 0;
    const words = isActive ? gettext("{count} of {all} sessions", { count: left, all: distinct(this.#entries) }) : "";
    this.querySelector(".filters__count").textContent = words;
    this.querySelector(".filters__reset").hidden = !isActive;
    const none = this.querySelector(".filters__none");
    none.hidden = left > 0;
    none.querySelector("ul").replaceChildren(...(left > 0 ? [] : wishes.map((field) => this.#without(field))));
  }

  /** Return a button that drops one of the wishes. */
  #without(field) {
    const wish = field.selectedOptions?.[0].dataset.words ?? `“${field.value}”`;
    const button = element("button", { type: "button", class: "filters__drop" }, gettext("Drop: {wish}", { wish }));
    button.addEventListener("click", () => {
      field.value = "";
      this.#apply();
      field.focus();
    });
    return element("li", {}, button);
  }

  /** Keep the wishes in the address of the page, and of the same page in other languages. */
  #remember() {
    for (const link of [location, ...document.querySelectorAll(".languages a[hreflang]")]) {
      const address = new URL(link.href);
      for (const { name, value } of [this.#query, ...this.#fields]) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      if (link !== location) link.href = address;
      else if (address.href !== location.href) history.replaceState(null, "", address);
    }
  }
}

const distinct = (entries) => new Set(entries.map(({ session }) => session.id)).size;
const TEXTS = [".session-card__title", ".session-card__people", ".session-card__message", ".session-card__facts li"];

/** Return the words of a card that visitors look for, without what only names them. */
function textOf(entry) {
  if (entry.text) return entry.text;
  const parts = [...entry.card.querySelectorAll(TEXTS.join())].flatMap((part) => [...part.childNodes]);
  entry.text = index(parts.filter((part) => part.className !== "visually-hidden").map((part) => part.textContent).join(" "));
  return entry.text;
}

const valuesOf = ({ session }, { name }) => [session[name] ?? []].flat();
const matches = (entry, field) => valuesOf(entry, field).includes(field.value);

/** Tell in each option of a field how many of the sessions it would leave. */
function count(field, entries) {
  const sessions = new Map();
  for (const entry of entries) {
    for (const value of valuesOf(entry, field)) {
      if (!sessions.has(value)) sessions.set(value, new Set());
      sessions.get(value).add(entry.session.id);
    }
  }
  for (const option of field.options) {
    option.dataset.words ??= option.textContent;
    const words = `${option.dataset.words} (${option.value ? (sessions.get(option.value)?.size ?? 0) : distinct(entries)})`;
    if (option.textContent !== words) option.textContent = words;
  }
}

function result({ card, session }) {
  const when = [dayOf(session) && dayWords(dayOf(session)), hours(session)].filter(Boolean).join(", ");
  const title = card.querySelector(".session-card__title").firstElementChild.cloneNode(true);
  return element("li", {}, element("span", { class: "filters__when" }, when), title);
}

customElements.define("agenda-filters", AgendaFilters);
