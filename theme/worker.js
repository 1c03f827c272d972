// Keeps pages of the event on this device for times without a network.
// The build writes two lines before these: LIST has the paths to keep and the first digits of their files' SHA-256,
// in four parts: `shell` (what pages are shown with), `pages`, `data` (the programme), and `sessions` by languages.
// VERSION changes when LIST does. Where anything is wrong with this, docs/deploy.md says how to switch it off.
const BASE = new URL(registration.scope).pathname;
// Other sites of the same host have caches of their own. A path has no space in it.
const PREFIX = `eventsite ${BASE} `;
const CURRENT = PREFIX + VERSION;
const VISITED = `${PREFIX}visited`;
const MISSING = `${BASE}offline.html`;
// What is noted with each copy.
const DIGEST = "Eventsite-Digest";
const FETCHED = "Eventsite-Fetched";
const OF = "Eventsite-Version";

const PATIENCE = 2_000; // ms, which an answer may take while there is a copy of it
const AT_ONCE = 4; // files
const MOST_VISITED = 50; // pages that are not in LIST
const MOST_BYTES = 5_000_000; // of sessions' pages that nobody has asked for
const DAY = 86_400_000; // ms

const essential = { ...LIST.shell, ...LIST.data, ...LIST.pages };
const listed = Object.assign({}, essential, ...Object.values(LIST.sessions));
// The folder of scripts and the style sheets are named after what is in them: `theme/js.0123456789/clock.js`.
const undated = (path) => path.replace(/(\/theme\/\w+)\.[0-9a-f]{10}(?=[./])/, "$1");
const shell = Object.fromEntries(Object.keys(LIST.shell).map((path) => [undated(path), path]));

const matching = (path, cacheName) => caches.match(path, { cacheName, ignoreVary: true });
const kept = async (path) => (await matching(path, CURRENT)) ?? matching(path, VISITED);
const mine = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));
const fresh = (path, priority) => fetch(path, { cache: "no-cache", priority });

async function digest(bytes) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...found.slice(0, 5)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keep an answer, with when it came; return its length. */
async function keep(cacheName, path, answer) {
  const bytes = await answer.arrayBuffer();
  const headers = new Headers(answer.headers);
  // The bytes are no longer packed as they were on their way.
  headers.delete("Content-Encoding");
  headers.set("Content-Length", bytes.byteLength);
  headers.set(DIGEST, await digest(bytes));
  headers.set(FETCHED, new Date().toISOString());
  headers.set(OF, VERSION);
  // Without it, a newer version or the switch in event.yml has taken over: nothing may be left behind.
  if (!(await caches.has(cacheName))) return 0;
  // The old copy goes when the new one has come; what was kept last stands last.
  await (await caches.open(cacheName)).put(path, new Response(bytes, { headers }));
  return bytes.byteLength;
}

