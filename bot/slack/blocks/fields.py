"""What a form is filled in with, each input kept within Slack's limits whatever it is given.

The limits are Slack's documented ones: https://docs.slack.dev/reference/block-kit/block-elements
"""

from collections.abc import Iterable, Sequence

from bot.slack.blocks.kit import Block, Element, plain
from bot.slack.words import clipped

OPTION_LIMIT = 75
INPUT_LIMIT = 3000
SELECT_OPTIONS = 100


def choice(text: str, value: str) -> Element:
    return {"text": plain(text, OPTION_LIMIT), "value": value}


def select(
    action_id: str,
    options: Sequence[Element],
    *,
    initial: str | None = None,
    placeholder: str = "Choose",
) -> Element:
    """A menu of at most 100 choices; `initial` is a value among them."""
    shown = list(options[:SELECT_OPTIONS])
    element: Element = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "options": shown,
    }
    return _with_initial(element, shown, initial)


def radio(action_id: str, options: Sequence[Element], initial: str | None = None) -> Element:
    """At most ten choices side by side, one of which may be taken."""
    element: Element = {"type": "radio_buttons", "action_id": action_id, "options": list(options)}
    return _with_initial(element, options, initial)


def multi_select(
    action_id: str, options: Sequence[Element], initial: Iterable[str], placeholder: str
) -> Element:
    element: Element = {
        "type": "multi_static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "options": list(options[:SELECT_OPTIONS]),
    }
    return _with_initials(element, options, initial)


def checkboxes(action_id: str, options: Sequence[Element], initial: Iterable[str]) -> Element:
    element: Element = {"type": "checkboxes", "action_id": action_id, "options": list(options)}
    return _with_initials(element, options, initial)


def text_input(
    action_id: str,
    *,
    initial: str | None = None,
    multiline: bool = False,
    limit: int = INPUT_LIMIT,
    placeholder: str | None = None,
) -> Element:
    element: Element = {
        "type": "plain_text_input",
        "action_id": action_id,
        "multiline": multiline,
        "max_length": limit,
    }
    if initial:
        element["initial_value"] = clipped(initial, limit)
    if placeholder:
        element["placeholder"] = plain(placeholder, 150)
    return element


def date_input(action_id: str, initial: str) -> Element:
    return {"type": "datepicker", "action_id": action_id, "initial_date": initial}


def input_block(
    key: str, label: str, element: Element, *, optional: bool = True, hint: str | None = None
) -> Block:
    """An input; `key` is its block_id, the key of the exploration file."""
    block: Block = {
        "type": "input",
        "block_id": key,
        "label": plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, 2000)
    return block


def _with_initial(element: Element, options: Sequence[Element], value: str | None) -> Element:
    chosen = [option for option in options if option["value"] == value]
    return {**element, "initial_option": chosen[0]} if chosen else element


def _with_initials(element: Element, options: Sequence[Element], values: Iterable[str]) -> Element:
    wanted = set(values)
    chosen = [option for option in options if option["value"] in wanted]
    return {**element, "initial_options": chosen} if chosen else element
