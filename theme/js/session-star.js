// The star of a session: a button that takes the session into the reader's own agenda, or out of it.
import { onStars, reminders, star, starred, unstar } from "./stars.js";
import { gettext } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const OUTLINE = "M12 3.2l2.7 5.7 6.2.8-4.6 4.3 1.2 6.2-5.5-3-5.5 3 1.2-6.2-4.6-4.3 6.2-.8z";

// A page can have a thousand stars: one button is the model of all, and one subscription serves all.
const stars = new Map();
let shown = new Set(starred().keys());
let pressed = "";
let isTelling = false;

function model() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "star";
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const outline = document.createElementNS(SVG, "path");
  outline.setAttribute("d", OUTLINE);
  drawing.append(outline);
  button.append(drawing);
  return button;
}

const button = model();
const status = document.createElement("p");
status.setAttribute("role", "status");
status.className = "visually-hidden";
document.querySelector("main").append(status);

const titleOf = (card) => card.querySelector(".session-card__title")?.textContent ?? card.dataset.title;

// With words of its own a star needs no other name.
function name(star) {
  if (!star.dataset.words) star.firstChild.setAttribute("aria-label", gettext("Star: {title}", { title: titleOf(star.closest("[data-id]")) }));
}

function toggle({ currentTarget }) {
  const card = currentTarget.closest("[data-id]");
  const { id } = card.dataset;
  pressed = id;
  if (shown.has(id)) unstar([id]);
  else star([{ ...card.dataset, title: titleOf(card) }]);
}

/** Say with which other starred sessions each of the page clashes; of the one just starred aloud. */
async function tellClashes() {
  if (shown.size < 2 && !isTelling) return;
  isTelling = true;
  const id = pressed;
  const { showClashes } = await import("./star-clashes.js");
  status.textContent = showClashes(stars).get(id) ?? "";
}

onStars(() => {
  const now = new Set(starred().keys());
  for (const id of new Set([...now, ...shown])) {
    for (const { firstChild } of stars.get(id) ?? []) firstChild.setAttribute("aria-pressed", now.has(id));
  }
  shown = now;
  tellClashes();
  pressed = "";
});

addEventListener("eventsite:patched", () => {
  for (const star of document.querySelectorAll("session-star")) name(star);
  tellClashes();
});

customElements.define(
  "session-star",
  class extends HTMLElement {
    connectedCallback() {
      if (this.firstChild) return;
      const { id } = this.closest("[data-id]").dataset;
      const own = button.cloneNode(true);
      own.setAttribute("aria-pressed", shown.has(id));
      own.append(this.dataset.words ?? "");
      own.addEventListener("click", toggle);
      this.append(own);
      name(this);
      stars.has(id) ? stars.get(id).push(this) : stars.set(id, [this]);
    }
  },
);

if (shown.size > 1) tellClashes();
if (reminders().on) import("./reminders.js");
