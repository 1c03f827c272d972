// Brings the agenda's cards up to date with a newer programme, in their places.
import { element } from "./elements.js";
import { dayOf, dayWords, hours, phrase, place, time } from "./sessions.js";
import { slotOf, timesOf, whenOf } from "./when.js";
import { gettext } from "./words.js";

const SLOT = ["start", "end", "date", "until", "part"];
const COLOURS = 8;
const moment = (words) => (words ? Date.parse(words) : 0);
const isLong = (session) => session.until && session.until !== dayOf(session);
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
  return schedule.sessions
    .map((session) => {
      const shown = cards.get(session.id);
      return shown ? shown.map((card) => update(card, session, schedule))[0] : add(session, schedule);
    })
    .filter(Boolean);
}

/** Bring a card up to date; return what changed in words, empty for nothing. */
function update(card, session, schedule) {
  const { dataset } = card;
  const title = phrase(session.title).words;
  const isCancelled = session.state === "cancelled";
  const isTurned = isCancelled !== (dataset.state === "cancelled");
  const isMoved = !isAlike(dataset, session) && slotOf(dataset) !== slotOf(session);
  const isElsewhere = (dataset.room ?? "") !== (session.room ?? "");
  const where = place(session, schedule);
  setTitle(card, session);
  setMessage(card, session);
  if (isMoved || isElsewhere) setFacts(card, session, [...SLOT, "room", "track"]);
  if (isElsewhere) setPlace(card, where);
  if (isMoved || isElsewhere) seat(card, session);
  if (isMoved) setWhen(card, session);
  if (isMoved) mark(card, "change", gettext("New time"));
  if (isElsewhere && where) mark(card, "change", gettext("New place"));
  if (isTurned) cancel(card, isCancelled);
  return [
    isTurned && (isCancelled ? gettext("“{title}” is cancelled.", { title }) : gettext("“{title}” takes place after all.", { title })),
    isMoved && movedWords(title, session),
    isElsewhere && where && gettext("“{title}”: now in {place}.", { title, place: where }),
  ].filter(Boolean).join(" ");
}

/** Tell whether two say the same of their time in the same words: nearly all do, and that is told at once. */
const isAlike = (shown, { start, end, part, date, until }) =>
  shown.start === start && shown.end === end && shown.part === part &&
  (shown.date ?? date) === date && (shown.until ?? date) === (until ?? date);

function movedWords(title, session) {
  const day = whenOf({ ...session, start: undefined, end: undefined });
  if (!day) return gettext("“{title}”: its time is open.", { title });
  if (!session.start || isLong(session)) return gettext("“{title}”: now on {day}.", { title, day: whenOf(session) });
  return gettext("“{title}”: now at {time}, {day}.", { title, time: time(session.start), day: dayWords(dayOf(session)) });
}

function setFacts({ dataset }, session, names) {
  for (const name of names) {
    if (session[name]) dataset[name] = session[name];
    else delete dataset[name];
  }
}

function setTitle(card, { title }) {
  const shown = card.querySelector(".session-card__title").firstElementChild;
  const { words, language } = phrase(title);
  if (shown.textContent !== words) shown.replaceChildren(element("span", { lang: language || undefined }, words));
}

function setMessage(card, { message }) {
  const { words, language } = phrase(message);
  const shown = card.querySelector(".session-card__message");
  if ((shown?.textContent ?? "") === words) return;
  shown?.remove();
  const made = element("p", { class: "session-card__message", lang: language || undefined }, words);
  if (words) card.querySelector(".session-card__title").after(made);
}

/** Say on a card when it is: the hours where its table has the day, else the day too. */
function setWhen(card, session) {
  const shown = card.querySelector(".session-card__when") ?? element("p");
  const isHere = card.closest("table")?.dataset.day === dayOf(session) && !isLong(session);
  shown.className = "session-card__when";
  shown.textContent = (isHere ? timesOf(session) : whenOf(session)) || gettext("Time to be announced");
  if (!shown.isConnected) card.querySelector(".session-card__title").before(shown);
}

