/** What a member can do with a message: answer it in a thread, and with her own edit it or delete it. */

import { confirmed } from "./confirm.js";
import { h } from "./dom.js";
import { Menu } from "./menu.js";
import { unescape } from "./mrkdwn.js";

const FOR_EVER = {
  title: { text: "Delete message" },
  text: { type: "plain_text", text: "Are you sure you want to delete this message? This cannot be undone." },
  confirm: { text: "Delete" },
  deny: { text: "Cancel" },
  style: "danger",
};

export class OwnMessage {
  #page;
  #redraw;
  editing = null; // ts of the message that is being edited

  constructor(page, redraw) {
    this.#page = page;
    this.#redraw = redraw;
  }

  /** The three dots at a message; null where there is nothing to do with it. */
  menu(message) {
    if (message.ephemeral) return null;
    const { ts, user } = message;
    const own = user === this.#page.user;
    const menu = new Menu({ id: `more-${ts}`, label: "More actions for this message", items: [
      { words: "Reply in thread", choose: () => this.#answer(message) },
      own && { words: "Edit message", choose: () => this.#edit(ts) },
      own && { words: "Delete message", className: "grave", choose: () => this.#delete(ts) },
    ] });
    menu.root.classList.add("message-menu");
    return menu.root;
  }

  /** A box in place of the message's words: Enter saves, Escape leaves them as they were. */
  editor({ ts, text }) {
    const box = h("textarea", { id: `edit-${ts}`, "aria-label": "Edit your message", rows: "1", value: unescape(text),
      onkeydown: (event) => this.#press(event, ts), oninput: () => fit(box) });
    return h("form", { class: "editor", onsubmit: (event) => { event.preventDefault(); this.#save(ts); } }, box,
      h("div", { class: "editor-foot" },
        h("button", { type: "button", class: "button", onclick: () => this.#leave(ts) }, "Cancel"),
        h("button", { class: "button primary" }, "Save")));
  }

  #answer({ ts, thread_ts: thread, text }) {
    document.dispatchEvent(new CustomEvent("answering", { detail: { ts: thread ?? ts, text } }));
  }

  #edit(ts) {
    this.editing = ts;
    this.#redraw();
    const box = document.getElementById(`edit-${ts}`);
    fit(box);
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  #press(event, ts) {
    if (event.isComposing) return;
    if (event.key === "Escape") this.#leave(ts);
    else if (event.key === "Enter" && !event.shiftKey) this.#save(ts);
    else return;
    event.preventDefault();
  }

  #leave(ts) {
    this.editing = null;
    this.#redraw();
    document.getElementById(`more-${ts}`)?.focus();
  }

  async #save(ts) {
    const { channel } = this.#page;
    const text = document.getElementById(`edit-${ts}`).value;
    if (!text.trim()) return this.#delete(ts);
    if (await this.#page.send("/page/edit", { channel, ts, text })) this.#leave(ts);
  }

  async #delete(ts) {
    const { channel } = this.#page;
    if (!(await confirmed(FOR_EVER, this.#page.world))) return;
    if (!(await this.#page.send("/page/delete", { channel, ts }))) return;
    this.editing = null;
    document.getElementById("composer-text").focus();
    document.getElementById("announcer").textContent = "Message deleted.";
  }
}

function fit(box) {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}
