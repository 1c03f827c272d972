// The frame around the web editor: it takes out what was left empty before a save, and shows below the editor what
// is wrong with the content, and where the document that is open can be seen.
const { dataset, lang } = document.documentElement;
const words = JSON.parse(document.getElementById("words").textContent);
const bar = document.createElement("aside");
bar.className = "desk-bar";
bar.setAttribute("aria-live", "polite");
let trouble = null;
let pages = {};

// The words of the interface that Decap lacks in this language, or that mean something else when saving is local.
function said(phrases, path, text) {
  const [first, ...rest] = path.split(".");
  return { ...phrases, [first]: rest.length ? said(phrases?.[first], rest.join("."), text) : text };
}

// Sveltia has none of what follows, or needs none of it.
if (dataset.editor === "decap") {
  const phrases = Object.entries(words.interface).reduce((all, [path, text]) => said(all, path, text), CMS.getLocale(lang));
  CMS.registerLocale(lang, phrases);

  // Lists within lists must be indented as far as our Markdown asks, and bullets are those of the guide.
  CMS.registerRemarkPlugin({ settings: { bullet: "-", listItemIndent: "tab", rule: "*", ruleSpaces: false } });

  // A picture in a text, with what it shows and its caption; one that is written otherwise stays as it is.
  CMS.registerEditorComponent({
    id: "image",
    label: words.picture,
    fields: [
      { name: "image", label: words.picture, widget: "image", choose_url: false, media_library: { allow_multiple: false } },
      { name: "alt", label: words.alt, widget: "string", required: false },
      { name: "title", label: words.caption, widget: "string", required: false },
    ],
    pattern: /^!\[([^\]]*)\]\(([^\s)]+)(?:\s+"([^"]*)")?\)$/,
    fromBlock: ([, alt, image, title]) => ({ alt, image, title }),
    toBlock: ({ alt, image, title }) => `![${alt ?? ""}](${image ?? ""}${title ? ` "${title}"` : ""})`,
    toPreview: ({ alt }) => alt ?? "",
  });

  // A choice that was taken back is null, which a file cannot say.
  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => entry.get("data").filter((value) => value !== null),
  });
}

function element(name, text, attributes = {}) {
  const found = Object.assign(document.createElement(name), attributes);
  found.textContent = text;
  return found;
}

function problem({ place, field, message, hint }) {
  const item = element("li", [place, field, message].filter(Boolean).join(": "));
  if (hint) item.append(element("br", ""), hint);
  return item;
}

function links() {
  const [, kind, key] = location.hash.match(/^#\/collections\/([\w-]+)\/entries\/([\w-]+)/) ?? [];
  const found = pages[`${kind}/${key}`] ?? {};
  return Object.entries(found).map(([language, href]) =>
    element("a", `${words.see} (${language})`, { href, target: "_blank", rel: "noopener" }));
}

function show() {
  const shown = links();
  bar.replaceChildren(...shown);
  bar.toggleAttribute("data-wrong", Boolean(trouble));
  if (trouble) {
    const list = document.createElement("ul");
    list.append(...trouble.faults.map(problem));
    bar.append(element("strong", words.wrong), list);
  }
  if (shown.length || trouble) document.body.append(bar);
  else bar.remove();
}

async function load() {
  const answer = await fetch(dataset.pages);
  pages = answer.ok ? await answer.json() : {};
  show();
}

function listen() {
  const source = new EventSource("/_live");
  source.addEventListener("message", ({ data }) => {
    trouble = JSON.parse(data).trouble;
    // A document that is new has its page now.
    load();
  });
  addEventListener("pagehide", () => source.close());
}

new MutationObserver((_, observer) => {
  if (document.querySelector("#nc-root > *, [data-sveltia-cms], .sui.app-shell")) {
    document.querySelector(".waiting")?.remove();
    observer.disconnect();
  }
}).observe(document.body, { childList: true, subtree: true });

addEventListener("hashchange", show);
load();
if ("local" in dataset) listen();
