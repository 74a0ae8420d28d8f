/** Buttons and overflow menus: they send at once, and first ask if they carry a confirmation. */

import { confirmed } from "./confirm.js";
import { h, icon } from "./dom.js";
import { withEmoji } from "./emoji.js";

export function renderButton(field) {
  const { element } = field;
  return h("button", {
    type: "button", id: field.id, class: `button ${element.style ?? ""}`,
    "aria-label": element.accessibility_label, onclick: (event) => press(field, event.currentTarget),
  }, withEmoji(element.text.text));
}

async function press(field, button) {
  const { element, world } = field;
  if (button.getAttribute("aria-busy") || !(await confirmed(element.confirm, world))) return;
  if (element.url) window.open(element.url, "_blank", "noopener");
  button.setAttribute("aria-busy", "true");
  await field.send({ text: element.text, value: element.value });
  button.removeAttribute("aria-busy");
}

export const renderOverflow = (field) => new Overflow(field).root;

/** A menu behind three dots: arrow keys walk its items, Escape closes it. */
class Overflow {
  constructor(field) {
    this.field = field;
    this.items = field.element.options.map((option) => this.#item(option));
    this.menu = h("div", { role: "menu", class: "menu", hidden: true, "aria-labelledby": field.id }, this.items);
    this.opener = h("button", { type: "button", id: field.id, class: "icon-button", "aria-label": "More actions",
      "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this.#open() }, icon("more"));
    this.root = h("div", { class: "overflow", onkeydown: (event) => this.#press(event),
      onfocusout: (event) => { if (!this.root.contains(event.relatedTarget)) this.#show(false); } },
    this.opener, this.menu);
  }

  #item(option) {
    return h("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => this.#choose(option) },
      withEmoji(option.text.text), option.description && h("small", {}, option.description.text));
  }

  #show(open) {
    this.menu.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
  }

  #open() {
    this.#show(this.menu.hidden);
    if (!this.menu.hidden) this.items[0].focus();
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

  async #choose(option) {
    const { element, world } = this.field;
    this.#leave();
    if (await confirmed(element.confirm, world)) await this.field.send({ selected_option: option });
  }
}
