/** Builds DOM nodes; words always become text nodes, so nothing a person wrote can become markup. */

const PROPERTIES = new Set(["value", "checked", "selected", "disabled", "hidden", "open"]);

/** `h("p", {class: "note", onclick: go}, "words", node)`; children that are null or false are left out. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  for (const [name, value] of Object.entries(attributes)) assign(node, name, value);
  return node;
}

function assign(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (PROPERTIES.has(name)) node[name] = value;
  else node.setAttribute(name, value === true ? "" : value);
}

/** One of the page's few drawings, hidden from screen readers: its button carries the words. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

const ICONS = {
  close: "M5 5l10 10M15 5L5 15",
  back: "M12 4l-6 6 6 6",
  menu: "M3 5h14M3 10h14M3 15h14",
  clock: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 6v4.2l2.8 1.8",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  next: "M4 4.5l7 5.5-7 5.5zM15.5 4.5v11",
  send: "M3.5 4l13.5 6-13.5 6 2-6zM5.5 10h5",
  edit: "M4 16l.8-3.4L13.6 3.8l2.6 2.6-8.8 8.8z",
  remove: "M4.5 6h11M8 6V4h4v2M6 6l.7 10.5h6.6L14 6",
  phone: "M6 2.5h8v15H6zM9 15h2",
  eye: "M2.5 10c2-3.3 4.5-5 7.5-5s5.5 1.7 7.5 5c-2 3.3-4.5 5-7.5 5s-5.5-1.7-7.5-5zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
};
