// Marks the words of a search in titles, and in the part of a text that has most of them.
import { element } from "./elements.js";
import { fold } from "./fold.js";

// So long is the part of a text (letters), and so much of it stands before the first word that was found.
const LONG = 240;
const BEFORE = 60;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** Return what marks the words that these wishes mean. */
export function marker(wishes) {
  const meant = new Set(wishes.flatMap(({ found }) => found.map(([word]) => word)));

  /** Return the places of the words in a text: from, to, and the word. */
  function hits(text) {
    const found = [];
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const plain = fold(word);
      if (meant.has(plain)) found.push([index, index + word.length, plain]);
    }
    return found;
  }

  function parts(text, found) {
    const made = [];
    let done = 0;
    for (const [from, to] of joined(text, found)) {
      made.push(text.slice(done, from), element("mark", {}, text.slice(from, to)));
      done = to;
    }
    return [...made, text.slice(done)].filter((part) => part !== "");
  }

  return {
    title: (text) => parts(text, hits(text)),
    excerpt(text) {
      const found = hits(text);
      const [start, end] = window(text, found);
      const part = text.slice(start, end);
      const inside = found.filter(([from, to]) => from >= start && to <= end);
      const marked = parts(part, inside.map(([from, to]) => [from - start, to - start]));
      return [start > 0 && "… ", ...marked, end < text.length && "\u00a0…"].filter(Boolean);
    },
  };
}

/** Return the places with those joined between which there is only a space. */
function joined(text, found) {
  const made = [];
  for (const [from, to] of found) {
    const last = made.at(-1);
    if (last && /^\s$/.test(text.slice(last[1], from))) last[1] = to;
    else made.push([from, to]);
  }
  return made;
}

/** Return from where to where the part goes that has most of the words; the beginning where there is none. */
function window(text, found) {
  let [best, most] = [0, 0];
  found.forEach(([from], place) => {
    const words = new Set();
    let last = from;
    let side = 0;
    for (const [other, to, word] of found.slice(place)) {
      if (to > from + LONG - BEFORE) break;
      words.add(word);
      // Words side by side are what is meant more often than the same words apart.
      if (other === last + 1) side += 1;
      last = to;
    }
    const worth = words.size + (side ? 0.5 : 0);
    if (worth > most) [best, most] = [from, worth];
  });
  const start = best > BEFORE ? text.indexOf(" ", best - BEFORE) + 1 : 0;
  const rest = text.lastIndexOf(" ", start + LONG);
  return [start, text.length - start > LONG ? (rest > start ? rest : start + LONG) : text.length];
}
