// Making elements of the page.

/** Return a new element with attributes and parts, which are elements or words; what is undefined or empty is left out. */
export function element(name, attributes = {}, ...parts) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...parts.flat().filter(Boolean));
  return made;
}
