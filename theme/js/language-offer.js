// A bar that offers the page in the reader's language, in that language, and can be sent away for good.
import { element } from "./elements.js";
import { askNoMore } from "./reader.js";

/** Offer the page that a link of the language switch leads to; `follow` prepares links. */
export async function offer({ hreflang, href }, follow) {
  const { direction, words } = await import(`./words.${hreflang}.js`);
  const gettext = (message) => words[message] || message;
  // Translators: the name of the part of the page in which another language is offered.
  const name = gettext("Language of the page");
  const bar = element("section", { class: "offer", lang: hreflang, dir: direction, "aria-label": name });
  // Translators: name the language that you translate into, not English.
  const sentence = element("p", { class: "offer__words" }, gettext("This page is also available in English."));
  // Translators: name the language that you translate into, not English.
  const link = element("a", { class: "offer__link", href, hreflang }, gettext("Read in English"));
  follow(link);
  // Translators: a button that sends the offer away for good.
  const close = element("button", { class: "offer__close", type: "button" }, gettext("No, thanks"));
  close.addEventListener("click", () => {
    askNoMore();
    bar.remove();
    document.querySelector("main").focus({ preventScroll: true });
  });
  bar.append(sentence, link, close);
  document.querySelector(".skip-link").after(bar);
}
