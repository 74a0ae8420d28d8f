/** Modals: a stack of up to three views in one dialog, of which the top one is shown. */

import { h, icon } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { Surface } from "./surface.js";
import { faultsOf } from "./validation.js";

export class ModalStack {
  #dialog = document.getElementById("modal");
  #surfaces = new Map(); // view id -> Surface
  #openedFrom = null;
  #view = null;
  #faults = {};

  constructor(page) {
    this.page = page;
    this.title = h("h2", { id: "modal-title", tabindex: "-1" });
    this.body = h("div", { class: "modal-body blocks" });
    this.trouble = h("p", { class: "error", role: "alert" });
    this.back = h("button", { type: "button", class: "icon-button", "aria-label": "Back",
      onclick: () => this.#leave() }, icon("back"));
    this.cancel = h("button", { type: "button", class: "button", onclick: () => this.#leave() });
    this.submit = h("button", { class: "button primary" });
    this.#dialog.append(
      h("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); this.#submit(); } },
        h("div", { class: "dialog-head" }, this.back, this.title,
          h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => this.#leave() },
            icon("close"))),
        this.trouble,
        this.body,
        h("div", { class: "dialog-foot" }, this.cancel, this.submit)),
      h("div", { class: "toasts", role: "status" }));
    this.#dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.#leave(); });
    // A second Escape in a row closes a dialog without asking: the app is told all the same.
    this.#dialog.addEventListener("close", () => { if (this.#view) this.#leave(); });
  }

  draw({ modals, view_errors: errors }) {
    const view = modals.at(-1);
    this.#forget(modals);
    if (!view) return this.#close();
    const isNew = view.id !== this.#view?.id;
    if (isNew) this.#begin();
    this.#view = view;
    this.#head(view, modals.length);
    const faults = { ...errors[view.id], ...this.#faults };
    this.trouble.textContent = faults[""] ?? "";
    this.#surface(view).draw(this.body, view, faults);
    if (isNew) this.#focusFirst();
  }

  #begin() {
    this.#faults = {};
    this.body.replaceChildren();
    this.body.scrollTop = 0;
    if (this.#dialog.open) return;
    this.#openedFrom = document.activeElement?.id;
    this.#dialog.showModal();
  }

  #head(view, depth) {
    this.title.textContent = withEmoji(view.title.text);
    this.back.hidden = depth < 2;
    this.cancel.textContent = withEmoji(view.close?.text ?? (view.submit ? "Cancel" : "Close"));
    this.submit.hidden = !view.submit;
    this.submit.textContent = withEmoji(view.submit?.text ?? "");
  }

  #focusFirst() {
    const first = this.body.querySelector("[autofocus]")
      ?? this.body.querySelector(".input :is(input, select, textarea)") ?? this.title;
    first.focus({ preventScroll: first === this.title });
  }

  #close() {
    this.#view = null;
    if (!this.#dialog.open) return;
    this.#dialog.close();
    this.body.replaceChildren();
    (document.getElementById(this.#openedFrom) ?? document.getElementById("composer-text")).focus();
  }

  #surface(view) {
    if (!this.#surfaces.has(view.id)) this.#surfaces.set(view.id, new Surface({ view_id: view.id }, this.page));
    return this.#surfaces.get(view.id);
  }

  #forget(modals) {
    for (const id of this.#surfaces.keys()) {
      if (!modals.some((view) => view.id === id)) this.#surfaces.delete(id);
    }
  }

  async #submit() {
    const view = this.#view;
    const surface = this.#surface(view);
    if (this.submit.getAttribute("aria-busy")) return;
    this.#faults = faultsOf(view.blocks, surface.form);
    if (Object.keys(this.#faults).length === 0) await this.#send(view, surface);
    else this.draw(this.page.state);
    this.#focusFault();
  }

  async #send(view, surface) {
    this.submit.setAttribute("aria-busy", "true");
    await surface.settle();
    await this.page.send("/page/submit", { view_id: view.id, state: surface.form.state() });
    await this.page.refresh();
    this.submit.removeAttribute("aria-busy");
  }

  #focusFault() {
    const faulty = this.body.querySelector("[aria-invalid=true]");
    const control = faulty?.matches("input, select, textarea") ? faulty : faulty?.querySelector("input");
    control?.focus();
  }

  async #leave() {
    const view = this.#view;
    await this.#surface(view).settle();
    await this.page.send("/page/close", { view_id: view.id });
    await this.page.refresh();
  }
}