/** Call for each of the items, a few at a time. */
async function each(items, call) {
  const waiting = [...items];
  const work = async () => {
    while (waiting.length) await call(waiting.shift());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

// A new version: what did not change is taken over from the old one, the rest is fetched. The old one answers until
// all is there; where the network fails, it stays, and what has come is there for the next attempt.

async function install() {
  await caches.open(CURRENT);
  await caches.open(VISITED);
  const names = await mine();
  await each(Object.keys(listed), async (path) => {
    const copies = await Promise.all(names.map((name) => matching(path, name)));
    const same = copies.find((copy) => copy?.headers.get(DIGEST) === listed[path]);
    if (same) return keep(CURRENT, path, same);
    if (path in essential) return keep(CURRENT, path, await whole(path));
    // Better an old page of a session than none, until the new one comes.
    const old = copies.find(Boolean);
    return old && (await caches.open(CURRENT)).put(path, old);
  });
  await skipWaiting();
}

async function whole(path) {
  const answer = await fresh(path);
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

async function activate() {
  for (const name of await mine()) if (name !== CURRENT && name !== VISITED) await caches.delete(name);
  await clients.claim();
}

// Pages: from the network, and when that takes too long, or fails, from this device, marked with when they came.

const isPage = (path) => /(?:\/[^./]*|\.html)$/.test(path);

async function page(event, path) {
  // Asked of the host itself: what the browser keeps on its own, as for the way back, may be old and would not say so.
  const asked = fetch(event.request, { cache: "no-cache", redirect: "manual" });
  event.waitUntil(asked.then((answer) => learn(path, answer.clone())).catch(() => {}));
  const copy = await kept(path);
  if (!copy) return asked.catch(missing);
  const answer = await soon(asked);
  return answer && answer.status < 500 ? answer : marked(copy);
}

/** Return the answer if it comes in time, else nothing. */
function soon(asked) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  return Promise.race([asked, late]).catch(() => {});
}

/** Keep what an answer says of the path: what is there, or that there is nothing any more. */
async function learn(path, answer) {
  const isThere = answer.ok && !answer.redirected;
  // What is listed goes with a new list alone: a host to which files are being uploaded lacks some for a moment.
  if (path in listed) return isThere ? keep(CURRENT, path, answer) : 0;
  if (answer.status === 404 || answer.status === 410) {
    for (const name of await mine()) await (await caches.open(name)).delete(path);
  } else if (isThere && (await isOurs(answer.clone()))) {
    await keep(VISITED, path, answer);
    await forget();
  }
  return 0;
}

/** Tell a page of this site from those of others on the same host, and from what nobody may keep. */
async function isOurs(answer) {
  if (/no-store/i.test(answer.headers.get("Cache-Control"))) return false;
  const [tag] = (await answer.text()).match(/<html\s[^>]*>/) ?? [""];
  return tag.includes(` data-base="${BASE.slice(0, -1)}"`);
}

/** Forget the pages that were visited the longest time ago. */
async function forget() {
  if (!(await caches.has(VISITED))) return;
  const cache = await caches.open(VISITED);
  for (const request of (await cache.keys()).slice(0, -MOST_VISITED)) await cache.delete(request);
}

async function marked(copy) {
  const headers = new Headers(copy.headers);
  headers.delete("Content-Length");
  const html = await copy.text();
  return new Response(html.replace("<html ", `<html data-cached="${headers.get(FETCHED)}" `), { headers });
}

async function missing() {
  const copy = await kept(MISSING);
  return copy ? new Response(copy.body, { status: 503, headers: copy.headers }) : Response.error();
}

/** The programme: from the network, else, or where that takes too long, the copy, which the scripts of the page know by its headers. */
async function data(event, path) {
  // Without the page's signal: what comes too late for the page is kept all the same.
  const asked = fresh(path);
  event.waitUntil(asked.then((answer) => learn(path, answer.clone())).catch(() => {}));
  const copy = await kept(path);
  if (!copy) return asked.catch(() => Response.error());
  const answer = await soon(asked);
  return answer?.ok ? answer : copy;
}

/** What pages are shown with. In place of what an older page asks for, and is gone, it may be what is there now. */
async function file(request, path) {
  const copy = await kept(path);
  if (copy) return copy;
  const answer = await fetch(request).catch(() => Response.error());
  return answer.ok ? answer : ((await kept(shell[undated(path)])) ?? answer);
}

// The pages of sessions come afterwards, in the language of the page that the visitor reads.

let busy = false;

async function keepMore(language) {
  const { saveData, effectiveType } = navigator.connection ?? {};
  if (busy || saveData || /2g/.test(effectiveType)) return;
  busy = true;
  try {
    await keepSessions(LIST.sessions[language] ?? {});
    await refreshVisited();
  } catch {
    // The network is gone; the next page that is opened asks again.
  } finally {
    busy = false;
  }
}

async function keepSessions(sessions) {
  let bytes = 0;
  const wanted = [];
  for (const [path, digest] of Object.entries(sessions)) {
    const copy = await matching(path, CURRENT);
    const isNew = copy?.headers.get(DIGEST) === digest || copy?.headers.get(OF) === VERSION;
    if (isNew) bytes += Number(copy.headers.get("Content-Length"));
    else wanted.push(path);
  }
  await each(wanted, async (path) => {
    if (bytes >= MOST_BYTES) return;
    const more = await learn(path, await fresh(path, "low"));
    // Added when it is there: others have been counted in the meantime.
    bytes += more;
  });
}

/** Ask once a day for what was visited: a page that was taken off the site must not stay here. */
async function refreshVisited() {
  for (const { url } of await (await caches.open(VISITED)).keys()) {
    const path = new URL(url).pathname;
    const copy = await matching(path, VISITED);
    if (Date.now() - Date.parse(copy?.headers.get(FETCHED)) > DAY) await learn(path, await fresh(path, "low"));
  }
}

/** A reminder that is tapped leads to the window of the site that was looked at last, else to its own address. */
async function lead({ notification }) {
  notification.close();
  const [open] = await clients.matchAll({ type: "window" });
  await (open ? open.focus() : clients.openWindow(notification.data ?? BASE));
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.waitUntil(keepMore(event.data)));
addEventListener("notificationclick", (event) => event.waitUntil(lead(event)));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || request.headers.has("Range")) return;
  if (request.mode === "navigate") {
    if (isPage(pathname)) event.respondWith(page(event, pathname));
  } else if (pathname in LIST.data) event.respondWith(data(event, pathname));
  else if (undated(pathname) in shell) event.respondWith(file(request, pathname));
});
