/** The box to type in: Enter sends, and a leading slash lists the app's commands. */

import { h, icon } from "./dom.js";
import { unescape } from "./mrkdwn.js";
import { say } from "./toast.js";

export class Composer {
  #form = document.getElementById("composer");
  #state = null;
  #place = null;
  #thread = null; // ts of the message that is being answered in its thread

  constructor(page) {
    this.page = page;
    this.box = h("textarea", {
      id: "composer-text", rows: "1", "aria-autocomplete": "list", "aria-controls": "commands",
      "aria-describedby": "composer-help", onkeydown: (event) => this.#press(event), oninput: () => this.#list(),
      onblur: () => this.#hide(),
    });
    this.list = h("div", { id: "commands", role: "listbox", class: "listbox", "aria-label": "Commands", hidden: true });
    this.answering = h("p", { id: "answering", hidden: true });
    document.addEventListener("answering", (event) => this.#answer(event.detail));
    this.#form.append(
      this.list,
      this.answering,
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
    if (this.#place !== null && this.#place !== place) {
      this.#write("");
      this.#answer(null);
    }
    this.#place = place;
  }

  #answer(message) {
    this.#thread = message && message.ts;
    this.answering.hidden = !message;
    if (!message) return;
    const words = unescape(message.text).split("\n")[0];
    this.answering.replaceChildren(h("span", {}, "Replying in the thread of “", words, "”"),
      h("button", { type: "button", class: "icon-button", "aria-label": "Leave the thread",
        onclick: () => { this.#answer(null); this.box.focus(); } }, icon("close")));
    this.box.focus();
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
    } else if (key === "Escape" && (!this.list.hidden || this.#thread)) {
      event.preventDefault();
      if (this.list.hidden) this.#answer(null);
      else this.#hide();
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
    const command = text.startsWith("/");
    if (command && this.#thread) return say(`${text.split(" ")[0]} is not supported in threads. Sorry!`);
    this.#write("");
    const message = { channel: this.page.channel, text, thread_ts: this.#thread };
    const sent = await this.page.send(command ? "/page/command" : "/page/message", message);
    if (!sent && !this.box.value) this.#write(text);
    else if (sent) this.#answer(null);
  }
}
