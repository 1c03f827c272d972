// The words that scripts show, in the page's language.
const { words } = await import(`./words.${document.documentElement.lang}.js`);

/** Return the words in the page's language; `{name}` in them becomes the value of that name. */
export const gettext = (message, values = {}) =>
  (words[message] || message).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
