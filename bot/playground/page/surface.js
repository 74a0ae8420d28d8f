/** A place that shows blocks: it knows where it is, what was entered on it, and how to tell the app. */

import { renderBlock } from "./blocks.js";
import { Form } from "./form.js";
import { reconcile } from "./keyed.js";

let surfaces = 0;

export class Surface {
  #page;
  #unsent = new Map();

  /** `container` names the surface as Slack does: a `view_id`, or a `message_ts` and its `channel`. */
  constructor(container, page) {
    this.#page = page;
    this.container = container;
    this.form = new Form();
    this.prefix = `s${(surfaces += 1)}`;
  }

  get world() {
    return this.#page.world;
  }

  /** Draws a view or message into `parent`; `errors` are sentences by block_id. */
  draw(parent, { blocks, state }, errors = {}) {
    this.form.follow(blocks, state?.values);
    reconcile(parent, blocks.map((block, index) => ({
      key: block.block_id ?? String(index),
      signature: JSON.stringify([block, errors[block.block_id], this.world.zone]),
      render: () => renderBlock(block, this, errors[block.block_id]),
    })));
  }

  /** Sends one action now, with everything entered so far, and returns once the app has answered. */
  async act(blockId, actionId, element) {
    const { container, form } = this;
    const place = { container, block_id: blockId, action_id: actionId };
    await this.#page.send("/page/action", { ...place, element, state: form.state() });
  }

  /** Sends an action once the member rests for a moment; only the last of a quick row is sent. */
  actSoon(blockId, actionId, element, milliseconds) {
    const key = JSON.stringify([blockId, actionId]);
    clearTimeout(this.#unsent.get(key)?.timer);
    const send = () => {
      this.#unsent.delete(key);
      return this.act(blockId, actionId, element);
    };
    this.#unsent.set(key, { timer: setTimeout(send, milliseconds), send });
  }

  /** Sends what still waits, before the surface is submitted or closed. */
  async settle() {
    const waiting = [...this.#unsent.values()];
    waiting.forEach(({ timer }) => clearTimeout(timer));
    await Promise.all(waiting.map(({ send }) => send()));
  }
}
