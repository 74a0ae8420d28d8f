/** Buttons and overflow menus: they send at once, and first ask if they carry a confirmation. */

import { confirmed } from "./confirm.js";
import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { Menu } from "./menu.js";

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

export function renderOverflow(field) {
  const items = field.element.options.map((option) => ({
    words: [withEmoji(option.text.text), option.description && h("small", {}, option.description.text)],
    choose: () => choose(field, option),
  }));
  return new Menu({ id: field.id, label: "More actions", items }).root;
}

async function choose(field, option) {
  if (await confirmed(field.element.confirm, field.world)) await field.send({ selected_option: option });
}
