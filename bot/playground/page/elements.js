/** The interactive elements by their Slack type. */

import { renderButton, renderOverflow } from "./buttons.js";
import { renderCheckboxes, renderRadios, renderSelect, renderUserSelect } from "./choices.js";
import { h } from "./dom.js";
import { renderMultiSelect, renderMultiUserSelect } from "./multi_select.js";
import { renderDate, renderDateTime, renderText, renderTime } from "./inputs.js";

const RENDERERS = {
  button: renderButton,
  overflow: renderOverflow,
  static_select: renderSelect,
  users_select: renderUserSelect,
  multi_static_select: renderMultiSelect,
  multi_users_select: renderMultiUserSelect,
  radio_buttons: renderRadios,
  checkboxes: renderCheckboxes,
  plain_text_input: renderText,
  number_input: renderText,
  email_text_input: renderText,
  url_text_input: renderText,
  datepicker: renderDate,
  timepicker: renderTime,
  datetimepicker: renderDateTime,
};

/** Elements that are several controls, so that a block's label names a group and not one control. */
export const GROUPED = new Set(["radio_buttons", "checkboxes"]);

/** The DOM node of one `Field`. */
export function renderElement(field) {
  const render = RENDERERS[field.element.type];
  if (!render) return h("p", { class: "unknown" }, `This page can’t show “${field.element.type}”.`);
  const node = render(field);
  node.dataset.action = field.element.action_id;
  return node;
}
