// A video of another service plays in its place once the reader asks for it; until then nothing is loaded from there.
import { element } from "./elements.js";
import { gettext } from "./words.js";

customElements.define("video-player", class extends HTMLElement {
  connectedCallback() {
    if (this.button) return;
    const { service } = this.dataset;
    this.button = element("button", { type: "button", class: "video__play" }, gettext("Play here"));
    this.button.addEventListener("click", () => this.play());
    const note = element("p", { class: "video__note" }, gettext("Only then is anything loaded from {service}, which sees your IP address.", { service }));
    this.append(element("div", { class: "video__ways" }, this.button, note));
  }

  play() {
    const frame = element("iframe", {
      class: "video__frame",
      src: this.dataset.frame,
      title: this.querySelector(".video__title").textContent,
      allow: "autoplay; fullscreen; picture-in-picture",
      allowfullscreen: "",
      referrerpolicy: "strict-origin-when-cross-origin",
    });
    // The link stays below, for who would rather watch there.
    this.querySelector(".video__ways").remove();
    this.prepend(frame);
    frame.focus();
  }
});
