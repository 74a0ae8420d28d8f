/** Typed inputs: text, numbers, addresses, dates and times. */

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { epochOf, wallTime } from "./when.js";

const TYPING_RESTS = 250;
const DATE_RESTS = 600;

const MODES = { number_input: "decimal", email_text_input: "email", url_text_input: "url" };

/** Text and its kin. In an input block it speaks only as its `dispatch_action_config` says. */
export function renderText(field) {
  const { element } = field;
  const triggers = field.dispatches ? element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"] : [];
  const tag = element.multiline ? "textarea" : "input";
  return h(tag, {
    type: element.multiline ? null : "text", rows: element.multiline ? "4" : null, id: field.id, autocomplete: "off",
    inputmode: MODES[element.type], placeholder: withEmoji(element.placeholder?.text ?? ""),
    value: field.value?.value ?? "", autofocus: element.focus_on_load, ...field.names,
    oninput: (event) => typed(field, event.target.value, triggers.includes("on_character_entered")),
    onkeydown: (event) => entered(field, event, triggers.includes("on_enter_pressed")),
  });
}

function typed(field, text, sends) {
  const part = { value: text === "" ? null : text };
  field.keep(part);
  if (sends) field.sendSoon(part, TYPING_RESTS);
}

function entered(field, event, sends) {
  if (!sends || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  field.send({ value: event.target.value || null });
}

export const renderDate = (field) =>
  picker(field, "date", field.value?.selected_date ?? "", (date) => ({ selected_date: date || null }));

export const renderTime = (field) =>
  picker(field, "time", field.value?.selected_time ?? "", (time) => ({ selected_time: time || null }));

/** Shown in the member's zone, sent in seconds since 1970, as Slack does. */
export function renderDateTime(field) {
  const { zone } = field.world;
  const seconds = field.value?.selected_date_time;
  const shown = seconds ? wallTime(new Date(seconds * 1000), zone) : "";
  return picker(field, "datetime-local", shown, (wall) => ({ selected_date_time: wall ? epochOf(wall, zone) : null }));
}

// A date typed digit by digit passes through years such as 0002: it is sent once the typing rests.
function picker(field, type, value, payload) {
  return h("input", {
    type, id: field.id, value, ...field.names,
    "aria-label": field.names["aria-labelledby"] ? null : field.element.placeholder?.text ?? "Choose",
    onchange: (event) => {
      const part = payload(event.target.value);
      field.keep(part);
      if (field.dispatches) field.sendSoon(part, DATE_RESTS);
    },
  });
}
