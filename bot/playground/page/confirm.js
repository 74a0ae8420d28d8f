/** Slack's confirmation dialog: asks before an action is sent, and gives focus back afterwards. */

import { h } from "./dom.js";
import { textObject } from "./mrkdwn.js";

/** True at once without a confirmation object, otherwise the member's answer. */
export function confirmed(confirm, world) {
  return confirm ? ask(confirm, world) : Promise.resolve(true);
}

function ask({ title, text, confirm, deny, style }, world) {
  const dialog = h("dialog", { class: "confirm", role: "alertdialog", "aria-labelledby": "confirm-title",
    "aria-describedby": "confirm-text" },
    h("form", { method: "dialog" },
      h("h2", { id: "confirm-title" }, title.text),
      h("p", { id: "confirm-text" }, textObject(text, world)),
      h("div", { class: "dialog-foot" },
        h("button", { class: "button", value: "deny" }, deny.text),
        h("button", { class: `button ${style ?? "primary"}`, value: "confirm" }, confirm.text))));
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "confirm");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
