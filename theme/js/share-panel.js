// The stars as a link and a QR code, for another device.
import { button } from "./buttons.js";
import { element } from "./elements.js";
import { linkTo } from "./share.js";
import { gettext } from "./words.js";

/** A panel with the link to some stars; `update` gives it others. */
export class SharePanel {
  #field = element("input", { id: "t-own-link", class: "field", readonly: "" });
  #status = element("p", { role: "status", class: "facts" });
  #code = element("div", { class: "own__code" });

  constructor() {
    const note = gettext("Open this link on the other device. Your stars are in the link itself and are not sent to this site.");
    this.#field.addEventListener("focus", () => this.#field.select());
    const buttons = [button(gettext("Copy the link"), () => this.#copy())];
    if (navigator.share) buttons.push(button(gettext("Share…"), () => this.#share()));
    buttons.push(button(gettext("Show a QR code"), () => this.#draw()));
    this.element = element(
      "section",
      { class: "own__panel", "aria-label": gettext("To another device") },
      element("p", {}, note),
      element("label", { for: this.#field.id }, gettext("Link to your agenda")),
      this.#field,
      element("p", { class: "own__tools" }, buttons),
      this.#status,
      this.#code,
    );
  }

  /** Show the link to the sessions of the ids. */
  update(ids) {
    const link = linkTo(ids);
    if (this.#field.value === link) return;
    this.#field.value = link;
    if (this.#code.firstChild) this.#draw();
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#field.value);
      this.#status.textContent = gettext("The link is copied.");
    } catch {
      this.#field.focus();
      this.#status.textContent = gettext("The link is selected: copy it now.");
    }
  }

  async #share() {
    // Who closes the sheet has decided.
    await navigator.share({ title: document.title, url: this.#field.value }).catch(() => {});
  }

  async #draw() {
    const { drawing } = await import("./qr.js");
    const code = drawing(this.#field.value, gettext("QR code of the link to your agenda"));
    this.#code.replaceChildren(...(code ? [code] : []));
    this.#status.textContent = code
      ? gettext("Point the camera of the other device at the code.")
      : gettext("There are too many sessions for a QR code that a camera can read; send yourself the link instead.");
  }
}
