/** Joins the page's parts: one state fetched from the playground, drawn by each part in turn. */

import { Calendar } from "./calendar.js";
import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { drawers } from "./drawers.js";
import { Home } from "./home.js";
import { ModalStack } from "./modal.js";
import { Notifications } from "./notifications.js";
import { listen, post, read } from "./server.js";
import { Sidebar } from "./sidebar.js";
import { say } from "./toast.js";

class Page {
  state = null;
  #stale = false;
  #catchingUp = null;
  #hangUp = () => {};
  #hears = true;
  #shown = new Set(); // the members this page has been, since it was loaded

  constructor() {
    [this.user = "", this.channel = null, this.tab = "messages"] = location.hash.slice(2).split("/");
    this.notifications = new Notifications(this);
    this.parts = [Sidebar, Conversation, Home, Composer, Clock, Calendar, ModalStack].map((Part) => new Part(this));
  }

  async start() {
    await this.refresh();
    if (!this.state && this.user) await this.#startAsAnybody();
    if (this.state) this.#listen();
  }

  // The address may name a member of another story: the playground then says who is here.
  #startAsAnybody() {
    Object.assign(this, { user: "", channel: null });
    return this.refresh();
  }

  /** What blocks need to know of the world around them. */
  get world() {
    const { users, clock } = this.state;
    return {
      zone: this.me.tz ?? "UTC",
      now: new Date(clock.now),
      nameOf: (id) => users.find((user) => user.id === id)?.real_name ?? id,
      people: () => users.filter((user) => !user.is_bot),
    };
  }

  get me() {
    return this.state.users.find((user) => user.id === this.user);
  }

  get conversation() {
    return this.state.conversations.find(({ id }) => id === this.channel);
  }

  /** Fetches and draws the newest state; calls that come meanwhile share one further round. */
  refresh() {
    this.#stale = true;
    this.#catchingUp ??= this.#catchUp().finally(() => { this.#catchingUp = null; });
    return this.#catchingUp;
  }

  async #catchUp() {
    while (this.#stale) {
      this.#stale = false;
      const state = await read("/page/state", this.user);
      if (state.ok === false) return say(state.error);
      if (this.user && state.user !== this.user) this.#stale = true;
      else if (!this.#shown.has(state.user)) await this.#begin(state.user);
      else this.#show(state);
    }
  }

  // Slack's client keeps in its memory what only one member can see: a page loaded anew has none of it.
  async #begin(user) {
    this.#shown.add(user);
    this.#stale = true;
    await post("/page/forget", { user });
  }

  /** The page goes, and with it what only its members saw. */
  end() {
    for (const user of this.#shown) navigator.sendBeacon("/page/forget", JSON.stringify({ user }));
  }

  #show(state) {
    this.state = state;
    this.user = state.user;
    if (!this.conversation) this.channel = state.conversations[0].id;
    if (this.conversation.kind !== "im") this.tab = "messages";
    history.replaceState(null, "", `#/${this.user}/${this.channel}/${this.tab}`);
    document.title = `${state.app.name} · ${state.workspace.name}`;
    this.draw();
    this.#warn();
    this.notifications.look(state);
  }

  #warn() {
    const trouble = document.getElementById("trouble");
    trouble.hidden = this.#hears && this.state.connected;
    trouble.textContent = this.#hears
      ? "The bot isn’t connected just now, so nobody hears what you send."
      : "The playground has stopped answering. Is its command still running?";
  }

  draw() {
    for (const part of this.parts) part.draw(this.state);
  }

  /** Goes to a conversation's tab, perhaps as another member. */
  async go({ user = this.user, channel = this.channel, tab = "messages" }) {
    const moved = user !== this.user;
    Object.assign(this, { user, channel, tab });
    if (moved) await this.refresh().then(() => this.#listen());
    else this.draw();
    if (this.conversation.kind === "im") await this.send("/page/home", { tab });
  }

  /** Posts as the acting member; a refusal is said in one sentence. Answers whether it went well. */
  async send(path, body) {
    const answer = await post(path, { user: this.user, ...body });
    if (answer.ok === false) say(answer.error);
    return answer.ok !== false;
  }

  #listen() {
    this.#hangUp();
    this.#hangUp = listen(this.user, () => this.refresh(), (hears) => {
      this.#hears = hears;
      this.#warn();
    });
  }
}

drawers();
const page = new Page();
addEventListener("pagehide", () => page.end());
await page.start();
