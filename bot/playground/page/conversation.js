/** The message list: who said what when, with the blocks of the app's messages alive in place. */

import { avatar } from "./avatar.js";
import { h, icon } from "./dom.js";
import { reconcile } from "./keyed.js";
import { mrkdwn } from "./mrkdwn.js";
import { OwnMessage } from "./own_message.js";
import { Surface } from "./surface.js";
import { dayText, momentOf, relativeDay, timeText, wallTime } from "./when.js";

const SAME_BREATH = 5 * 60;

export class Conversation {
  #list = document.getElementById("messages");
  #root = document.getElementById("conversation");
  #name = document.getElementById("conversation-name");
  #surfaces = new Map(); // "channel/ts" -> Surface
  #shown = null;

  constructor(page) {
    this.page = page;
    this.own = new OwnMessage(page, () => this.draw(page.state));
  }

  draw(state) {
    const { page } = this;
    const { kind, name } = page.conversation;
    this.#name.textContent = kind === "im" ? name : `# ${name}`;
    this.#root.hidden = page.tab !== "messages";
    const place = `${page.user}/${page.channel}/${page.tab}`;
    const atEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 80;
    if (place !== this.#shown) this.own.editing = null;
    if (place !== this.#shown) this.#list.replaceChildren();
    reconcile(this.#list, this.#items(state.messages[page.channel] ?? []));
    if (atEnd || place !== this.#shown) this.#list.scrollTop = this.#list.scrollHeight;
    this.#shown = place;
  }

  #items(messages) {
    const { zone, now } = this.page.world;
    let before = null;
    const items = inThreads(messages).flatMap((message) => {
      if (message.thread_ts) return [this.#item(message, { follows: false })];
      const moment = momentOf(message.ts);
      const newDay = !before || dayText(momentOf(before.ts), zone) !== dayText(moment, zone);
      const follows = !newDay && !message.ephemeral && !before.ephemeral && before.user === message.user
        && Number(message.ts) - Number(before.ts) < SAME_BREATH;
      before = message;
      const day = relativeDay(moment, now, zone);
      return [
        newDay && { key: `day ${wallTime(moment, zone).slice(0, 10)}`, signature: day, render: () => divider(day) },
        this.#item(message, { follows }),
      ].filter(Boolean);
    });
    return [this.#introduction(), ...items];
  }

  #item(message, { follows }) {
    const editing = this.own.editing === message.ts;
    return { key: message.ts, signature: JSON.stringify([message, this.page.world.zone, follows, editing]),
      render: () => this.#message(message, { follows, editing }) };
  }

  #introduction() {
    const { conversation, state } = this.page;
    const direct = conversation.kind === "im";
    const other = state.users.find((user) => user.id === state.app.bot_user);
    return { key: "introduction", signature: conversation.id, render: () => h("li", { class: "intro" },
      direct && avatar(other),
      h("h2", {}, direct ? conversation.name : `# ${conversation.name}`),
      h("p", {}, direct
        ? ["Here you and the app talk, the two of you alone. Type ", h("kbd", {}, "/"), " to see what you can ask."]
        : "Everyone in this channel sees what is posted here.")) };
  }

  #message(message, { follows, editing }) {
    const { page } = this;
    const author = page.state.users.find((user) => user.id === message.user);
    const moment = momentOf(message.ts);
    const time = h("time", { datetime: moment.toISOString() }, timeText(moment, page.world.zone));
    const kinds = { follows, ephemeral: message.ephemeral, reply: message.thread_ts, editing };
    return h("li", { class: ["message", ...Object.keys(kinds).filter((kind) => kinds[kind])].join(" ") },
      follows ? h("span", { class: "gutter" }, time) : avatar(author),
      h("div", { class: "body" },
        message.ephemeral && h("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
        h("p", { class: follows ? "visually-hidden" : "byline" }, h("strong", {}, author.real_name),
          author.is_bot && h("span", { class: "app-badge" }, "APP"), !follows && time),
        message.thread_ts && h("span", { class: "visually-hidden" }, "Reply in a thread"),
        editing ? this.own.editor(message) : this.#content(message)),
      !editing && this.own.menu(message));
  }

  #content(message) {
    const { page } = this;
    const edited = message.edited && h("span", { class: "edited" }, "(edited)");
    if (!message.blocks?.length) return h("div", { class: "text" }, mrkdwn(message.text, page.world), edited && [" ", edited]);
    const content = h("div", { class: "blocks" });
    this.#surface(message.ts).draw(content, message);
    return [content, edited];
  }

  #surface(ts) {
    const { page } = this;
    const { channel } = page;
    const key = `${page.user}/${channel}/${ts}`;
    if (!this.#surfaces.has(key)) this.#surfaces.set(key, new Surface({ message_ts: ts, channel }, page));
    return this.#surfaces.get(key);
  }
}

// Slack shows a thread beside the conversation; here its answers stand beneath what they answer.
function inThreads(messages) {
  const begun = new Set(messages.filter((message) => !message.thread_ts).map(({ ts }) => ts));
  const answers = Map.groupBy(messages, (message) => (begun.has(message.thread_ts) ? message.thread_ts : ""));
  return (answers.get("") ?? []).flatMap((message) => [message, ...(answers.get(message.ts) ?? [])]);
}

const divider = (day) => h("li", { class: "day" }, h("h2", {}, day));
