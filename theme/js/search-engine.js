// Searches the index that exports/search.py writes: its overview first, then the pieces that have the typed words.
import { exact, fold } from "./fold.js";
import { marker } from "./search-marks.js";

// What a word is worth where it stands: bits of text, facts, title.
const WORTH = [1, 4, 12];
const TITLE = 4;
// How much less it is worth where the accents that were typed are not written.
const PLAINLY = 0.3;
// So many words that begin as the last one, and so many that are near to a misspelt one, are looked for.
const MOST_BEGUN = 6;
const MOST_NEAR = 4;
// Of two words that were typed as one, each has so many letters.
const LEAST = 3;
// The tones of Vietnamese: they may stand on either vowel of `hoà`, `hòa`.
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Return the index at an address, which ends in a slash. Rejects where it cannot be loaded. */
export async function open(address) {
  const overview = await read(`${address}index.json`, { cache: "no-cache" });
  const words = overview.words ? overview.words.split(" ") : [];
  const places = new Map(words.map((word, place) => [word, place]));
  const level = (word) => parseInt(overview.levels[places.get(word)], 36);
  const total = overview.kinds.length;
  const loaded = new Map();

  const load = (name) => {
    if (!loaded.has(name)) {
      const answer = read(`${address}${name}.json?${overview.version}`);
      answer.catch(() => loaded.delete(name));
      loaded.set(name, answer);
    }
    return loaded.get(name);
  };

  /** Return the words of the index that a typed one may mean, with what each is worth. */
  function meant(word, isOpen) {
    const found = places.has(word) ? [[word, 1]] : [];
    if (isOpen && word.length > 1) {
      const begun = words.slice(...range(words, word)).filter((other) => other !== word);
      const longer = begun.sort((a, b) => level(b) - level(a) || a.length - b.length || (a < b ? -1 : 1));
      for (const other of longer.slice(0, MOST_BEGUN)) found.push([other, 0.4 + (0.4 * word.length) / other.length]);
    }
    return found.length ? found : near(word);
  }

  function near(word) {
    const most = word.length < 4 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2;
    const found = [];
    for (const other of words) {
      if (Math.abs(other.length - word.length) > most) continue;
      const steps = distance(word, other, most);
      if (steps <= most) found.push([other, 0.6 / steps, level(other)]);
    }
    return found.sort((a, b) => b[1] - a[1] || b[2] - a[2]).slice(0, MOST_NEAR);
  }

  /** Return two words where one is meant that was typed without its space. */
  function parted(word) {
    for (let at = word.length - LEAST; at >= LEAST; at--) {
      if (places.has(word.slice(0, at)) && places.has(word.slice(at))) return [word.slice(0, at), word.slice(at)];
    }
    return null;
  }

  function wishes(query) {
    const typed = exact(query).split(" ").filter(Boolean);
    const isOpen = !/\s$/.test(query);
    return typed.flatMap((word, place) => {
      const plain = fold(word);
      const halves = places.has(plain) ? null : parted(plain);
      const found = halves ? [] : meant(plain, isOpen && place === typed.length - 1);
      return halves ? halves.map((half) => ({ word: half, plain: half, found: [[half, 1]] })) : [{ word, plain, found }];
    });
  }

  /** Return the numbers of the entries that have the words, best first, and what marks the words in texts. */
  async function search(query, kind = "") {
    const wanted = wishes(query);
    const count = 2 ** Math.max(0, Math.floor(Math.log2(Math.floor(total / 8) || 1)));
    const asked = [...new Set(wanted.flatMap(({ found }) => found.map(([word]) => word)))];
    const pieces = await Promise.all(asked.map((word) => load(`words/${crc(word) % count}`)));
    const piece = new Map(asked.map((word, place) => [word, pieces[place][word] ?? {}]));
    const sums = new Map();
    for (const wish of wanted) {
      for (const [number, [accents, worth]] of standing(wish, piece)) {
        const sum = sums.get(number) ?? { number, words: 0, accents: 0, worth: 0 };
        sum.words += 1;
        sum.accents += accents;
        sum.worth += worth;
        sums.set(number, sum);
      }
    }
    const most = Math.max(0, ...[...sums.values()].map(({ words: has }) => has));
    const found = [...sums.values()].filter((sum) => sum.words === most && (!kind || overview.kinds[sum.number] === kind[0]));
    found.sort((a, b) => b.accents - a.accents || b.worth - a.worth || a.number - b.number);
    return { found, mark: marker(wanted) };
  }

  /** Return for each entry that has the wish whether with its accents, and what that is worth. */
  function standing({ word, plain, found }, piece) {
    const best = new Map();
    for (const [other, share] of found) {
      const variants = Object.entries(piece.get(other));
      const many = variants.reduce((sum, [, postings]) => sum + postings.length, 0);
      const rare = Math.log(1 + total / (many || 1));
      for (const [variant, postings] of variants) {
        const isSame = word === plain || begins(variant, word);
        // Written without any accents it is the same word; with others it is another.
        const accents = isSame || variant === other ? 1 : 0;
        const exactly = isSame ? 1 : PLAINLY;
        let number = 0;
        for (const posting of postings) {
          number += posting >> 3;
          const worth = exactly * share * rare * worthOf(posting & 7, parseInt(overview.lengths[number], 36));
          const known = best.get(number);
          if (!known || accents > known[0] || (accents === known[0] && worth > known[1])) best.set(number, [accents, worth]);
        }
      }
    }
    return best;
  }

  /** Return what results show of the entries; of those with the same accents the first have the words side by side. */
  async function entries(found, query) {
    const groups = await Promise.all(found.map(({ number }) => load(`pages/${Math.floor(number / overview.group)}`)));
    const words = ` ${fold(query)}`;
    const shown = found.map(({ number, accents, worth }, place) => {
      const [url, title, language, kind, note, text, marks] = groups[place][number % overview.group];
      const name = ` ${fold(title)}`;
      const near = name === words ? 4 : name.includes(words) ? 2.5 : ` ${fold(`${note} ${text}`)}`.includes(words) ? 2 : 1;
      return { url, title, language, kind, note, text, marks, accents, worth: worth * near };
    });
    return shown.sort((a, b) => b.accents - a.accents || b.worth - a.worth);
  }

  return { search, entries };
}

async function read(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** Return what a word is worth in an entry: in a short title more than in a long one. */
function worthOf(places, length) {
  const [text, facts, title] = WORTH;
  if (places & TITLE) return title * (0.6 + 0.8 / Math.max(length, 1)) + (places & 2 ? 1 : 0);
  return places & 2 ? facts : text;
}

/** Return whether a word is or begins like the typed one, accents and all, on whichever vowel its tone stands. */
function begins(word, typed) {
  const [[letters, tones], [first, wanted]] = [word, typed].map((one) => {
    const apart = one.normalize("NFD");
    return [apart.replace(TONES, ""), (apart.match(TONES) ?? []).join("")];
  });
  // Whoever is still typing may not have come to the tone.
  return letters.startsWith(first) && (tones === wanted || (letters !== first && !wanted));
}

/** Return from where to where sorted words begin so. */
function range(words, start) {
  const place = (isBefore) => {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(words[middle])) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [place((word) => word < start), place((word) => word < start || word.startsWith(start))];
}

/** Return how many letters differ, are missing, too many or have changed places; more than `most` is not counted on. */
function distance(one, other, most) {
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}

/** Return the sum by which the index is cut into pieces: CRC-32 of UTF-8. */
function crc(word) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(word)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
