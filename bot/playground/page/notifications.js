/** What members' phones would show: the top-level text of each message the app sends while it is out of sight. */

import { listen, read } from "./server.js";
import { notify } from "./toast.js";

const OTHERS_WATCHED = 2; // each takes one of the six connections a browser keeps open to a host

export class Notifications {
  #newest = new Map(); // member -> the newest ts already looked at
  #watched = new Map(); // member -> stops listening

  constructor(page) {
    this.page = page;
  }

  /** Notifies of what is new in `state` and keeps watching the other members. */
  look(state) {
    this.#report(state);
    const others = this.page.world.people().filter((user) => user.id !== state.user).slice(0, OTHERS_WATCHED);
    const ids = new Set(others.map((user) => user.id));
    for (const [id, stop] of this.#watched) if (!ids.has(id)) { stop(); this.#watched.delete(id); }
    for (const id of ids) if (!this.#watched.has(id)) this.#watch(id);
  }

  #watch(id) {
    const again = async () => {
      const state = await read("/page/state", id);
      if (state.ok !== false && this.#watched.has(id)) this.#report(state);
    };
    this.#watched.set(id, listen(id, again));
    again();
  }

  #report(state) {
    const since = this.#newest.get(state.user);
    const messages = Object.entries(state.messages)
      .flatMap(([channel, some]) => some.map((message) => ({ ...message, channel })))
      .filter((message) => message.user === state.app.bot_user);
    const newest = messages.reduce((latest, { ts }) => (ts > latest ? ts : latest), since ?? "");
    this.#newest.set(state.user, newest);
    if (since === undefined) return;
    for (const message of messages.filter(({ ts }) => ts > since)) this.#tell(state, message);
  }

  #tell(state, message) {
    const { page } = this;
    const here = state.user === page.user;
    const inSight = here && message.channel === page.channel && page.tab === "messages" && !document.hidden;
    if (here) announce(`${state.app.name}: ${message.text}`);
    if (inSight || !message.notification) return;
    const member = state.users.find((user) => user.id === state.user).real_name.split(" ")[0];
    notify({ app: state.app.name, member, text: message.text,
      open: () => page.go({ user: state.user, channel: message.channel }) });
  }
}

// A screen reader is given the top-level text, as Slack gives it, and not the blocks.
function announce(text) {
  document.getElementById("announcer").textContent = text;
}
