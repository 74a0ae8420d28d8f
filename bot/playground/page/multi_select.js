/** A multi-select: what is chosen stands as chips before a box that filters the list below it. */

import { h, icon } from "./dom.js";
import { withEmoji } from "./emoji.js";

export function renderMultiSelect(field) {
  const { element, value } = field;
  const groups = element.option_groups ?? [{ options: element.options }];
  const options = groups.flatMap((group) => group.options);
  const listed = groups.map((group) => ({
    label: group.label?.text,
    items: group.options.map((option) => ({ key: option.value, text: withEmoji(option.text.text) })),
  }));
  const payload = (keys) => ({ selected_options: keys.map((key) => options.find((option) => option.value === key)) });
  return new MultiSelect(field, listed, value.selected_options.map((option) => option.value), payload).root;
}

export function renderMultiUserSelect(field) {
  const items = field.world.people().map((user) => ({ key: user.id, text: user.real_name }));
  return new MultiSelect(field, [{ items }], field.value.selected_users, (keys) => ({ selected_users: keys })).root;
}

/** A combobox over a listbox, as the ARIA practices describe it; `groups` are `{label, items: [{key, text}]}`. */
class MultiSelect {
  #rows = new Map(); // key -> the option's node

  constructor(field, groups, chosen, payload) {
    Object.assign(this, { field, payload, chosen });
    this.most = field.element.max_selected_items ?? Infinity;
    this.items = groups.flatMap((group) => group.items);
    this.chips = h("span", { class: "chips" });
    this.list = h("div", { role: "listbox", id: `${field.id}-list`, class: "listbox", hidden: true,
      "aria-multiselectable": "true", "aria-label": "Options" }, groups.map((group) => this.#group(group)));
    this.box = h("input", {
      type: "text", id: field.id, role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-controls": this.list.id, "aria-expanded": "false", ...field.names,
      placeholder: withEmoji(field.element.placeholder?.text ?? "Choose some"),
      oninput: () => this.#open(), onclick: () => this.#open(), onblur: () => this.#close(),
      onkeydown: (event) => this.#press(event),
    });
    this.root = h("div", { class: "multi" }, h("div", { class: "multi-box" }, this.chips, this.box), this.list);
    this.#showChosen();
  }

  #group({ label, items }) {
    const title = label && h("div", { class: "option-group", role: "presentation" }, label);
    return [title, ...items.map((item) => this.#row(item))];
  }

  #row({ key, text }) {
    const row = h("div", {
      role: "option", id: `${this.field.id}-option-${this.#rows.size}`, class: "option",
      onmousedown: (event) => { event.preventDefault(); this.#toggle(key); },
    }, text);
    this.#rows.set(key, row);
    return row;
  }

  #open() {
    const words = this.box.value.trim().toLowerCase();
    for (const { key, text } of this.items) this.#rows.get(key).hidden = !text.toLowerCase().includes(words);
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.#point(this.#visible[0]);
  }

  #close() {
    this.list.hidden = true;
    this.box.value = "";
    this.box.setAttribute("aria-expanded", "false");
    this.#point(undefined);
  }

  get #visible() {
    return [...this.#rows.keys()].filter((key) => !this.#rows.get(key).hidden);
  }

  #point(key) {
    this.active = key;
    for (const [other, row] of this.#rows) row.classList.toggle("active", other === key);
    if (key === undefined) return this.box.removeAttribute("aria-activedescendant");
    this.box.setAttribute("aria-activedescendant", this.#rows.get(key).id);
    this.#rows.get(key).scrollIntoView({ block: "nearest" });
  }

  #toggle(key) {
    if (this.chosen.includes(key)) this.chosen = this.chosen.filter((other) => other !== key);
    else if (this.chosen.length < this.most) this.chosen = [...this.chosen, key];
    this.box.value = "";
    this.#showChosen();
    this.field.change(this.payload(this.chosen));
  }

  #showChosen() {
    for (const [key, row] of this.#rows) row.setAttribute("aria-selected", String(this.chosen.includes(key)));
    const chosen = this.items.filter(({ key }) => this.chosen.includes(key));
    this.chips.replaceChildren(...chosen.map((item) => this.#chip(item)));
  }

  #chip({ key, text }) {
    const remove = () => { this.#toggle(key); this.box.focus(); };
    return h("span", { class: "chip" }, text,
      h("button", { type: "button", "aria-label": `Remove ${text}`, onclick: remove }, icon("close")));
  }

  #press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isOpen = !this.list.hidden;
    if (event.key === "Backspace" && !this.box.value && this.chosen.length) return this.#toggle(this.chosen.at(-1));
    if (!step && !(isOpen && (event.key === "Enter" || event.key === "Escape"))) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") this.#close();
    else if (!step) this.active !== undefined && this.#toggle(this.active);
    else if (isOpen) this.#walk(step);
    else this.#open();
  }

  #walk(step) {
    const visible = this.#visible;
    if (visible.length) this.#point(visible.at((visible.indexOf(this.active) + step) % visible.length));
  }
}
