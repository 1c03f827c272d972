export default {
  layout: "doc.njk",
  permalink: (d) => `${d.lang === d.languages[0] ? "" : `/${d.lang}`}/${d.category}/${d.slug}/index.html`,
};
