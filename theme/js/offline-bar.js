// Says on a page that comes from this device how old it is, and offers to ask for it again.
import { element } from "./elements.js";
import { gettext } from "./words.js";

const { lang, dataset } = document.documentElement;

/** Show the bar; `fetched` is the time at which the page came from the site. */
export function tell(fetched) {
  const timeZone = dataset.zone;
  // Months have numbers in Vietnamese; in English they stand behind the day, as on the whole site.
  const month = lang === "vi" ? "numeric" : "short";
  const day = new Intl.DateTimeFormat(`${lang}-GB`, { timeZone, day: "numeric", month }).format(fetched);
  const time = new Intl.DateTimeFormat("sv", { timeZone, timeStyle: "short" }).format(fetched);
  const bar = element("p", { class: "offline", role: "status" }, gettext("Poor connection – as of {day}, {time}", { day, time }));
  const link = element("a", { href: location.pathname + location.search }, gettext("Reload"));
  const offer = () => bar.append(" ", link);
  // A browser may notice only now that there is no network.
  const cut = () => bar.replaceChildren(gettext("Offline – as of {day}, {time}", { day, time }));
  if (navigator.onLine) offer();
  else cut();
  addEventListener("online", offer);
  addEventListener("offline", cut);
  const skip = document.querySelector(".skip-link");
  // The screen of a room has none, and says by itself how old its programme is; with the bar goes the room kept free.
  bar.hidden = !skip;
  if (skip) skip.after(bar);
  else document.body.prepend(bar);
}
