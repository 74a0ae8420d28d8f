"""What a form is filled in with, each input kept within Slack's limits whatever it is given.

The limits are Slack's documented ones: https://docs.slack.dev/reference/block-kit/block-elements
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any

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


def time_input(action_id: str, initial: time) -> Element:
    return {"type": "timepicker", "action_id": action_id, "initial_time": f"{initial:%H:%M}"}


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


def telling(block: Block) -> Block:
    """The input, telling us of every change as it is made, so that nothing typed can be lost."""
    element = block["element"]
    if element["type"] == "plain_text_input":
        config = {"trigger_actions_on": ["on_character_entered"]}
        element = {**element, "dispatch_action_config": config}
    return {**block, "element": element, "dispatch_action": True}


def refilled(block: Block, typed: Mapping[str, Mapping[str, Any]]) -> Block:
    """The block as she left it; `typed` is a view's state by block and action, as Slack sends it.

    What the state says nothing of stays as it is.
    """
    element = block.get("element")
    if element is None or element["action_id"] not in typed.get(block.get("block_id", ""), {}):
        return block
    left = typed[block["block_id"]][element["action_id"]]
    bare = {name: value for name, value in element.items() if not name.startswith("initial_")}
    match element["type"]:
        case "plain_text_input":
            filled = {**bare, "initial_value": left["value"]} if left.get("value") else bare
        case "checkboxes" | "multi_static_select":
            chosen = [option["value"] for option in left.get("selected_options") or ()]
            filled = _with_initials(bare, bare["options"], chosen)
        case _:
            one = left.get("selected_option") or {}
            filled = _with_initial(bare, bare["options"], one.get("value"))
    return {**block, "element": filled}


def _with_initial(element: Element, options: Sequence[Element], value: str | None) -> Element:
    chosen = [option for option in options if option["value"] == value]
    return {**element, "initial_option": chosen[0]} if chosen else element


def _with_initials(element: Element, options: Sequence[Element], values: Iterable[str]) -> Element:
    wanted = set(values)
    chosen = [option for option in options if option["value"] in wanted]
    return {**element, "initial_options": chosen} if chosen else element
