/** Slack's mrkdwn as DOM nodes, built piece by piece: whatever is not understood stays text. */

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { slackDate } from "./when.js";

const SAFE_LINK = /^(https?:|mailto:|tel:)/i;
const INLINE = new RegExp([
  "`([^`\\n]+)`",
  "<([^<>\\n]+)>",
  ...["\\*", "_", "~"].map((mark) => `(?<![\\w${mark}])${mark}(?=\\S)([^\\n]*?\\S)${mark}(?![\\w${mark}])`),
].join("|"), "g");

/** Nodes for one mrkdwn text; `world` has `nameOf(user)` and `zone`. */
export function mrkdwn(text, world) {
  return text.split(/```\n?([\s\S]+?)```/).flatMap((part, index) =>
    index % 2 ? [h("pre", {}, unescape(part.trimEnd()))] : lines(index ? part.replace(/^\n/, "") : part, world));
}

/** Nodes for a text object of either type. */
export function textObject(object, world) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, world) : [withEmoji(object.text)];
}

function lines(text, world) {
  const nodes = [];
  for (const run of text.split(/^((?:(?:&gt;|>).*(?:\n|$))+)/m)) {
    if (/^(&gt;|>)/.test(run)) {
      const quoted = run.replace(/\n$/, "").replace(/^(&gt;|>) ?/gm, "");
      nodes.push(h("blockquote", {}, inline(quoted, world)));
    } else if (run) nodes.push(...inline(run, world));
  }
  return nodes;
}

function inline(text, world) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(plain(text.slice(from, match.index)), marked(match, world));
    from = match.index + match[0].length;
  }
  return [...nodes, plain(text.slice(from))].filter((node) => node !== "");
}

function marked([whole, code, reference, bold, italic, struck], world) {
  if (code !== undefined) return h("code", {}, unescape(code));
  if (bold !== undefined) return h("strong", {}, inline(bold, world));
  if (italic !== undefined) return h("em", {}, inline(italic, world));
  if (struck !== undefined) return h("s", {}, inline(struck, world));
  return referred(whole, reference, world);
}

function referred(whole, reference, world) {
  const [target, label] = reference.split("|");
  if (target.startsWith("@")) return h("span", { class: "mention" }, `@${world.nameOf(target.slice(1))}`);
  if (target.startsWith("#")) return h("span", { class: "mention" }, `#${label ?? target.slice(1)}`);
  if (target.startsWith("!date^")) return dated(target, label, world);
  if (target.startsWith("!")) return h("span", { class: "mention" }, `@${label ?? target.slice(1)}`);
  return SAFE_LINK.test(target) ? link(unescape(target), plain(label ?? target)) : plain(whole);
}

/** A link that opens beside the page. */
export const link = (address, words) =>
  h("a", { href: address, target: "_blank", rel: "noreferrer noopener" }, words);

function dated(target, fallback, world) {
  const [, seconds, template] = target.split("^");
  return /^\d+$/.test(seconds) && template ? slackDate(template, seconds, world.zone) : fallback ?? "";
}

const plain = (text) => unescape(withEmoji(text));

/** What Slack escaped, as it was typed. */
export const unescape = (text) =>
  text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);
