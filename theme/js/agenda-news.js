// What the reader's own agenda says aloud when it changes before the reader's eyes.
import { gettext } from "./words.js";

const state = ({ isRemoved = false, gone, changes, clash }) => ({ isRemoved, news: JSON.stringify([gone, changes]), clash });

function sentence({ title, isRemoved, gone, changes = [], clash }, before) {
  if (isRemoved) return gettext("Removed: {title}", { title: title.words });
  const added = !before || before.isRemoved ? gettext("Added") : "";
  const news = [added, gone, ...changes, clash].filter(Boolean);
  return news.length ? `${title.words}: ${news.join(". ")}.` : "";
}

/** Return what there is to remember of entries, and what to say of them against what was remembered `before`. */
export function newsOf(entries, before) {
  const told = new Map(entries.map((entry) => [entry.id, state(entry)]));
  if (!before) return { told, words: "" };
  const isOther = (id) => told.get(id).isRemoved !== before.get(id)?.isRemoved;
  // A star that comes or goes brings its own clashes; those of all others need not be said again.
  const isStarred = told.size !== before.size || [...told.keys()].some(isOther);
  const changed = entries.filter(
    ({ id, clash }) => isOther(id) || told.get(id).news !== before.get(id).news || (!isStarred && clash !== before.get(id).clash),
  );
  return { told, words: changed.map((entry) => sentence(entry, before.get(entry.id))).filter(Boolean).join(" ") };
}
