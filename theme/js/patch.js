// Brings the agenda's cards up to date with a newer programme, in their places.
import { element } from "./elements.js";
import { dayOf, dayWords, hours, phrase, place, time } from "./sessions.js";
import { gettext } from "./words.js";

const SAME = Symbol("same");
const moment = (words) => (words ? Date.parse(words) : 0);
const tables = () => [...document.querySelectorAll("table.agenda")];

/**
 * Bring the page's cards up to date; return what changed in words for readers, each session once.
 *
 * A session that the page has and the programme has not stays as it is.
 */
export function patch(schedule) {
  const cards = new Map();
  for (const card of document.querySelectorAll(".session-card[data-id]")) {
    cards.set(card.dataset.id, [...(cards.get(card.dataset.id) ?? []), card]);
  }
  const news = [];
  for (const session of schedule.sessions) {
    const shown = cards.get(session.id);
    const changes = shown ? shown.map((card) => update(card, session, schedule)) : [add(session, schedule)];
    if (changes[0] && changes[0] !== SAME) news.push(changes[0]);
  }
  return news;
}

/** Bring a card up to date; return what changed in words. */
function update(card, session, schedule) {
  const { dataset } = card;
  const title = phrase(session.title).words;
  const wasCancelled = dataset.state === "cancelled";
  const isCancelled = session.state === "cancelled";
  const isMoved = moment(dataset.start) !== moment(session.start) || moment(dataset.end) !== moment(session.end);
  const hasOtherRoom = (dataset.room ?? "") !== (session.room ?? "");
  const where = place(session, schedule);
  const said = [];
  setTitle(card, session);
  setMessage(card, session);
  if (isMoved) {
    retime(card, session);
    said.push(when(title, session));
    mark(card, "change", gettext("New time"));
  }
  if (hasOtherRoom) {
    dataset.room = session.room ?? "";
    setPlace(card, where);
    if (where) said.push(gettext("“{title}”: now in {place}.", { title, place: where }));
    mark(card, "change", gettext("New place"));
  }
  if (isMoved || hasOtherRoom) seat(card, session);
  if (wasCancelled !== isCancelled) {
    cancel(card, isCancelled);
    said.unshift(isCancelled ? gettext("“{title}” is cancelled.", { title }) : gettext("“{title}” takes place after all.", { title }));
  }
  return said.length > 0 ? said.join(" ") : SAME;
}

function when(title, session) {
  if (!session.start) return gettext("“{title}”: now on {day}.", { title, day: dayWords(dayOf(session)) });
  return gettext("“{title}”: now at {time}, {day}.", { title, time: time(session.start), day: dayWords(dayOf(session)) });
}

function setTitle(card, { title }) {
  const link = card.querySelector(".session-card__title a");
  const { words, language } = phrase(title);
  if (link.textContent === words) return;
  const named = language ? element("span", { lang: language }, words) : words;
  link.replaceChildren(named);
}

function setMessage(card, { message }) {
  const { words } = phrase(message);
  const shown = card.querySelector(".session-card__message");
  if ((shown?.textContent ?? "") === words) return;
  shown?.remove();
  if (words) card.querySelector(".session-card__title").after(element("p", { class: "session-card__message" }, words));
}

function retime(card, session) {
  for (const name of ["start", "end", "part", "until"]) {
    if (session[name]) card.dataset[name] = session[name];
    else delete card.dataset[name];
  }
  card.dataset.date = dayOf(session);
  const shown = card.querySelector(".session-card__when") ?? element("p", { class: "session-card__when" });
  shown.textContent = hours(session);
  if (!shown.isConnected) card.querySelector(".session-card__title").before(shown);
}

function setPlace(card, words) {
  const facts = card.querySelector(".session-card__facts") ?? card.appendChild(element("ul", { class: "session-card__facts" }));
  facts.querySelector("[data-place]")?.remove();
  const label = element("span", { class: "visually-hidden" }, gettext("Place:"), " ");
  if (words) facts.append(element("li", { "data-place": "" }, label, words));
}

function mark(card, kind, words) {
  const marks = card.querySelector(".session-card__marks") ?? element("p", { class: "session-card__marks" });
  if (!marks.isConnected) card.prepend(marks);
  const known = [...marks.children].some((badge) => badge.textContent.trim() === words);
  if (!known) marks.append(element("strong", { class: `badge badge--${kind}` }, words));
}

