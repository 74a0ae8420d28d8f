/** A member's picture: initials on a colour that is always the same for the same member. */

import { h } from "./dom.js";

const COLOURS = 6;

export function avatar(user) {
  const initials = (user.real_name.match(/\p{L}+/gu) ?? ["?"]).map((word) => word[0]);
  const shown = initials.length > 1 ? initials[0] + initials.at(-1) : initials[0];
  const colour = [...user.id].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % COLOURS;
  const kind = user.is_bot ? "app" : `c${colour}`;
  return h("span", { class: `avatar ${kind}`, "aria-hidden": "true" }, shown.toUpperCase());
}
