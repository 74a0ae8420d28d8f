/** The sidebar and the panel: columns where there is room, drawers over the conversation where there isn't. */

import { icon } from "./dom.js";

const NARROW = { sidebar: matchMedia("(max-width: 719px)"), panel: matchMedia("(max-width: 1079px)") };

export function drawers() {
  const scrim = document.getElementById("scrim");
  const all = ["sidebar", "panel"].map((name) => drawer(name, scrim));
  scrim.addEventListener("click", () => all.forEach((each) => each.leave()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) all.forEach((each) => each.leave());
  });
  document.addEventListener("went", () => all.forEach((each) => each.leave()));
}

function drawer(name, scrim) {
  const column = document.getElementById(name);
  const opener = document.getElementById(`open-${name}`);
  opener.prepend(icon(name === "panel" ? "clock" : "menu"));

  function set(open) {
    const covers = open && NARROW[name].matches;
    column.hidden = !open;
    document.body.classList.toggle(`no-${name}`, !open);
    opener.setAttribute("aria-expanded", String(open));
    if (NARROW[name].matches) scrim.hidden = !open;
    document.getElementById("main").inert = covers;
    if (covers) column.querySelector("button, select, a")?.focus();
  }

  function leave() {
    if (!NARROW[name].matches || column.hidden) return;
    set(false);
    opener.focus();
  }

  opener.addEventListener("click", () => set(column.hidden));
  NARROW[name].addEventListener("change", (query) => { scrim.hidden = true; set(!query.matches); });
  set(!NARROW[name].matches);
  return { leave };
}
