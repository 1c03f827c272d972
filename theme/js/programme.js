// The programme's newest copy: asked for once a minute while the event is near and the page is in view.
import { now } from "./clock.js";

const { schedule: address, live, begins, ends } = document.documentElement.dataset;
const MINUTE = 60_000;

const readers = new Set();
let text;
let copy;
let newest;
let asOf;
let failures = 0;
let timer;
let asking;

/** Tell whether the event is near: from a day before its first until its last is over. */
export const isNear = (moment = now()) => Date.parse(begins) - 1440 * MINUTE <= moment && moment < Date.parse(ends);

/** Return the programme as a promise, from memory where it was asked for; rejects where nothing can be had. */
export async function programme() {
  if (!newest) await ask();
  if (!newest) throw Error("no programme");
  return newest;
}

function tell(call) {
  try {
    newest && call(newest, !failures, asOf);
  } catch (error) {
    // One reader's fault must not end the asking for all others.
    reportError(error);
  }
}

/** Call at each answer with the programme, whether it was reached, and as of when it is; asks on while the event is near. */
export function follow(call) {
  readers.add(call);
  tell(call);
  if (readers.size > 1) return;
  document.addEventListener("visibilitychange", next);
  addEventListener("online", async () => {
    // What is being asked may be lost already, and a network that has just come may not carry anything yet.
    await asking;
    failures = Math.min(failures, 1);
    next();
  });
  next();
}

/** Ask at once. */
export function ask() {
  asking ??= look().finally(() => {
    asking = null;
  });
  return asking;
}

async function look() {
  try {
    // The browser asks with the ETag of the copy that it has, and an unchanged programme costs a few bytes.
    const response = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(20_000) });
    const said = await response.text();
    if (!response.ok) throw response;
    if (said !== text) copy = believed(said);
    text = said;
    newest = live ? await (await import("./upstream.js")).overlay(copy, live) : copy;
    // The worker's own copy is good, but the site was not reached.
    const fetched = response.headers.get("eventsite-fetched");
    failures = fetched ? failures + 1 : 0;
    asOf = fetched ? Date.parse(fetched) : now();
  } catch {
    failures += 1;
  }
  readers.forEach(tell);
}

/** Return the programme in an answer; one that is broken, foreign or empty raises an error and changes nothing. */
function believed(said) {
  const found = JSON.parse(said);
  if (!found.format.startsWith("eventsite-schedule/") || !found.sessions.length) throw Error("no programme");
  return found;
}

async function next() {
  clearTimeout(timer);
  if (!document.hidden && isNear()) await ask();
  clearTimeout(timer);
  // After failures the pause doubles, up to a quarter of an hour; who saves data is asked for less.
  const pause = Math.min(MINUTE * 2 ** failures, 15 * MINUTE);
  timer = setTimeout(next, navigator.connection?.saveData ? Math.max(pause, 10 * MINUTE) : pause);
}
