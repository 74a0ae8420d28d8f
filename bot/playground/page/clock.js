/** The story's clock: what time it is, and the ways to move it forward. */

import { h, icon } from "./dom.js";
import { post } from "./server.js";
import { say } from "./toast.js";
import { clockText, dayText, timeText } from "./when.js";

const MOVES = [["next", "To the next thing that happens"], ["hour", "+1 hour"], ["day", "+1 day"]];
const TICK = 5000;

export class Clock {
  #root = document.getElementById("clock");
  #chip = document.getElementById("chip-time");
  #heardAt = 0;
  #state = null;
  #moving = false;

  constructor(page) {
    this.page = page;
    this.time = h("p", { class: "clock-time" });
    this.day = h("p", { class: "clock-day" });
    this.said = h("p", { class: "clock-said", role: "status" },
      "Nobody waits here: move time forward and watch what the bot does.");
    this.buttons = MOVES.map(([to, words]) =>
      h("button", { type: "button", class: `button ${to === "next" ? "primary" : ""}`, onclick: () => this.#move(to) },
        to === "next" && icon("next"), words));
    this.zone = h("select", { id: "zone", onchange: (event) => page.send("/page/zone", { tz: event.target.value }) },
      Intl.supportedValuesOf("timeZone").map((zone) => h("option", { value: zone }, zone.replaceAll("_", " "))));
    this.whose = h("label", { for: "zone" });
    this.#root.append(h("h2", { id: "clock-title" }, "The story’s clock"), this.time, this.day,
      h("div", { class: "moves" }, this.buttons), this.said, h("div", { class: "zone" }, this.whose, this.zone));
    setInterval(() => this.#tick(), TICK);
  }

  draw(state) {
    this.#state = state;
    this.#heardAt = performance.now();
    const { me } = this.page;
    this.whose.textContent = `${me.real_name.split(" ")[0]}’s time zone`;
    if (!this.zone.querySelector(`option[value="${CSS.escape(me.tz ?? "")}"]`)) {
      this.zone.prepend(h("option", { value: me.tz ?? "" }, me.tz ?? "None in her profile"));
    }
    if (document.activeElement !== this.zone) this.zone.value = me.tz ?? "";
    this.#busy(state.clock.moving || this.#moving);
    this.#tick();
  }

  #tick() {
    if (!this.#state) return;
    const { now, zone } = this.page.world;
    const moment = new Date(now.getTime() + performance.now() - this.#heardAt);
    this.time.textContent = timeText(moment, zone);
    this.day.textContent = dayText(moment, zone);
    this.#chip.textContent = clockText(moment, zone);
  }

  #busy(moving) {
    this.#root.classList.toggle("moving", moving);
    for (const button of this.buttons) button.setAttribute("aria-disabled", String(moving));
  }

  async #move(to) {
    if (this.#moving || this.#state.clock.moving) return;
    this.#moving = true;
    this.#busy(true);
    this.said.textContent = "Time is moving…";
    const answer = await post("/page/clock", { to });
    this.#moving = false;
    await this.page.refresh();
    this.said.textContent = answer.ok ? this.#arrival(answer) : "The clock stayed where it was.";
    if (!answer.ok) say(answer.error);
  }

  #arrival({ now, moved_to_because: because }) {
    const at = clockText(new Date(now), this.page.world.zone);
    return [`It is ${at}.`, because].filter(Boolean).join(" ");
  }
}
