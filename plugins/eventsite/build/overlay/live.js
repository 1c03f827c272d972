// What the preview adds to each page: it brings what a build made, and shows over the page what is wrong.
// Words come in as data and go out as text, whatever they are.
let { build } = document.currentScript.dataset;
let newest = build;
let isFetching = false;
let source;
let panel;
// The page as it was served, each element with the one that it has become: no other script has run yet.
const served = document.body.cloneNode(true);
const become = new Map();
pair(served, document.body);

function listen() {
  source = new EventSource("/_live");
  source.addEventListener("message", ({ data }) => {
    const news = JSON.parse(data);
    newest = news.build;
    if (news.trouble) {
      show(news.trouble);
    } else if (newest === build) {
      close();
    } else if (!isFetching) {
      isFetching = true;
      // Without an answer the server is gone; it tells again how things stand when it is back.
      refresh().catch(() => {}).finally(() => { isFetching = false; });
    }
  });
}

// A page in the browser's memory must not hold a stream open; one that comes back from there listens again.
addEventListener("pagehide", () => source.close());
addEventListener("pageshow", ({ persisted }) => persisted && listen());
listen();

// Loading a page takes a browser longer than all the rest. Where one part of it has changed that no script has to do
// with, only that is put into its place, and nothing else moves.
async function refresh() {
  while (build !== newest) {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = page.querySelector("script[data-build]");
    if (!answer.ok || !script || head(page) !== head(document) || !patch(page.body, script)) {
      location.reload();
      return;
    }
    build = script.dataset.build;
    document.title = page.title;
    close();
  }
}

// What a page's head tells a browser, without what it tells programs.
function head(page) {
  const parts = [...page.head.querySelectorAll("style, script:not([type='application/ld+json']), link[rel=stylesheet], meta[content^='default-src']")];
  return [page.documentElement.cloneNode(), ...parts].map((part) => part.outerHTML).join("");
}

function patch(body, script) {
  const copy = script.cloneNode();
  copy.dataset.build = served.querySelector("script[data-build]").dataset.build;
  // What the parser puts behind the script was not there yet when this one ran.
  while (body.lastChild !== script) body.lastChild.remove();
  script.replaceWith(copy);
  const [old, fresh] = difference(served, body);
  if (!old) return true;
  const element = become.get(old);
  if (old === served || !isPlain(old) || !isPlain(fresh) || !element.isConnected || !element.isEqualNode(old)) return false;
  const placed = document.importNode(fresh, true);
  element.replaceWith(placed);
  old.replaceWith(fresh);
  pair(fresh, placed);
  return true;
}

// The smallest element that holds all that differs, in both.
function difference(old, fresh) {
  const [mine, theirs] = [old.childNodes, fresh.childNodes];
  const indexes = [...mine.keys()].filter((index) => !theirs[index]?.isEqualNode(mine[index]));
  const isSame = old.cloneNode().isEqualNode(fresh.cloneNode()) && mine.length === theirs.length;
  if (isSame && !indexes.length) return [];
  const [index] = indexes;
  const isWithin = isSame && indexes.length === 1 && mine[index].nodeType === theirs[index].nodeType && mine[index].tagName;
  return isWithin ? difference(mine[index], theirs[index]) : [old, fresh];
}

// Whether neither the element nor what is in it or around it is the matter of a script.
function isPlain(element) {
  const all = [element, ...element.querySelectorAll("*")];
  for (let around = element.parentElement; around; around = around.parentElement) all.push(around);
  return !all.some(({ localName }) => localName.includes("-") || localName === "script");
}

function pair(copy, element) {
  become.set(copy, element);
  const below = element.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((part, index) => become.set(part, below[index]));
}

function show(trouble) {
  const hadFocus = panel?.matches(":focus-within");
  close();
  panel = element("eventsite-trouble");
  panel.lang = trouble.language;
  panel.popover = "manual";
  const sheet = element("link");
  sheet.rel = "stylesheet";
  sheet.href = "/_live.css";
  // Without its sheet it would be seen for a moment as a heap of words.
  panel.hidden = true;
  sheet.onload = sheet.onerror = () => { panel?.removeAttribute("hidden"); };
  const shadow = panel.attachShadow({ mode: "open" });
  shadow.append(sheet, section(trouble));
  // First in the page, so that the first Tab leads there; the focus itself stays where somebody reads or writes.
  document.body.prepend(panel);
  panel.showPopover?.();
  // A screen reader speaks what comes into an alert that is there already.
  const title = shadow.querySelector("h2");
  setTimeout(() => { title.textContent = trouble.title; });
  if (hadFocus) shadow.querySelector("button").focus();
}

function close() {
  panel?.remove();
  panel = undefined;
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel && !event.defaultPrevented) close();
});

function section({ title, text, faults, labels }) {
  const box = element("section");
  box.setAttribute("aria-label", title);
  const head = element("header");
  const alert = element("div");
  alert.setAttribute("role", "alert");
  alert.append(element("h2"));
  const button = element("button", labels.close);
  button.type = "button";
  button.addEventListener("click", close);
  head.append(alert, button);
  const body = element("div");
  body.className = "body";
  // What scrolls can be reached, and so scrolled, with the keyboard.
  body.tabIndex = 0;
  if (text) body.append(...text.split("\n").map((line) => inline("p", line)));
  if (faults.length) {
    const list = element("ol");
    list.append(...faults.map((fault) => item(fault, labels)));
    body.append(list);
  }
  box.append(head, body);
  return box;
}

function item({ place, field, message, hint }, labels) {
  const entry = element("li");
  const where = element("p");
  where.className = "where";
  where.append(element("code", place));
  if (field) where.append(" ", element("code", field));
  if (place || field) entry.append(where);
  entry.append(inline("p", message));
  if (hint) {
    const advice = inline("p", hint);
    advice.className = "hint";
    advice.prepend(element("strong", labels.hint), " ");
    entry.append(advice);
  }
  return entry;
}

// Words between two backticks are what stands in a file.
function inline(name, words) {
  const made = element(name);
  const parts = words.split("`");
  made.append(...parts.map((part, index) => (index % 2 && index < parts.length - 1 ? element("code", part) : part)));
  return made;
}

function element(name, words = "") {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}
