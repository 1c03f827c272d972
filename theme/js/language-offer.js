// Offers the page in the reader's language, in that language, where it is not the page's own.
// Nobody is sent anywhere: the offer is a link, and can be sent away for good.
import { askNoMore, choose, mayAsk, preferred } from "./reader.js";

const links = [...document.querySelectorAll(".languages a[hreflang]")];
// Only real translations are marked as alternates.
const translations = links.filter((link) => link.relList.contains("alternate"));
const here = document.documentElement.lang;

function element(name, className, words) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

/** Remember the choice of a link to another language; what stands in the page's fragment comes along. */
function follow(link) {
  for (const type of ["click", "auxclick", "contextmenu"]) {
    link.addEventListener(type, () => {
      link.hash = location.hash.includes("=") ? location.hash : "";
    });
  }
  link.addEventListener("click", () => choose(link.hreflang));
}

async function offer({ hreflang, href }) {
  const { direction, words } = await import(`./words.${hreflang}.js`);
  const gettext = (message) => words[message] || message;
  const bar = element("section", "offer", "");
  bar.lang = hreflang;
  bar.dir = direction;
  // Translators: the name of the part of the page in which another language is offered.
  bar.setAttribute("aria-label", gettext("Language of the page"));
  // Translators: name the language that you translate into, not English.
  const sentence = element("p", "offer__words", gettext("This page is also available in English."));
  // Translators: name the language that you translate into, not English.
  const link = element("a", "offer__link", gettext("Read in English"));
  link.href = href;
  link.hreflang = hreflang;
  follow(link);
  // Translators: a button that sends the offer away for good.
  const close = element("button", "offer__close", gettext("No, thanks"));
  close.type = "button";
  close.addEventListener("click", () => {
    askNoMore();
    bar.remove();
    document.querySelector("main").focus({ preventScroll: true });
  });
  bar.append(sentence, link, close);
  document.querySelector(".skip-link").after(bar);
}

for (const link of links) follow(link);

if (mayAsk()) {
  const wished = preferred([here, ...translations.map((link) => link.hreflang)]);
  const link = translations.find(({ hreflang }) => hreflang === wished);
  if (link) offer(link);
}
