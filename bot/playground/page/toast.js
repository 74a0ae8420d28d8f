/** Short notes that come and go: errors in one sentence, and what a member's phone would show. */

import { h, icon } from "./dom.js";

const ERROR_SHOWN_FOR = 8000;
const NOTIFICATION_SHOWN_FOR = 12000;

/** Says one sentence; inside an open modal it is said there, as the rest of the page is inert. */
export function say(sentence) {
  show(h("div", { class: "toast" }, h("p", {}, sentence)), ERROR_SHOWN_FOR);
}

/** A phone's notification: the message's top-level text and nothing else; `open` goes to the message. */
export function notify({ app, member, text, open }) {
  const card = h("div", { class: "toast phone" },
    icon("phone"),
    h("div", {},
      h("p", { class: "phone-from" }, h("strong", {}, app), ` on ${member}’s phone`),
      h("p", {}, text)),
    h("button", { type: "button", class: "quiet", onclick: () => { card.remove(); open(); } }, "Open"));
  show(card, NOTIFICATION_SHOWN_FOR);
}

function show(card, milliseconds) {
  const region = document.querySelector("dialog[open] .toasts") ?? document.getElementById("toasts");
  const dismiss = h("button", { type: "button", class: "icon-button", "aria-label": "Dismiss",
    onclick: () => card.remove() }, icon("close"));
  card.append(dismiss);
  region.append(card);
  setTimeout(() => { if (!card.matches(":hover, :focus-within")) card.remove(); }, milliseconds);
}
