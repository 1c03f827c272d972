// Stars in an address, to carry them to another device: `#stars=` and a code for each session.
//
// A code is 5 signs of 6 bits from a hash of the session's id, the same in every language. Of 2^30 codes, 1,100 sessions
// share one with a chance of 1 in 1,800 for the whole programme; then the link brings both sessions, and the question
// before they are added names both. A fragment stays in the browser: no server sees which sessions somebody likes.
const NAME = "#stars=";
const LENGTH = 5;

/** Return the code of a session's id: FNV-1a with the last steps of MurmurHash3, which spread every bit over all. */
export function codeOf(id) {
  let hash = 0x811c9dc5;
  for (const octet of new TextEncoder().encode(id)) hash = Math.imul(hash ^ octet, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  const octets = [24, 16, 8, 0].map((shift) => (hash >>> shift) & 255);
  return btoa(String.fromCharCode(...octets)).slice(0, LENGTH).replaceAll("+", "-").replaceAll("/", "_");
}

/** Return the address of this page with the sessions of the ids. */
export const linkTo = (ids) => `${location.origin}${location.pathname}${NAME}${[...ids].map(codeOf).sort().join("")}`;

/** Return the codes in an address's fragment, and whether it was cut or changed on its way; null where it has none. */
export function codesIn(fragment) {
  if (!fragment.startsWith(NAME)) return null;
  const said = fragment.slice(NAME.length);
  const codes = said.match(/[\w-]{5}/g) ?? [];
  return { codes: new Set(codes), isBroken: codes.join("") !== said || !codes.length };
}
