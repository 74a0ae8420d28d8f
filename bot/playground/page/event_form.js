/** The small form that changes one calendar event. */

import { h } from "./dom.js";

/** Calls `save(event)` with the changed event, or `leave()`. */
export function eventForm(event, { save, leave }) {
  const type = event.all_day ? "date" : "datetime-local";
  const wall = (moment) => moment.slice(0, event.all_day ? 10 : 16);
  const title = h("input", { type: "text", required: true, value: event.title, name: "title" });
  const starts = h("input", { type, required: true, value: wall(event.starts_at), name: "starts_at" });
  const ends = h("input", { type, required: true, value: wall(event.ends_at), name: "ends_at" });
  const cancelled = h("input", { type: "checkbox", checked: event.cancelled });

  function submit(happening) {
    happening.preventDefault();
    const right = ends.value > starts.value || (event.all_day && ends.value === starts.value);
    ends.setCustomValidity(right ? "" : "It ends after it starts.");
    if (!ends.reportValidity()) return;
    save({ ...event, title: title.value, starts_at: starts.value, ends_at: ends.value, cancelled: cancelled.checked });
  }

  return h("form", {
    class: "event-form", onsubmit: submit, oninput: () => ends.setCustomValidity(""),
    onkeydown: (press) => { if (press.key === "Escape") { press.preventDefault(); leave(); } },
  },
  h("label", {}, "Title", title),
  h("label", {}, "Starts", starts),
  h("label", {}, "Ends", ends),
  h("label", { class: "choice" }, cancelled, h("span", {}, "Cancelled, but still in the calendar")),
  h("div", { class: "dialog-foot" },
    h("button", { type: "button", class: "button", onclick: leave }, "Cancel"),
    h("button", { class: "button primary" }, "Save")));
}
