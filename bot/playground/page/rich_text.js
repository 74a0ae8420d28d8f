/** Rich text blocks: sections, lists, quotes and code, with styled runs inside. */

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./mrkdwn.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code" };

/** Nodes for a `rich_text` block; `world` has `nameOf(user)`. */
export const richText = (block, world) => block.elements.map((element) => PARTS[element.type]?.(element, world));

const PARTS = {
  rich_text_section: (part, world) => h("p", {}, runs(part, world)),
  rich_text_quote: (part, world) => h("blockquote", {}, runs(part, world)),
  rich_text_preformatted: (part, world) => h("pre", {}, runs(part, world)),
  rich_text_list: (part, world) => h(part.style === "ordered" ? "ol" : "ul", {},
    part.elements.map((item) => h("li", {}, runs(item, world)))),
};

const runs = (part, world) => part.elements.map((run) => RUNS[run.type]?.(run, world) ?? "");

const RUNS = {
  text: (run) => styled(run.text, run.style),
  link: (run) => (/^(https?|mailto):/i.test(run.url) ? link(run.url, run.text ?? run.url) : run.text ?? run.url),
  emoji: (run) => withEmoji(`:${run.name}:`),
  user: (run, world) => h("span", { class: "mention" }, `@${world.nameOf(run.user_id)}`),
};

function styled(text, style = {}) {
  return Object.keys(STYLES).filter((name) => style[name])
    .reduce((inner, name) => h(STYLES[name], {}, inner), text);
}
