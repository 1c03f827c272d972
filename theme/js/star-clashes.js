// Tells beside the starred sessions of a page which of them take place at the same time.
import { clashesOf, clashWords } from "./clashes.js";
import { starred } from "./stars.js";

/** Mark the cards of clashing sessions and unmark all others; `stars` are the page's, by id. Return the words by id. */
export function showClashes(stars) {
  // What the page shows of a session is newer than what its star keeps.
  const shown = (id) => {
    const card = stars.get(id)?.[0].closest("[data-id]");
    const title = card?.querySelector(".session-card__title")?.textContent;
    return card && { ...card.dataset, ...(title && { title }) };
  };
  const sessions = [...starred()].map(([id, facts]) => ({ title: facts.title, ...(shown(id) ?? facts), id }));
  const said = new Map([...clashesOf(sessions)].map(([id, others]) => [id, clashWords(others)]));
  for (const note of document.querySelectorAll(".session-card__clash")) note.remove();
  for (const [id, words] of said) {
    for (const star of stars.get(id) ?? []) {
      const note = document.createElement("p");
      note.className = "session-card__clash";
      note.textContent = words;
      star.after(note);
    }
  }
  return said;
}
