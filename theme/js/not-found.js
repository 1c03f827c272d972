// Puts the reader's language first on the page that stands for every missing one.
import { preferred } from "./reader.js";

const codes = [...document.querySelectorAll(".not-found__words")].map(({ lang }) => lang);
// An address below /en/ was meant for readers of English, whatever their browsers prefer.
const below = document.documentElement.dataset.base;
const [folder] = location.pathname.slice(below.length + 1).split("/");
const first = codes.includes(folder) ? folder : preferred(codes);

for (const part of document.querySelectorAll(`.not-found > [lang="${first}"]`)) part.parentElement.prepend(part);
document.querySelector("main").dataset.ordered = "";
