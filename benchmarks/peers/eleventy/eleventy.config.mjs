import { readFileSync } from "node:fs";
import { feedPlugin } from "@11ty/eleventy-plugin-rss";

const languages = JSON.parse(readFileSync("languages.json", "utf8"));
const kinds = ["speakers", "sessions", "press", "pages"];
const title = "Binh Duong Smart City Summit 2017";
const root = (lang) => (lang === languages[0] ? "" : `/${lang}`);
const two = (n) => String(n).padStart(2, "0");
const template = (name) => readFileSync(`_templates/${name}.njk`, "utf8");

export default function (cfg) {
  cfg.addPassthroughCopy("theme");
  cfg.addGlobalData("languages", languages);
  cfg.addFilter("root", root);
  cfg.addFilter("dmy", (d) => `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}`);
  cfg.addFilter("iso", (d) => d.toISOString());
  // The translations of a document have its kind and slug.
  cfg.addFilter("translations", (path, lang) =>
    languages.filter((other) => other !== lang).map((other) => ({ lang: other, url: root(other) + path })),
  );
  for (const lang of languages) {
    cfg.addCollection(`${lang}_all`, (api) => api.getFilteredByGlob(`content/${lang}/{speakers,sessions,press}/*.md`));
    cfg.addTemplate(`${lang}/index.njk`, template("index"), { lang, layout: false, permalink: `${root(lang)}/index.html` });
    for (const kind of kinds) {
      cfg.addCollection(`${lang}_${kind}`, (api) => api.getFilteredByGlob(`content/${lang}/${kind}/*.md`).reverse());
      cfg.addTemplate(`${lang}/list-${kind}.njk`, template("list"), {
        lang,
        kind,
        layout: false,
        pagination: { data: `collections.${lang}_${kind}`, size: 20, alias: "items", generatePageOnEmptyData: true },
        permalink: ({ pagination: { pageNumber } }) =>
          `${root(lang)}/${kind}/${pageNumber > 0 ? `page/${pageNumber + 1}/` : ""}index.html`,
      });
    }
    cfg.addPlugin(feedPlugin, {
      type: "atom",
      inputPath: `feed-${lang}.njk`,
      outputPath: `/feeds/${lang}.atom.xml`,
      collection: { name: `${lang}_all`, limit: 20 },
      metadata: { language: lang, title, subtitle: "", base: "https://example.org/", author: { name: "Binh Duong" } },
    });
  }
  return {
    dir: { input: "content", includes: "../_includes", output: "output" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
