// A notice ten minutes before each starred session, as long as a page with stars is open.
import { everyMinute, now } from "./clock.js";
import { ask, isNear, programme } from "./programme.js";
import { phrase, place, time } from "./sessions.js";
import { keepReminders, reminders, starred } from "./stars.js";
import { gettext } from "./words.js";

const BEFORE = 10 * 60_000;
const icon = document.querySelector("link[rel='apple-touch-icon']")?.href;

const nameOf = ({ id, start }) => `${id} ${Date.parse(start)}`;

/** Return the address of the session's page, where it is known; else of the reader's own agenda or this page. */
const pageOf = ({ url }) =>
  new URL(url ?? document.querySelector("a:has(+ star-count)")?.href ?? "", location.href).pathname;

/** Return the starred sessions that begin within ten minutes and were not told yet. */
function due(sessions, told) {
  const moment = now();
  return sessions.filter((session) => {
    const left = Date.parse(session.start) - moment;
    return left > 0 && left <= BEFORE && session.state !== "cancelled" && !told.includes(nameOf(session));
  });
}

async function starredSessions() {
  const stars = starred();
  const schedule = await programme().catch(() => null);
  const sessions = schedule?.sessions.filter(({ id }) => stars.has(id)) ?? [...stars].map(([id, facts]) => ({ id, ...facts }));
  return { schedule, sessions };
}

async function look() {
  if (!reminders().on || !isNear() || globalThis.Notification?.permission !== "granted") return;
  const before = await starredSessions();
  if (!due(before.sessions, reminders().told).length) return;
  // What was moved or cancelled a minute ago must not be told as it was.
  await ask();
  const { schedule, sessions } = await starredSessions();
  for (const session of due(sessions, reminders().told)) {
    const kept = reminders();
    // The reader may have turned them off in the meantime.
    if (!kept.on) return;
    // Kept before it is shown: another window looks in the same minute.
    keepReminders({ ...kept, told: [...kept.told, nameOf(session)].slice(-200) });
    const where = schedule ? place(session, schedule) : "";
    const words = gettext("Begins at {time}", { time: time(session.start) });
    const body = [words, where].filter(Boolean).join(" · ");
    await notify(phrase(session.title).words, { body, tag: session.id, data: pageOf(session) });
  }
}

/** Show a notice; return whether this browser can. */
export async function notify(title, options) {
  const details = { lang: document.documentElement.lang, icon, ...options };
  try {
    if (navigator.serviceWorker?.controller) {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.showNotification(title, details);
    } else {
      new Notification(title, details);
    }
    return true;
  } catch {
    // Phones let only a service worker show notices.
    return false;
  }
}

everyMinute(look);
