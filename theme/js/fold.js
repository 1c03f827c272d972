// Words as people search for them, as i18n/fold.py makes them.
const PLAIN = { đ: "d", ð: "d", ı: "i", ł: "l", ø: "o", æ: "ae", œ: "oe", ß: "ss", þ: "th" };

/** Return the words in lower case, without signs. */
export function exact(words) {
  const lower = words.normalize("NFKC").toLowerCase().normalize("NFKC");
  return (lower.replace(/\xad|[ʹ-ʿ]/g, "'").match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []).join(" ");
}

/** Return the same without accents. */
export function fold(words) {
  const plain = exact(words).normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return plain.replace(/./gu, (sign) => PLAIN[sign] ?? sign).normalize("NFC");
}

/** Return what `rank` needs of a text. */
export const index = (text) => [fold(text), exact(text)];

/** Tell how words of a text begin with all of a query's: 2 with its accents, 1 without, 0 not. */
export function rank(query, [plain, said]) {
  const begins = (words, word) => ` ${words}`.includes(` ${word}`);
  const typed = exact(query).split(" ");
  if (!typed.every((word) => begins(plain, fold(word)))) return 0;
  return typed.every((word) => word === fold(word) || begins(said, word)) ? 2 : 1;
}
