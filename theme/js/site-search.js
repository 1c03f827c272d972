// The page for searches: asks the index for what is typed, shows what it finds, and keeps both in the address.
import { element } from "./elements.js";
import { gettext } from "./words.js";

// So many results are shown at once, and so long after the last letter (ms).
const MANY = 10;
const PAUSE = 120;

class SiteSearch extends HTMLElement {
  #form = this.querySelector("form");
  #list = this.querySelector(".search__found");
  #more = this.querySelector(".search__more");
  #waiting = 0;
  #asked = 0;
  #index = null;

  connectedCallback() {
    const { q, kind } = this.#form.elements;
    const asked = new URLSearchParams(location.search);
    q.value = asked.get("q") ?? "";
    kind.value = asked.get("kind") ?? "";
    // A kind that there is not asks for nothing.
    if (kind.value !== (asked.get("kind") ?? "")) kind.value = "";
    // Who comes to search need not find the field first; only a reader's own act loads the rest.
    if (!q.value && matchMedia("(hover: hover)").matches) q.focus();
    q.addEventListener("focus", () => this.#open().catch(() => {}), { once: true });
    this.#form.addEventListener("input", ({ target }) => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.#apply(), target === q ? PAUSE : 0);
    });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.#waiting);
      this.#apply();
    });
    this.#more.addEventListener("click", () => this.#showMore());
    if (q.value) this.#apply();
  }

  /** Load what searches, once it is needed. */
  #open() {
    this.#index ??= import("./search-engine.js").then(({ open }) => open(this.dataset.index));
    // After a fault, the next letter asks again.
    this.#index.catch(() => {
      this.#index = null;
    });
    return this.#index;
  }

  async #apply() {
    const query = this.#form.elements.q.value.trim();
    const kind = this.#form.elements.kind.value;
    const number = ++this.#asked;
    this.#remember();
    if (!query) return this.#show({ found: [], entries: [], words: "" });
    this.setAttribute("aria-busy", "true");
    try {
      const index = await this.#open();
      const { found, mark } = await index.search(this.#form.elements.q.value, kind);
      const entries = await index.entries(found.slice(0, MANY), query);
      // Another letter was typed in the meantime.
      if (number !== this.#asked) return;
      const words = found.length
        ? gettext("Results for “{query}”: {count}", { query, count: found.length })
        : gettext("Nothing was found for “{query}”.", { query });
      this.#show({ index, found, entries, mark, query, words });
    } catch {
      if (number === this.#asked) {
        this.#show({ found: [], entries: [], words: gettext("The search cannot be loaded. Are you connected to the network?") });
      }
    }
  }

  #show(state) {
    const { found, entries, mark, words } = state;
    this.state = state;
    this.removeAttribute("aria-busy");
    this.querySelector(".search__count").textContent = words;
    this.#list.replaceChildren(...entries.map((entry) => result(entry, mark)));
    this.#more.hidden = entries.length >= found.length;
    this.querySelector(".search__else").hidden = !words || found.length > 0;
  }

  /** Show further results, and go to the first of them: the button may be gone. */
  async #showMore() {
    const { index, found, mark, query } = this.state;
    const before = this.#list.children.length;
    const entries = await index.entries(found.slice(before, before + MANY), query).catch(() => []);
    this.#list.append(...entries.map((entry) => result(entry, mark)));
    this.#list.children[before]?.querySelector("a").focus();
    this.#more.hidden = this.#list.children.length >= found.length;
  }

  /** Keep the search in the address of the page, and of the same page in other languages. */
  #remember() {
    for (const link of [location, ...document.querySelectorAll(".languages a[hreflang]")]) {
      const address = new URL(link.href);
      for (const name of ["q", "kind"]) {
        const value = this.#form.elements[name].value.trim();
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      if (link !== location) link.href = address;
      else if (address.href !== location.href) history.replaceState(null, "", address);
    }
  }
}

function result(entry, mark) {
  const kind = {
    people: gettext("Person"),
    sessions: gettext("Session"),
    news: gettext("News and press"),
    documents: gettext("Document"),
  }[entry.kind];
  const marks = entry.marks.map((one) =>
    one === "cancelled"
      ? element("strong", { class: "badge badge--alert" }, gettext("Cancelled"))
      : element("strong", { class: "badge badge--sample" }, gettext("Sample data")),
  );
  const title = mark.title(entry.title);
  return element(
    "li",
    {},
    element("p", { class: "search__kind" }, kind, ...marks.flatMap((one) => [" ", one])),
    element("h2", { class: "search__title", lang: entry.language || undefined }, element("a", { href: entry.url }, ...title)),
    entry.note && element("p", { class: "search__note" }, entry.note),
    element("p", { class: "search__excerpt" }, ...mark.excerpt(entry.text)),
  );
}

customElements.define("site-search", SiteSearch);
