/** What Slack's own client refuses before a form reaches the app, in its words. */

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** `{block_id: sentence}` for every input block whose value can't be submitted. */
export function faultsOf(blocks, form) {
  const faults = {};
  for (const block of blocks.filter(({ type }) => type === "input")) {
    const fault = faultIn(block, form.get(block.block_id, block.element.action_id));
    if (fault) faults[block.block_id] = fault;
  }
  return faults;
}

function faultIn({ element, optional }, payload) {
  const { type, ...part } = payload ?? {};
  const [value] = Object.values(part);
  if (value === null || value === undefined || value.length === 0) {
    return optional ? null : "Please complete this required field.";
  }
  return RULES[type]?.(value, element) ?? null;
}

const RULES = {
  plain_text_input: lengthFault,
  number_input: numberFault,
  email_text_input: (value) => (EMAIL.test(value) ? null : "Please enter a valid email address."),
  url_text_input: (value) => (URL.canParse(value) ? null : "Please enter a valid URL."),
};

function lengthFault(value, { min_length: least = 0, max_length: most = 3000 }) {
  if (value.length < least) return `Please use at least ${least} characters.`;
  return value.length > most ? `Please use at most ${most} characters (now ${value.length}).` : null;
}

function numberFault(value, { is_decimal_allowed: decimal, min_value: least, max_value: most }) {
  if (!(decimal ? /^-?\d*\.?\d+$/ : /^-?\d+$/).test(value)) {
    return decimal ? "Please enter a number." : "Please enter a whole number.";
  }
  if (least !== undefined && Number(value) < Number(least)) return `Please enter ${least} or more.`;
  return most !== undefined && Number(value) > Number(most) ? `Please enter ${most} or less.` : null;
}
