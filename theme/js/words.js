// The words that scripts show, in the page's language; the page has those of its scripts.
const words = JSON.parse(document.getElementById("t-words")?.textContent ?? "{}");

/** Return the words in the page's language; `{name}` in them becomes the value of that name. */
export const gettext = (message, values = {}) =>
  (words[message] || message).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
