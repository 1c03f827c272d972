// What the reader's own agenda says aloud when it changes before the reader's eyes.
import { gettext } from "./words.js";

const state = ({ isRemoved, gone, changes, clash }) => JSON.stringify([isRemoved, gone, changes, clash]);

function sentence({ title, isRemoved, gone, changes = [], clash }, before) {
  if (isRemoved) return gettext("Removed: {title}", { title: title.words });
  const added = !before || JSON.parse(before)[0] ? gettext("Added") : "";
  const news = [added, gone, ...changes, clash].filter(Boolean);
  return news.length ? `${title.words}: ${news.join(". ")}.` : "";
}

/** Return what there is to remember of entries, and what to say of them against what was remembered `before`. */
export function newsOf(entries, before) {
  const told = new Map(entries.map((entry) => [entry.id, state(entry)]));
  const changed = before ? entries.filter(({ id }) => told.get(id) !== before.get(id)) : [];
  return { told, words: changed.map((entry) => sentence(entry, before.get(entry.id))).filter(Boolean).join(" ") };
}
