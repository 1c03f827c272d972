// Remembers the language that the reader chose, and offers the page in it where it is not the page's own.
// Nobody is sent anywhere: the offer is a link.
import { choose, mayAsk, preferred } from "./reader.js";

const links = [...document.querySelectorAll(".languages a[hreflang]")];
// Only real translations are marked as alternates.
const translations = links.filter((link) => link.relList.contains("alternate"));

/** Remember the choice of a link to another language; what stands in the page's fragment comes along. */
function follow(link) {
  const bring = () => {
    link.hash = location.hash.includes("=") ? location.hash : "";
  };
  link.onclick = () => bring(choose(link.hreflang));
  link.onauxclick = link.oncontextmenu = bring;
}

links.forEach(follow);
const wished = mayAsk() && preferred([document.documentElement.lang, ...translations.map((link) => link.hreflang)]);
const link = translations.find(({ hreflang }) => hreflang === wished);
if (link) (await import("./language-offer.js")).offer(link, follow);
