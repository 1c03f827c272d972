// Words as people search for them; i18n/fold.py does the same.
const PLAIN = { đ: "d", ð: "d", ı: "i", ł: "l", ø: "o", æ: "ae", œ: "oe", ß: "ss", þ: "th" };

/** Return words in lower case, without signs. */
export function exact(words) {
  const lower = words.normalize("NFKD").toLowerCase().normalize("NFC").replace(/[ʹ-ʿ]/g, "'");
  return (lower.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []).join(" ");
}

/** Return words without accents too. */
export const fold = (words) =>
  exact(words)
    .normalize("NFD")
    .replace(/[^ -~]/g, (sign) => PLAIN[sign] ?? (/[\u0300-\u036f]/.test(sign) ? "" : sign))
    .normalize("NFC");

/** Return what a search needs of a text. */
export const index = (text) => [` ${exact(text)}`, ` ${fold(text)}`];

/** Return what tells how an indexed text's words begin with the query's: 2 with accents, 1 without, 0 not. */
export function ranking(query) {
  const words = exact(query).split(" ").map((word) => [word, fold(word)]);
  return ([said, plain]) => {
    if (!words.every(([, word]) => plain.includes(` ${word}`))) return 0;
    return words.every(([typed, word]) => typed === word || said.includes(` ${typed}`)) ? 2 : 1;
  };
}
