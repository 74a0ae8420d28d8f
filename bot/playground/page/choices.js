/** Choosing one or several from a short list: selects, radio buttons, checkboxes. */

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { textObject } from "./mrkdwn.js";

export function renderSelect(field) {
  const { element } = field;
  const options = element.options ?? element.option_groups.flatMap((group) => group.options);
  const numbered = (option) => choice(String(options.indexOf(option)), option.text.text);
  const lists = element.options
    ? options.map(numbered)
    : element.option_groups.map((group) =>
      h("optgroup", { label: group.label.text }, group.options.map(numbered)));
  const at = options.findIndex((option) => option.value === field.value?.selected_option?.value);
  return select(field, lists, at < 0 ? "" : String(at), (index) =>
    ({ selected_option: index === "" ? null : options[Number(index)] }));
}

export function renderUserSelect(field) {
  const lists = field.world.people().map((user) => choice(user.id, user.real_name));
  return select(field, lists, field.value?.selected_user ?? "", (id) => ({ selected_user: id || null }));
}

function select(field, lists, value, payload) {
  const placeholder = withEmoji(field.element.placeholder?.text ?? "Choose one");
  return h("select", {
    id: field.id, value, ...field.names, "aria-label": field.names["aria-labelledby"] ? null : placeholder,
    onchange: (event) => field.change(payload(event.target.value)),
  }, h("option", { value: "", disabled: !field.optional }, placeholder), lists);
}

const choice = (value, text) => h("option", { value }, withEmoji(text));

export function renderRadios(field) {
  const chosen = () => field.value?.selected_option?.value;
  return group(field, "radiogroup", (option) => ({
    type: "radio", checked: option.value === chosen(),
    onchange: () => field.change({ selected_option: option }),
  }));
}

export function renderCheckboxes(field) {
  const isChosen = (option) => chosen().some((other) => other.value === option.value);
  const chosen = () => field.value?.selected_options ?? [];
  const toggled = (option) => field.element.options.filter((other) =>
    other.value === option.value ? !isChosen(other) : isChosen(other));
  return group(field, "group", (option) => ({
    type: "checkbox", checked: isChosen(option),
    onchange: () => field.change({ selected_options: toggled(option) }),
  }));
}

function group(field, role, control) {
  const { element, id, names, world } = field;
  return h("div", { role, class: "choices", ...names }, element.options.map((option, index) =>
    h("label", { class: "choice" },
      h("input", { id: `${id}-${index}`, name: id, value: option.value, ...control(option) }),
      h("span", {}, textObject(option.text, world),
        option.description && h("small", {}, textObject(option.description, world))))));
}
