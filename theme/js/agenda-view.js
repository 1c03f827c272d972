// How the reader's own agenda looks: an entry is made anew only where its facts are others.
import { button } from "./buttons.js";
import { element } from "./elements.js";
import { gettext } from "./words.js";

const inLanguage = ({ words, language }, name, properties) =>
  words && element(name, { ...properties, lang: language || undefined }, words);
const badge = (words, kind) => element("strong", { class: `badge badge--${kind}` }, words);
const line = (className, words) => words && element("p", { class: className }, words);

/** Let an element have these parts in this order; those that have their place already are not touched. */
function arrange(place, parts) {
  for (const part of [...place.children]) if (!parts.includes(part)) part.remove();
  for (const [position, part] of parts.entries()) {
    if (place.children[position] !== part) place.insertBefore(part, place.children[position] ?? null);
  }
}

/** The list of an agenda's entries below an element; `act` is called with what a button does, and its entry's id. */
export class AgendaView {
  #root;
  #act;
  #made = new Map();
  #days = new Map();

  constructor(root, act) {
    this.#root = root;
    this.#act = act;
  }

  /** Show the days, as `agendaDays` returns them. What has the focus keeps it, or hands it on within its entry. */
  show(days) {
    const made = new Map();
    const focused = document.activeElement;
    const key = focused.closest?.("[data-entry]")?.dataset.entry;
    const sections = days.map((day) => {
      const items = day.entries.map((entry) => {
        const text = JSON.stringify(entry);
        const known = this.#made.get(entry.id);
        made.set(entry.id, known?.text === text ? known : { text, item: this.#item(entry) });
        return made.get(entry.id).item;
      });
      const section = this.#days.get(day.iso) ?? this.#day(day);
      arrange(section.lastChild, items);
      return section;
    });
    this.#made = made;
    arrange(this.#root, sections);
    if (key !== undefined && document.activeElement !== focused) this.focus(key, focused.dataset.does, focused);
  }

  /** Give the focus to the entry's button that `does` something, else to its title; `first` if it is still there. */
  focus(id, does, first) {
    const item = this.#made.get(id)?.item;
    if (!item) return;
    const target = item.contains(first) ? first : item.querySelector(`[data-does="${does}"]`);
    (target ?? item.querySelector("a, button"))?.focus({ preventScroll: true });
  }

  /** Return a new section of a day, which is kept for all times. */
  #day({ iso, title }) {
    const id = `t-own-${iso || "open"}`;
    const heading = element("h2", { id, class: "day__title", tabindex: -1 }, title);
    const section = element("section", { class: "day", "aria-labelledby": id }, heading, element("ol", { class: "own__list" }));
    this.#days.set(iso, section);
    return section;
  }

  #button(entry, does, words, label) {
    const properties = { "data-does": does, "aria-label": label };
    return button(words, () => this.#act(does, entry.id), properties);
  }

  #item(entry) {
    const title = entry.title.words;
    if (entry.isRemoved) {
      const words = gettext("Removed: {title}", { title });
      const undo = this.#button(entry, "undo", gettext("Undo"), gettext("Undo: star {title} again", { title }));
      return element("li", { class: "own__removed", "data-entry": entry.id }, element("p", {}, words), undo);
    }
    const classes = ["session-card", `track-${entry.colour}`];
    if (entry.isCancelled || entry.gone) classes.push("session-card--cancelled");
    if (entry.isOver) classes.push("own__over");
    const remove = this.#button(entry, "remove", gettext("Remove"), gettext("Remove: {title}", { title }));
    const card = element("article", { class: classes.join(" ") }, this.#facts(entry), this.#news(entry), element("p", { class: "own__actions" }, remove));
    return element("li", { "data-entry": entry.id }, card);
  }

  #facts(entry) {
    const marks = [
      entry.isCancelled && badge(gettext("Cancelled"), "alert"),
      entry.gone && badge(entry.gone, "alert"),
      entry.isMoved && !entry.isCancelled && badge(gettext("New time"), "change"),
      entry.isSample && badge(gettext("Sample data"), "sample"),
    ].filter(Boolean);
    const title = inLanguage(entry.title, entry.url ? "a" : "span", { href: entry.url });
    return [
      marks.length > 0 && element("p", { class: "session-card__marks" }, marks),
      line("session-card__when", entry.when),
      element("h3", { class: "session-card__title" }, title),
      line("session-card__people", entry.people),
      inLanguage(entry.message, "p", { class: "session-card__message" }),
      line("session-card__place", entry.place),
    ];
  }

  /** Return what the reader should know: the clash, and what changed since the session was starred. */
  #news(entry) {
    const { clash, changes = [] } = entry;
    const label = gettext("Got it: {title}", { title: entry.title.words });
    return [
      line("session-card__clash", clash),
      changes.length > 0 &&
        element(
          "div",
          { class: "own__changes" },
          changes.map((words) => element("p", {}, words)),
          this.#button(entry, "accept", gettext("Got it"), label),
        ),
    ];
  }
}
