/** Redraws only what changed, so that focus, selection and half-typed words survive a new state. */

const signatures = new WeakMap();

/**
 * Makes `parent`'s children equal `items`, each `{key, signature, render}`: a child whose key and
 * signature are unchanged is left alone, all others are rendered anew.
 */
export function reconcile(parent, items) {
  keepingFocus(parent, () => {
    const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
    const wanted = new Set(items.map((item) => item.key));
    for (const [key, child] of known) if (!wanted.has(key)) child.remove();
    let next = parent.firstElementChild;
    for (const item of items) {
      const child = current(known.get(item.key), item);
      if (child === next) next = next.nextElementSibling;
      else if (known.get(item.key) === next) {
        const stale = next;
        next = next?.nextElementSibling ?? null;
        stale ? stale.replaceWith(child) : parent.append(child);
      } else parent.insertBefore(child, next);
    }
  });
}

function current(child, item) {
  if (child && signatures.get(child) === item.signature) return child;
  const fresh = item.render();
  fresh.dataset.key = item.key;
  signatures.set(fresh, item.signature);
  return fresh;
}

/** Runs `change`, then gives focus and selection back to the control that held them or to its heir. */
export function keepingFocus(parent, change) {
  const active = document.activeElement;
  const place = active.id && [...parent.children].find((child) => child.contains(active));
  const selection = place && selectionOf(active);
  change();
  if (!place || document.activeElement === active) return;
  const heir = document.getElementById(active.id) ?? heirOf(active, place.dataset.key, parent);
  heir?.focus();
  if (heir && selection && heir.setSelectionRange) heir.setSelectionRange(...selection);
}

// Slack makes new ids for blocks that have none, so the same action is looked for first; where that
// is gone as well, the first control of what now stands in its place.
function heirOf({ dataset }, key, parent) {
  const successor = [...parent.children].find((child) => child.dataset.key === key);
  const sameAction = dataset.action && `[data-action="${CSS.escape(dataset.action)}"]`;
  return (sameAction && (successor ?? parent).querySelector(sameAction))
    || successor?.querySelector("button, input, select, textarea");
}

function selectionOf(control) {
  const selectable = control.tagName === "TEXTAREA" || control.type === "text";
  return selectable ? [control.selectionStart, control.selectionEnd] : null;
}
