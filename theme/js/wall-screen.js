// The screen of a room: the time, what is on and what comes next. It runs for days, with the network or without.
import { everyMinute, now } from "./clock.js";
import { ask, follow } from "./programme.js";
import { beginning, isNow, isOver } from "./running.js";
import { dayOf, dayWords, hours, local, phrase, spans, time } from "./sessions.js";

const { dataset, lang } = document.documentElement;
const away = new Intl.RelativeTimeFormat(lang);
const names = new Intl.DisplayNames(lang, { type: "language" });
const day = (moment) => local(moment).slice(0, 10);
const dated = (moment) => `${time(moment)}, ${dayWords(day(moment))}`;

/** Return a language's name; of a tag that is none, the tag. */
function name(code) {
  try {
    return names.of(code);
  } catch {
    return code;
  }
}

/** Return the addresses of a page's style sheet and scripts, which change with the site, and what it tells them. */
const version = (page) =>
  JSON.stringify([
    page.documentElement.dataset,
    ...[...page.querySelectorAll("link[rel=stylesheet],script")].map(({ href, src }) => href ?? src),
  ]);
const own = version(document);

/** Load the page again where the site has a newer one. What a network shows instead of the site is none. */
async function renew() {
  const answer = await fetch(location.href, { cache: "no-cache" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.querySelector("wall-screen") && version(page) !== own) location.reload();
}

/** Show the fields that have a value, and those values that are words; hide the others. */
function fill(root, values) {
  for (const place of root.querySelectorAll("[data-field]")) {
    const value = values[place.dataset.field];
    const { words, language } = phrase(value);
    place.hidden = !value;
    if (language) place.lang = language;
    if (words && words !== true) (place.querySelector("b") ?? place).textContent = words;
  }
  return root;
}

class WallScreen extends HTMLElement {
  connectedCallback() {
    let hour = 0;
    follow((copy, reached, asOf) => {
      Object.assign(this, { copy, reached, asOf });
      this.show(now());
    });
    everyMinute((moment) => {
      if (!this.copy) ask();
      if (moment - hour > 3_600_000) {
        if (hour) renew().catch(() => {});
        hour = moment;
      }
      this.show(moment);
    });
  }

  show(at) {
    const { copy, asOf = Date.parse(dataset.cached) } = this;
    const mine = (copy?.sessions ?? [])
      .filter((session) => session.room === this.dataset.room && dayOf(session));
    const left = mine.filter((session) => !isOver(session, at));
    // Of a session over several days the time that it is, or that comes.
    const span = (session) => spans(session).find(([, to]) => at < to);
    const on = left.filter((session) => isNow({ ...session, state: "" }, at));
    const coming = (session) => beginning(session) + span(session)[0] - spans(session)[0][0];
    const next = left.filter((session) => !on.includes(session)).sort((a, b) => coming(a) - coming(b));
    const state = !next[0] ? "end" : left.length === mine.length ? "before" : day(span(next[0])[0]) > day(at) ? "day" : "pause";
    fill(this, {
      clock: time(at),
      live: Boolean(copy),
      next: next.length > 0,
      age: !this.reached && asOf && dated(asOf),
      [on.length || state]: true,
    });
    // What is over sooner comes before what lasts all day, and what is for everybody before what is not.
    on.sort((a, b) => span(a)[1] - span(b)[1] || !a.plenary - !b.plenary);
    this.list("on", on, 5, (session) => {
      const [, to] = span(session);
      return { ends: session.end && (day(to) === day(at) ? time(to) : dated(to)) };
    });
    this.list("next", next, 3, (session) => {
      const [from] = span(session);
      const minutes = Math.ceil((from - at) / 60_000);
      return {
        day: day(from) !== day(at) && dayWords(day(from)),
        hours: hours(session),
        minutes: session.start && minutes <= 60 && away.format(minutes, "minute"),
      };
    });
  }

  list(name, sessions, most, when) {
    const items = sessions.slice(0, most).map((session) => this.item(session, when(session)));
    this.querySelector(`[data-list=${name}]`).replaceChildren(...items);
  }

  item({ people = [], languages = [], interpretation = {}, part, state, ...session }, when) {
    const channel = (said) => said && ` (${+said ? this.dataset.channel.replace("{}", said) : said})`;
    return fill(this.querySelector("template").content.cloneNode(true), {
      ...session,
      people: people.map((key) => this.copy.people.find(({ id }) => id === key)?.name).join(", "),
      languages: languages.map(name).join(", "),
      interpretation: Object.entries(interpretation)
        .map(([code, said]) => name(code) + channel(said))
        .join(", "),
      [part]: true,
      [state]: true,
      ...when,
    });
  }
}

customElements.define("wall-screen", WallScreen);
