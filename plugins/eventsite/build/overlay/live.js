// What the preview adds to each page: it loads the page again after a build, and shows over it what is wrong.
// Words come in as data and go out as text, whatever they are.
const { build } = document.currentScript.dataset;
let source;
let panel;

function listen() {
  source = new EventSource("/_live");
  source.addEventListener("message", ({ data }) => {
    const news = JSON.parse(data);
    if (news.build !== build) {
      location.reload();
    } else if (news.trouble) {
      show(news.trouble);
    } else {
      close();
    }
  });
}

// A page in the browser's memory must not hold a stream open; one that comes back from there listens again.
addEventListener("pagehide", () => source.close());
addEventListener("pageshow", ({ persisted }) => persisted && listen());
listen();

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