function cancel(card, isCancelled) {
  card.classList.toggle("session-card--cancelled", isCancelled);
  if (isCancelled) card.dataset.state = "cancelled";
  else delete card.dataset.state;
  if (!isCancelled) card.querySelector(".session-card__marks .badge--alert")?.remove();
  mark(card, isCancelled ? "alert" : "change", isCancelled ? gettext("Cancelled") : gettext("Back on"));
}

/** Put a card where the table has its time and its room or track; on another day than the page's it stays, and says so. */
function seat(card, session) {
  const table = tables().find(({ dataset }) => dataset.day === dayOf(session));
  if (!session.start || session.until || !table) {
    const shown = card.querySelector(".session-card__when");
    if (shown && tables().length > 0) shown.textContent = [dayWords(dayOf(session)), hours(session)].filter(Boolean).join(", ");
    return;
  }
  const [row, cell] = [card.closest("tr"), card.closest("td")];
  seatIn(rowAt(table, session), table, session).append(card);
  if (cell && !cell.querySelector(".session-card")) cell.classList.add("agenda__cell--empty");
  if (row && !row.querySelector(".session-card")) row.remove();
}

/** Return the table's row for the session's time, a new one where it has none. */
function rowAt(table, session) {
  const start = moment(session.start);
  const rows = [...table.tBodies[0].rows];
  const timeOf = (row) => moment(row.querySelector(".agenda__time time")?.dateTime);
  const known = rows.find((row) => timeOf(row) === start && (fits(row, table, session) || isWide(row)));
  if (known) return known;
  const clock = element("time", { datetime: session.start }, time(session.start));
  const head = element("th", { class: "agenda__time", scope: "row", role: "rowheader" }, clock);
  const row = element("tr", { class: "agenda__row", role: "row" }, head);
  const lanes = [...table.tHead.querySelectorAll("[data-lane]")];
  if (fits(row, table, session)) row.append(...lanes.map(() => cell()));
  else row.append(cell(Math.max(lanes.length, 1)));
  const next = rows.find((other) => timeOf(other) > start);
  table.tBodies[0].insertBefore(row, next ?? null);
  return row;
}

const cell = (span = 1) => {
  const made = element("td", { class: "agenda__cell agenda__cell--empty", role: "cell" });
  if (span > 1) made.colSpan = span;
  return made;
};
const isWide = (row) => row.cells.length === 2;
const laneOf = (table, session) =>
  [...table.tHead.querySelectorAll("[data-lane]")].findIndex(({ dataset }) => dataset.lane === session[table.dataset.lanes]);
const fits = (row, table, session) => laneOf(table, session) >= 0 && row.cells.length !== 2;

/** Return where in the row the session's card belongs. */
function seatIn(row, table, session) {
  const found = isWide(row) ? row.cells[1] : row.cells[laneOf(table, session) + 1];
  found.classList.remove("agenda__cell--empty");
  return found.querySelector(".agenda__cards") ?? found.appendChild(element("div", { class: "agenda__cards" }));
}

/** Add a card for a session that is new, where the page shows its day. */
function add(session, schedule) {
  if (!session.start || session.until || !tables().some(({ dataset }) => dataset.day === dayOf(session))) return SAME;
  const level = document.querySelector("table .session-card__title")?.localName ?? "h3";
  const { words, language } = phrase(session.title);
  const link = session.url ? element("a", { href: session.url }, words) : element("span", {}, words);
  if (language) link.lang = language;
  const card = element("article", { class: "session-card", "data-id": session.id, "data-date": dayOf(session) },
    element("p", { class: "session-card__when" }, hours(session)),
    element(level, { class: "session-card__title" }, link));
  for (const name of ["start", "end", "room", "track", "state"]) if (session[name]) card.dataset[name] = session[name];
  card.dataset.languages = session.languages?.join(" ") ?? "";
  setPlace(card, place(session, schedule));
  mark(card, "change", gettext("New"));
  seat(card, session);
  return gettext("New: “{title}”, {time}, {day}.", { title: words, time: hours(session), day: dayWords(dayOf(session)) });
}
