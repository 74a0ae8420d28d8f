/** The box to type in: Enter sends, and a leading slash lists the app's commands. */

import { h, icon } from "./dom.js";

export class Composer {
  #form = document.getElementById("composer");
  #state = null;
  #place = null;

  constructor(page) {
    this.page = page;
    this.box = h("textarea", {
      id: "composer-text", rows: "1", "aria-autocomplete": "list", "aria-controls": "commands",
      "aria-describedby": "composer-help", onkeydown: (event) => this.#press(event), oninput: () => this.#list(),
      onblur: () => this.#hide(),
    });
    this.list = h("div", { id: "commands", role: "listbox", class: "listbox", "aria-label": "Commands", hidden: true });
    this.#form.append(
      this.list,
      h("div", { class: "composer-box" }, this.box,
        h("button", { class: "send", "aria-label": "Send" }, icon("send"))),
      h("p", { id: "composer-help" }, h("kbd", {}, "/"), " lists commands · ", h("kbd", {}, "Enter"), " sends · ",
        h("kbd", {}, "Shift+Enter"), " for a new line"));
    this.#form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(); });
  }

  draw(state) {
    const { page } = this;
    this.#state = state;
    const { kind, name } = page.conversation;
    const label = `Message ${kind === "im" ? name : `#${name}`}`;
    this.box.placeholder = label;
    this.box.setAttribute("aria-label", label);
    const place = `${page.user}/${page.channel}`;
    if (this.#place !== null && this.#place !== place) this.#write("");
    this.#place = place;
  }

  #list() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight}px`;
    const words = this.box.value;
    const matching = /^\/\S*$/.test(words)
      ? this.#state.commands.filter(({ command }) => command.startsWith(words)) : [];
    this.list.replaceChildren(...matching.map((command, index) => this.#row(command, index)));
    this.list.hidden = matching.length === 0;
    this.#point(0);
  }

  #row({ command, description, usage_hint: hint }, index) {
    return h("div", {
      role: "option", id: `command-${index}`, class: "option", "data-command": command,
      onmousedown: (event) => { event.preventDefault(); this.#take(event.currentTarget); },
    }, h("strong", {}, command), hint && h("span", { class: "usage" }, ` ${hint}`),
    description && h("small", {}, description));
  }

  #hide() {
    this.list.hidden = true;
    this.box.removeAttribute("aria-activedescendant");
  }

  get #active() {
    return this.list.hidden ? null : this.list.querySelector("[aria-selected=true]");
  }

  #point(index) {
    const rows = [...this.list.children];
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
    rows.forEach((row, at) => row.classList.toggle("active", at === index));
    if (!rows[index]) return this.box.removeAttribute("aria-activedescendant");
    this.box.setAttribute("aria-activedescendant", rows[index].id);
    rows[index].scrollIntoView({ block: "nearest" });
  }

  #press(event) {
    const { key } = event;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (event.isComposing) return;
    if (step && !this.list.hidden) {
      event.preventDefault();
      const rows = [...this.list.children];
      this.#point((rows.indexOf(this.#active) + step + rows.length) % rows.length);
    } else if (key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.#hide();
    } else if ((key === "Tab" || key === "Enter") && this.#completes()) {
      event.preventDefault();
      this.#take(this.#active);
    } else if (key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    }
  }

  // A command typed in full is sent by Enter, not completed once more.
  #completes() {
    return this.#active && this.#active.dataset.command !== this.box.value;
  }

  #take(row) {
    this.#write(`${row.dataset.command} `);
    this.box.focus();
  }

  #write(text) {
    this.box.value = text;
    this.#list();
  }

  async #send() {
    const text = this.box.value.trim();
    if (!text) return;
    this.#write("");
    const { channel } = this.page;
    const sent = await this.page.send(text.startsWith("/") ? "/page/command" : "/page/message", { channel, text });
    if (!sent && !this.box.value) this.#write(text);
  }
}
