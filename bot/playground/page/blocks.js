/** The classic Block Kit blocks as DOM nodes. */

import { h } from "./dom.js";
import { GROUPED, renderElement } from "./elements.js";
import { withEmoji } from "./emoji.js";
import { Field } from "./field.js";
import { textObject } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

const RENDERERS = {
  section, header, divider, context, actions, input, image,
  rich_text: (block, surface) => h("div", { class: "block rich-text" }, richText(block, surface.world)),
};

/** `error` is the app's sentence about this block, shown beside it. */
export function renderBlock(block, surface, error) {
  const render = RENDERERS[block.type];
  return render ? render(block, surface, error) : unknown(block);
}

const unknown = (block) => h("p", { class: "block unknown" }, `This page can’t show “${block.type}” blocks.`);

function section(block, surface) {
  const words = [
    block.text && h("div", { class: "text" }, textObject(block.text, surface.world)),
    block.fields && h("div", { class: "fields" }, block.fields.map((field) =>
      h("div", { class: "text" }, textObject(field, surface.world)))),
  ];
  return h("div", { class: "block section" },
    h("div", { class: "section-words" }, words),
    block.accessory && h("div", { class: "accessory" }, part(block, block.accessory, surface)));
}

function header(block) {
  return h("h3", { class: "block header" }, withEmoji(block.text.text));
}

function divider() {
  return h("hr", { class: "block" });
}

function context(block, surface) {
  return h("div", { class: "block context" }, block.elements.map((element) =>
    element.type === "image" ? picture(element) : h("span", {}, textObject(element, surface.world))));
}

function actions(block, surface) {
  return h("div", { class: "block actions" }, block.elements.map((element) => part(block, element, surface)));
}

function part(block, element, surface) {
  if (element.type === "image") return picture(element);
  return renderElement(new Field({ surface, block, element, dispatches: true }));
}

function image(block) {
  const title = block.title && h("figcaption", {}, withEmoji(block.title.text));
  return h("figure", { class: "block" }, title, picture(block));
}

const picture = (element) => h("img", { src: element.image_url, alt: element.alt_text });

function input(block, surface, error) {
  const ids = Object.fromEntries(["label", "hint", "error"].map((name) =>
    [name, `${surface.prefix}-${block.block_id}-${name}`.replace(/\s/g, "_")]));
  const described = [error && ids.error, block.hint && ids.hint].filter(Boolean).join(" ");
  const field = new Field({
    surface, block, element: block.element, dispatches: block.dispatch_action ?? false,
    names: {
      "aria-labelledby": ids.label,
      "aria-describedby": described || null,
      "aria-invalid": error ? "true" : null,
      "aria-required": block.optional || block.element.type === "checkboxes" ? null : "true",
    },
  });
  const label = GROUPED.has(block.element.type) ? { id: ids.label } : { id: ids.label, for: field.id };
  return h("div", { class: "block input" },
    h(label.for ? "label" : "span", { class: "label", ...label }, withEmoji(block.label.text),
      block.optional && h("span", { class: "optional" }, " (optional)")),
    renderElement(field),
    error && h("p", { class: "error", id: ids.error }, error),
    block.hint && h("p", { class: "hint", id: ids.hint }, withEmoji(block.hint.text)));
}
