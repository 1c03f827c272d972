// The small buttons of the reader's own agenda.
import { element } from "./elements.js";

/** Return a button with its words, what it calls, and attributes. */
export function button(words, call, attributes = {}) {
  const made = element("button", { type: "button", class: "action", ...attributes }, words);
  made.addEventListener("click", call);
  return made;
}
