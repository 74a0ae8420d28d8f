/** A menu behind three dots: arrow keys walk its items, Escape closes it. */

import { h, icon } from "./dom.js";

export class Menu {
  /** `items` are `{words, choose}`, or null for none; `label` is the name of the dots, `id` their id. */
  constructor({ id, label, items }) {
    this.items = items.filter(Boolean).map((item) => this.#item(item));
    this.menu = h("div", { role: "menu", class: "menu", hidden: true, "aria-labelledby": id }, this.items);
    this.opener = h("button", { type: "button", id, class: "icon-button", "aria-label": label,
      "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this.#open() }, icon("more"));
    this.root = h("div", { class: "overflow", onkeydown: (event) => this.#press(event),
      onfocusout: (event) => { if (!this.root.contains(event.relatedTarget)) this.#show(false); } },
    this.opener, this.menu);
  }

  #item({ words, choose, className = "" }) {
    return h("button", { type: "button", role: "menuitem", tabindex: "-1", class: className,
      onclick: () => { this.#leave(); choose(); } }, words);
  }

  #show(open) {
    this.menu.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
  }

  #open() {
    this.#show(this.menu.hidden);
    if (this.menu.hidden) return;
    this.items[0].focus({ preventScroll: true });
    this.menu.scrollIntoView({ block: "nearest" });
  }

  #leave() {
    this.#show(false);
    this.opener.focus();
  }

  #press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (this.menu.hidden || (!step && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!step) return this.#leave();
    const at = this.items.indexOf(document.activeElement) + step;
    this.items.at(at % this.items.length).focus();
  }
}