function setPlace(card, words) {
  const facts = card.querySelector(".session-card__facts") ?? element("ul", { class: "session-card__facts" });
  if (!facts.isConnected) (card.querySelector(".session-card__message") ?? card.querySelector(".session-card__title")).after(facts);
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

/** Put a card where the table has its time and its room or track; without an hour, or on another day, it stays. */
function seat(card, session) {
  const table = tables().find(({ dataset }) => dataset.day === dayOf(session));
  if (!session.start || isLong(session) || !table) return;
  const [row, cell, focused] = [card.closest("tr"), card.closest("td"), document.activeElement];
  seatIn(rowAt(table, session), table, session).append(card);
  if (card.contains(focused)) focused.focus({ preventScroll: true });
  if (cell && !cell.querySelector(".session-card")) cell.classList.add("agenda__cell--empty");
  if (row && !row.querySelector(".session-card")) row.remove();
}

const cell = (span = 1) => {
  const made = element("td", { class: "agenda__cell agenda__cell--empty" });
  if (span > 1) made.colSpan = span;
  return made;
};
const isWide = (row) => row.cells.length === 2;
const lanesOf = (table) => [...table.tHead.querySelectorAll("[data-lane]")];
const laneOf = (table, session) => lanesOf(table).findIndex(({ dataset }) => dataset.lane === session[table.dataset.lanes]);

/** Return the table's row for the session's time, a new one where it has none. */
function rowAt(table, session) {
  const start = moment(session.start);
  const rows = [...table.tBodies[0].rows];
  const timeOf = (row) => moment(row.querySelector(".agenda__time time")?.dateTime);
  const hasLane = laneOf(table, session) >= 0;
  const known = rows.find((row) => timeOf(row) === start && (hasLane || isWide(row)));
  if (known) return known;
  const clock = element("time", { datetime: session.start }, time(session.start));
  const head = element("th", { class: "agenda__time", scope: "row" }, clock);
  const row = element("tr", { class: "agenda__row" }, head);
  row.append(...(hasLane ? lanesOf(table).map(() => cell()) : [cell(Math.max(lanesOf(table).length, 1))]));
  table.tBodies[0].insertBefore(row, rows.find((other) => timeOf(other) > start) ?? null);
  return row;
}

/** Return where in the row the session's card belongs. */
function seatIn(row, table, session) {
  const found = isWide(row) ? row.cells[1] : row.cells[laneOf(table, session) + 1];
  found.classList.remove("agenda__cell--empty");
  return found.querySelector(".agenda__cards") ?? found.appendChild(element("div", { class: "agenda__cards" }));
}

/** Add a card for a session that is new, where the page shows its day; return that in words. */
function add(session, schedule) {
  if (!session.start || isLong(session) || !tables().some(({ dataset }) => dataset.day === dayOf(session))) return "";
  const { words, language } = phrase(session.title);
  const level = document.querySelector("table .session-card__title")?.localName ?? "h3";
  const title = element(session.url ? "a" : "span", { href: session.url, lang: language || undefined }, words);
  const people = (session.people ?? []).map((key) => schedule.people?.find(({ id }) => id === key)?.name);
  const colour = (schedule.tracks ?? []).findIndex(({ id }) => id === session.track);
  const card = element("article", { class: "session-card", "data-id": session.id },
    element("p", { class: "session-card__when" }, hours(session)),
    element(level, { class: "session-card__title" }, title),
    people.length > 0 && element("p", { class: "session-card__people" }, people.filter(Boolean).join(", ")),
    element("session-star"));
  if (colour >= 0) card.classList.add(`track-${(colour % COLOURS) + 1}`);
  setFacts(card, session, [...SLOT, "room", "track"]);
  card.dataset.languages = session.languages?.join(" ") ?? "";
  card.dataset.interpretation = Object.keys(session.interpretation ?? {}).join(" ");
  setMessage(card, session);
  seat(card, session);
  setPlace(card, place(session, schedule));
  if (session.state === "cancelled") {
    cancel(card, true);
    return "";
  }
  mark(card, "change", gettext("New"));
  return gettext("New: “{title}”, {time}, {day}.", { title: words, time: hours(session), day: dayWords(dayOf(session)) });
}
