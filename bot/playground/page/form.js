/** What a member has entered on one surface (a view or a message), kept by block_id and action_id as Slack does. */

const INITIAL = {
  plain_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  multi_static_select: ["selected_options", "initial_options"],
  checkboxes: ["selected_options", "initial_options"],
  users_select: ["selected_user", "initial_user"],
  multi_users_select: ["selected_users", "initial_users"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
};

/** The elements of one block, wherever the block holds them. */
export const elementsOf = (block) =>
  [block.element, block.accessory, ...(block.elements ?? [])].filter((element) => element?.action_id);

export class Form {
  #values = new Map();

  /**
   * Follows a new version of the surface: an input that is still there keeps what was typed, even
   * where its initial value changed; a new one starts from what Slack remembers (`state.values` of a
   * view) or its initial value; others are forgotten.
   */
  follow(blocks, remembered = {}) {
    const before = this.#values;
    this.#values = new Map();
    for (const block of blocks) {
      for (const element of elementsOf(block).filter(({ type }) => type in INITIAL)) {
        const key = keyOf(block.block_id, element.action_id);
        const held = before.get(key) ?? remembered[block.block_id]?.[element.action_id];
        this.#values.set(key, held?.type === element.type ? held : initial(element));
      }
    }
  }

  get(blockId, actionId) {
    return this.#values.get(keyOf(blockId, actionId));
  }

  set(blockId, actionId, payload) {
    this.#values.set(keyOf(blockId, actionId), payload);
  }

  /** `{block_id: {action_id: payload}}`, as `state.values` of an interaction. */
  state() {
    const state = {};
    for (const [key, payload] of this.#values) {
      const [blockId, actionId] = JSON.parse(key);
      (state[blockId] ??= {})[actionId] = payload;
    }
    return state;
  }
}

const keyOf = (blockId, actionId) => JSON.stringify([blockId, actionId]);

function initial(element) {
  const [name, from] = INITIAL[element.type];
  const nothing = name.endsWith("s") ? [] : null;
  return { type: element.type, [name]: element[from] ?? nothing };
}
