// What this device remembers of its reader's language. Nothing of it leaves the device.
const KEY = "eventsite.language";
const NEVER_ASK = "-";

function remembered() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    // The reader forbids it; then nothing is remembered.
    return "";
  }
}

function remember(value) {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // As above.
  }
}

/** Remember the language that the reader chose. */
export const choose = (code) => remember(code);

/** Remember that the reader does not want to be asked. */
export const askNoMore = () => remember(NEVER_ASK);

/** Tell whether the reader may be offered another language. */
export const mayAsk = () => remembered() !== NEVER_ASK;

/** Return which of the languages the reader likes best: the one chosen before, else the browser's; "" if none. */
export function preferred(codes) {
  for (const wish of [remembered(), ...navigator.languages]) {
    const code = wish.toLowerCase().split("-")[0];
    if (codes.includes(code)) return code;
  }
  return "";
}
