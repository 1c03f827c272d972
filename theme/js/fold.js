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

/** Tell how a text's words begin with a query's: 2 with accents, 1 without, 0 not. */
export function rank(query, text) {
  const [said, plain] = [` ${exact(text)}`, ` ${fold(text)}`];
  let found = 2;
  for (const word of exact(query).split(" ")) {
    if (!plain.includes(` ${fold(word)}`)) return 0;
    if (word !== fold(word) && !said.includes(` ${word}`)) found = 1;
  }
  return found;
}
