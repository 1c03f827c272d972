// The only clock of the scripts: the real time, but in a rehearsal, of which rehearsal.js tells how far it is away.
const { dataset } = document.documentElement;

/** Return the time of now, in milliseconds since 1970. */
export const now = () => Date.now() + Number(dataset.away ?? 0);

/** Call at once, at every turn of a minute, and when the page comes back into view. */
export function everyMinute(call) {
  let timer = 0;
  const tick = () => {
    clearTimeout(timer);
    timer = setTimeout(tick, 60_000 - (now() % 60_000) + 20);
    call(now());
  };
  document.addEventListener("visibilitychange", () => document.hidden || tick());
  tick();
}
