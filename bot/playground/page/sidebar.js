/** The left column: the workspace, whom one acts as, the story so far, and the conversations. */

import { h } from "./dom.js";
import { reconcile } from "./keyed.js";
import { avatar } from "./avatar.js";
import { mrkdwn } from "./mrkdwn.js";

export class Sidebar {
  #root = document.getElementById("sidebar");
  #seen = new Map(); // "user/channel" -> newest ts that was on the screen

  constructor(page) {
    this.page = page;
  }

  draw(state) {
    const { page } = this;
    this.#look(state);
    const part = (key, of, render) => ({ key, signature: JSON.stringify(of), render });
    const conversations = state.conversations.map((each) => ({
      ...each, unread: this.#unread(state, each), current: each.id === page.channel,
    }));
    reconcile(this.#root, [
      part("workspace", state.workspace, () => h("p", { class: "workspace" }, state.workspace.name)),
      part("member", [state.users, page.user], () => this.#member(state)),
      part("conversations", conversations, () => this.#conversations(conversations)),
      part("story", state.story, () => story(state, page.world)),
    ]);
  }

  #look(state) {
    const { page } = this;
    if (page.tab !== "messages" || document.hidden) return;
    const newest = state.messages[page.channel]?.at(-1)?.ts;
    if (newest) this.#seen.set(`${page.user}/${page.channel}`, newest);
  }

  // The server counts from when a conversation was opened; what came while it was in sight is read too.
  #unread(state, { id, unread }) {
    const seen = this.#seen.get(`${this.page.user}/${id}`) ?? "";
    const since = (state.messages[id] ?? []).filter(({ ts, user }) => ts > seen && user !== this.page.user);
    return Math.min(unread, since.length);
  }

  #member(state) {
    const { page } = this;
    const people = state.users.filter((user) => !user.is_bot);
    return h("div", { class: "member" }, avatar(page.me),
      h("label", { for: "acting-as" }, "You are"),
      h("select", { id: "acting-as", value: page.user, onchange: (event) => this.#become(event.target.value) },
        people.map((user) => h("option", { value: user.id }, user.real_name))),
      h("p", {}, [page.me.deleted && "Deactivated", page.me.title, page.me.tz_label ?? page.me.tz]
        .filter(Boolean).join(" · ")));
  }

  async #become(user) {
    await this.page.go({ user, channel: null });
  }

  #conversations(conversations) {
    return h("div", {}, h("h2", {}, "Conversations"), h("ul", { class: "conversations" },
      conversations.map((each) => h("li", {}, h("button", {
        type: "button", id: `to-${each.id}`, "aria-current": each.current ? "page" : null,
        class: each.unread ? "unread" : "", onclick: () => this.#open(each),
      },
      h("span", { class: "sigil", "aria-hidden": "true" }, each.kind === "im" ? "●" : "#"),
      h("span", { class: "name" }, each.name),
      each.kind === "im" && h("span", { class: "app-badge" }, "APP"),
      each.unread > 0 && h("span", { class: "badge" }, String(each.unread),
        h("span", { class: "visually-hidden" }, " unread")))))));
  }

  async #open(conversation) {
    await this.page.go({ channel: conversation.id });
    document.dispatchEvent(new Event("went"));
  }
}

function story({ story: { title, text } }, world) {
  return h("section", { class: "story", "aria-labelledby": "story-title" },
    h("p", { class: "kicker" }, "The story so far"),
    h("h2", { id: "story-title" }, title),
    h("p", {}, mrkdwn(text, world)),
    h("h3", {}, "Try this"),
    h("ol", {},
      h("li", {}, "Move the clock ", h("strong", {}, "to the next thing that happens"), "."),
      h("li", {}, "Answer what arrives in ", h("strong", {}, "Messages"), "."),
      h("li", {}, "Type ", h("kbd", {}, "/"), " to see what you can ask.")));
}
