// Makes elements.

/**
 * Return a new element with what is in it: elements, words, or nothing.
 *
 * Of the properties, `on` holds listeners, `data` data attributes and `classes` names of classes; those with a dash and
 * `role` are attributes, all others properties. What is undefined is left out.
 */
export function make(name, properties = {}, ...parts) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (key === "on") for (const [type, call] of Object.entries(value)) made.addEventListener(type, call);
    else if (key === "data") Object.assign(made.dataset, value);
    else if (key === "classes") made.classList.add(...value.filter(Boolean));
    else if (key === "role" || key.includes("-")) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...parts.flat().filter((part) => part));
  return made;
}

/** Return a button; `properties` as for `make`. */
export const button = (words, call, properties = {}) =>
  make("button", { type: "button", className: "action", on: { click: call }, ...properties }, words);
