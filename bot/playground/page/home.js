/** The app's Home tab, and the tabs that lead to it. */

import { h } from "./dom.js";
import { reconcile } from "./keyed.js";
import { Surface } from "./surface.js";

const TABS = [["home", "Home"], ["messages", "Messages"]];

export class Home {
  #root = document.getElementById("home");
  #tabs = document.getElementById("tabs");
  #blocks = h("div", { class: "blocks" });
  #empty = h("p", { class: "nothing" }, "The app has not drawn its Home yet.");
  #surface = null;
  #user = null;

  constructor(page) {
    this.page = page;
    this.#root.append(this.#empty, this.#blocks);
    this.#tabs.addEventListener("keydown", (event) => this.#walk(event));
  }

  draw(state) {
    const { page } = this;
    const direct = page.conversation.kind === "im";
    this.#tabs.hidden = !direct;
    this.#root.hidden = page.tab !== "home";
    this.#drawTabs();
    this.#empty.hidden = Boolean(state.home);
    this.#drawView(state.home);
  }

  #drawTabs() {
    const { page } = this;
    reconcile(this.#tabs, TABS.map(([tab, name]) => ({
      key: tab, signature: String(page.tab === tab), render: () => h("button", {
        type: "button", role: "tab", id: `tab-${tab}`, "aria-selected": String(page.tab === tab),
        "aria-controls": tab === "home" ? "home" : "conversation", tabindex: page.tab === tab ? "0" : "-1",
        onclick: () => page.go({ tab }),
      }, name),
    })));
  }

  #drawView(view) {
    const { page } = this;
    if (this.#surface?.container.view_id !== view?.id || this.#user !== page.user) {
      this.#user = page.user;
      this.#surface = view && new Surface({ view_id: view.id }, page);
      this.#blocks.replaceChildren();
    }
    if (view) this.#surface.draw(this.#blocks, view);
  }

  #walk(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const tab = this.page.tab === "home" ? "messages" : "home";
    this.page.go({ tab });
    document.getElementById(`tab-${tab}`).focus();
  }
}
