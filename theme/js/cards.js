// The sessions' cards of a page.
const LISTS = ["languages", "interpretation"];

/** Return the session that a card shows, with the fields of api/schedule.<language>.json as far as the card has them. */
export function sessionOf(card) {
  const session = { ...card.dataset, title: card.querySelector(".session-card__title")?.textContent ?? "" };
  for (const name of LISTS) session[name] = session[name]?.split(" ") ?? [];
  return session;
}
