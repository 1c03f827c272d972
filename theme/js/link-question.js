// What to do with the sessions that a link brings: the reader is asked, and nothing is added before.
import { button } from "./buttons.js";
import { element } from "./elements.js";
import { phrase } from "./sessions.js";
import { codeOf, codesIn } from "./share.js";
import { starred } from "./stars.js";
import { gettext } from "./words.js";

const MOST = 20;

function heading(count) {
  if (count === 0) return gettext("The link brings nothing new");
  return count === 1
    ? gettext("Add 1 session to your agenda?")
    : gettext("Add {count} sessions to your agenda?", { count });
}

const line = (words) => element("p", {}, words);

function titles(sessions) {
  const shown = sessions.slice(0, MOST).map(({ title }) => {
    const { words, language } = phrase(title);
    return element("li", { lang: language || undefined }, words);
  });
  const count = sessions.length - MOST;
  if (count > 0) shown.push(element("li", {}, gettext("and {count} more", { count })));
  return element("ul", { class: "own__titles" }, shown);
}

function question(link, sessions, stars, answer) {
  const { codes, isBroken } = link;
  const fresh = sessions.filter(({ id }) => !stars.has(id));
  const known = sessions.length - fresh.length;
  const missing = codes.size - new Set(sessions.map(({ id }) => codeOf(id))).size;
  const title = element("h2", { id: "t-own-question", tabindex: -1 }, heading(fresh.length));
  const buttons = [
    fresh.length > 0 && button(gettext("Add"), () => answer("add"), { class: "button" }),
    sessions.length > 0 && stars.size > known && button(gettext("Replace my agenda with the sessions in the link"), () => answer("replace")),
    button(fresh.length > 0 ? gettext("No") : gettext("Close"), () => answer("no")),
  ];
  return element(
    "section",
    { class: "own__question", "aria-labelledby": title.id },
    title,
    fresh.length > 0 && titles(fresh),
    known > 0 && line(gettext("In your agenda already: {count}", { count: known })),
    missing > 0 && line(gettext("No longer in the programme: {count}", { count: missing })),
    isBroken && line(gettext("The link is not complete: some sessions may be missing.")),
    element("p", { class: "own__tools" }, buttons),
  );
}

/**
 * Ask in `place` about the sessions in the page's address; return what to do with them, "add", "replace" or "no".
 *
 * Without the programme nobody knows what the link brings: then the link stays, and nothing is asked.
 */
export async function ask(place, schedule) {
  if (!schedule) {
    const words = gettext("The programme cannot be loaded at the moment. Open the link again later to add its sessions.");
    place.replaceChildren(element("p", { class: "mark" }, words));
    return new Promise(() => {});
  }
  const link = codesIn(location.hash);
  const sessions = schedule.sessions.filter(({ id }) => link.codes.has(codeOf(id)));
  const what = await new Promise((answer) => {
    place.replaceChildren(question(link, sessions, starred(), answer));
    place.querySelector("h2").focus();
  });
  place.replaceChildren();
  // Opened again, the page does not ask again.
  history.replaceState(history.state, "", location.pathname + location.search);
  return { what, sessions };
}
