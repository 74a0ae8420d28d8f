/** One interactive element at its place: its value, its DOM ids, and when it speaks to the app. */

export class Field {
  /** `dispatches` says whether a change is sent to the app at once; `names` are ARIA attributes. */
  constructor({ surface, block, element, dispatches, names = {} }) {
    Object.assign(this, { surface, element, dispatches, names });
    this.blockId = block.block_id;
    this.optional = block.optional ?? false;
    this.isInput = block.type === "input";
    this.id = [surface.prefix, block.block_id, element.action_id].join("-").replace(/\s/g, "_");
  }

  get world() {
    return this.surface.world;
  }

  get value() {
    return this.surface.form.get(this.blockId, this.element.action_id);
  }

  /** Keeps a new value, as `{selected_option: ...}`, and sends it if this element dispatches. */
  change(part) {
    this.keep(part);
    if (this.dispatches) this.send(part);
  }

  keep(part) {
    this.surface.form.set(this.blockId, this.element.action_id, this.#payload(part));
  }

  send(part) {
    return this.surface.act(this.blockId, this.element.action_id, this.#payload(part));
  }

  sendSoon(part, milliseconds) {
    this.surface.actSoon(this.blockId, this.element.action_id, this.#payload(part), milliseconds);
  }

  #payload(part) {
    return { type: this.element.type, ...part };
  }
}
