/** The member's calendar as the bot reads it: a plain list to change, and its raw text. */

import { eventForm } from "./event_form.js";
import { h, icon } from "./dom.js";
import { reconcile } from "./keyed.js";
import { put, read } from "./server.js";
import { say } from "./toast.js";
import { format, wallTime } from "./when.js";

const HOUR = 3600000;

export class Calendar {
  #root = document.getElementById("calendar");
  #calendar = null;
  #reader = null; // whose calendar in which zone is shown
  #editing = null; // uid of the event whose form is open; "" for a new one

  constructor(page) {
    this.page = page;
    this.list = h("ul", { class: "events" });
    this.earlier = h("ul", { class: "events" });
    this.past = h("details", { class: "earlier" }, h("summary", {}, "Earlier"), this.earlier);
    this.add = h("button", { type: "button", class: "button", onclick: () => this.#edit("") }, "Add an event");
    this.raw = h("textarea", { id: "raw-ics", rows: "8", spellcheck: "false", wrap: "off" });
    this.address = h("code", {});
    this.#root.append(h("h2", { id: "calendar-title" }), this.list, this.past, this.add,
      h("details", { class: "raw" }, h("summary", {}, "Raw ICS text"),
        h("p", {}, "Served at ", this.address, ", even if it is broken."),
        h("label", { for: "raw-ics", class: "visually-hidden" }, "The calendar’s raw text"), this.raw,
        h("button", { type: "button", class: "button", onclick: () => this.#save({ ics: this.raw.value }) },
          "Save the text")));
  }

  async draw() {
    const { user, me } = this.page;
    const reader = `${user} ${me.tz}`;
    this.#root.querySelector("h2").textContent = `${me.real_name.split(" ")[0]}’s calendar`;
    if (reader !== this.#reader) {
      this.#reader = reader;
      this.#editing = null;
      await this.#fetch();
    } else if (this.#calendar) this.#draw();
  }

  async #fetch() {
    const reader = this.#reader;
    const calendar = await read("/page/calendar", this.page.user);
    if (calendar.ok === false || reader !== this.#reader) return;
    this.#calendar = calendar;
    this.address.textContent = calendar.address;
    this.raw.value = calendar.ics;
    this.#draw();
  }

  #draw() {
    const now = wallTime(this.page.world.now, this.page.world.zone);
    const events = this.#calendar.events.toSorted((a, b) => order(a).localeCompare(order(b)));
    const isPast = (event) => !event.rrule && event.ends_at < now;
    const item = (event) => ({
      key: event.uid, signature: JSON.stringify([event, this.#editing === event.uid]),
      render: () => h("li", {}, this.#editing === event.uid ? this.#form(event) : this.#row(event)),
    });
    const added = this.#editing === "" ? [{ ...item(this.#blank()), key: "new" }] : [];
    reconcile(this.list, [...events.filter((event) => !isPast(event)).map(item), ...added]);
    reconcile(this.earlier, events.filter(isPast).map(item));
    this.past.hidden = !events.some(isPast);
    this.add.hidden = this.#editing === "";
  }

  #row(event) {
    return h("div", { class: `event ${event.cancelled ? "cancelled" : ""}` },
      h("div", {}, h("strong", {}, event.title || "(no title)"), h("span", { class: "event-time" }, span(event))),
      h("button", { type: "button", class: "icon-button", id: `edit-${event.uid}`,
        "aria-label": `Change ${event.title}`, onclick: () => this.#edit(event.uid) }, icon("edit")),
      h("button", { type: "button", class: "icon-button", "aria-label": `Delete ${event.title}`,
        onclick: () => this.#replace(event.uid, null) }, icon("remove")));
  }

  #form(event) {
    return eventForm(event, {
      save: (changed) => this.#replace(event.uid, changed),
      leave: () => this.#edit(null),
    });
  }

  #blank() {
    const { now, zone } = this.page.world;
    const hour = wallTime(new Date(now.getTime() + HOUR), zone).slice(0, 13);
    return { uid: "", title: "", starts_at: `${hour}:00`, ends_at: `${hour}:30`, all_day: false, cancelled: false,
      location: "", description: "", attendees: [], rrule: "" };
  }

  #edit(uid) {
    const before = this.#editing;
    this.#editing = uid;
    this.#draw();
    if (uid !== null) this.#root.querySelector(".event-form input").focus();
    else (document.getElementById(`edit-${before}`) ?? this.add).focus();
  }

  #replace(uid, event) {
    const others = this.#calendar.events.filter((other) => other.uid !== uid);
    const added = event && { ...event, uid: event.uid || `${crypto.randomUUID()}@playground` };
    return this.#save({ events: added ? [...others, added] : others });
  }

  async #save(change) {
    const answer = await put("/page/calendar", { user: this.page.user, ...change });
    if (answer.ok === false) return say(answer.error);
    if (this.#editing !== null) this.#edit(null);
    return this.#fetch();
  }
}

// By start, and what repeats after what happens once.
const order = (event) => `${event.rrule ? 1 : 0}${event.starts_at}`;

// Wall times are formatted as if they were UTC: they already are the member's own.
function span({ starts_at: starts, ends_at: ends, all_day: allDay, rrule, cancelled }) {
  const moment = (wall) => new Date(`${wall.slice(0, 16)}${wall.length > 10 ? "" : "T00:00"}Z`);
  const day = format(moment(starts), "UTC", { weekday: "short", day: "numeric", month: "short" });
  const hours = allDay ? "all day" : `${starts.slice(11, 16)}–${ends.slice(11, 16)}`;
  return [rrule && "repeats since", `${day}, ${hours}`, cancelled && "· cancelled"].filter(Boolean).join(" ");
}
