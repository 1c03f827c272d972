// Says how many sessions are starred, beside a link to the reader's own agenda.
import { onStars, starred } from "./stars.js";

customElements.define(
  "star-count",
  class extends HTMLElement {
    connectedCallback() {
      const show = () => {
        const count = starred().size;
        this.textContent = count ? this.dataset.words.replace("{count}", count) : "";
      };
      onStars(show);
      show();
    }
  },
);
