// The programme's newest copy: asked for once a minute while the event is near and the page is in view.
import { now } from "./clock.js";

const { schedule: address, begins, ends } = document.documentElement.dataset;
const DAY = 86_400_000;
const MINUTE = 60_000;
const LONGEST = 15 * MINUTE;

const readers = new Set();
let copy = null;
let text = "";
let failures = 0;
let timer = 0;
let asking = null;

/** Tell whether the event is near: from a day before its first until its last is over. */
export const isNear = (moment = now()) => Date.parse(begins) - DAY <= moment && moment < Date.parse(ends);

/** Return the programme as a promise, from memory where it was asked for; rejects where nothing can be had. */
export async function programme() {
  if (!copy) await ask();
  if (!copy) throw new Error("there is no programme");
  return copy;
}

/** Call with the programme and whether it was reached, at each answer; asks on while the event is near. */
export function follow(call) {
  readers.add(call);
  if (copy) call(copy, failures === 0);
  if (readers.size === 1) begin();
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
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    if (said !== text) copy = believed(said);
    text = said;
    failures = 0;
  } catch {
    failures += 1;
  }
  if (copy) for (const call of readers) call(copy, failures === 0);
}

/** Return the programme in an answer; one that is broken, foreign or empty raises an error and changes nothing. */
function believed(said) {
  const found = JSON.parse(said);
  if (!found.format.startsWith("eventsite-schedule/") || !found.sessions.length) throw new Error("no programme");
  return found;
}

function pause() {
  const usual = navigator.connection?.saveData ? 10 * MINUTE : MINUTE;
  return Math.min(usual * 2 ** failures, Math.max(LONGEST, usual));
}

function begin() {
  const next = async () => {
    clearTimeout(timer);
    if (!document.hidden && isNear()) await ask();
    clearTimeout(timer);
    timer = setTimeout(next, pause());
  };
  document.addEventListener("visibilitychange", () => document.hidden || next());
  addEventListener("online", async () => {
    // What is being asked may be lost already, and a network that has just come may not carry anything yet.
    await asking;
    failures = Math.min(failures, 1);
    next();
  });
  next();
}
