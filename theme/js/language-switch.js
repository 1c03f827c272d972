// Remembers the language that the reader chose, and offers the page in it where it is not the page's own.
// Nobody is sent anywhere: the offer is a link.
import { choose, mayAsk, preferred } from "./reader.js";

const links = [...document.querySelectorAll(".languages a[hreflang]")];
// Only real translations are marked as alternates.
const translations = links.filter((link) => link.relList.contains("alternate"));

/** Remember the choice of a link to another language; what stands in the page's fragment comes along. */
function follow(link) {
  for (const type of ["click", "auxclick", "contextmenu"]) {
    link.addEventListener(type, () => {
      link.hash = location.hash.includes("=") ? location.hash : "";
    });
  }
  link.addEventListener("click", () => choose(link.hreflang));
}

links.forEach(follow);
const wished = mayAsk() && preferred([document.documentElement.lang, ...translations.map((link) => link.hreflang)]);
const link = translations.find(({ hreflang }) => hreflang === wished);
if (link) (await import("./language-offer.js")).offer(link, follow);
