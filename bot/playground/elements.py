"""What Slack fills in and remembers of blocks: their ids, and the values in their inputs."""

import copy
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.wire import JsonObject

# element type -> (key of its value in view.state, key of its first value, value when empty)
VALUES: Mapping[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "multi_static_select": ("selected_options", "initial_options", []),
    "checkboxes": ("selected_options", "initial_options", []),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "users_select": ("selected_user", "initial_user", None),
    "multi_users_select": ("selected_users", "initial_users", []),
    "channels_select": ("selected_channel", "initial_channel", None),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
}

FIELD_LENGTH = 3000


def with_ids(blocks: list[JsonObject]) -> list[JsonObject]:
    """A copy in which every block and every interactive element has an id, as Slack gives it."""
    named = copy.deepcopy(blocks)
    for block in named:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for element in elements_of(block):
            if element.get("type") != "image":
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return named


def elements_of(block: JsonObject) -> Iterator[JsonObject]:
    """The interactive elements (and accessory images) of one block."""
    match block.get("type"):
        case "section" if block.get("accessory"):
            yield block["accessory"]
        case "actions":
            yield from block["elements"]
        case "input":
            yield block["element"]


def element_named(blocks: list[JsonObject], block_id: str, action_id: str) -> JsonObject | None:
    """The interactive element of these ids."""
    for block in blocks:
        for element in elements_of(block):
            if (block["block_id"], element.get("action_id")) == (block_id, action_id):
                return element
    return None


def state_of(blocks: list[JsonObject], filled: JsonObject) -> JsonObject:
    """`state.values`: what every input holds, `filled` over the first values.

    What was filled in counts only where its block, action and type still exist.
    """
    values: JsonObject = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in VALUES:
                first = _first_value(element)
                given = filled.get(block["block_id"], {}).get(element["action_id"], first)
                kept = given if given.get("type") == element["type"] else first
                values.setdefault(block["block_id"], {})[element["action_id"]] = kept
    return values


def _first_value(element: JsonObject) -> JsonObject:
    key, initial, empty = VALUES[element["type"]]
    return {"type": element["type"], key: element.get(initial, empty)}


def unanswered(blocks: list[JsonObject], values: JsonObject) -> list[str]:
    """The ids of required inputs that hold nothing."""
    return [
        block["block_id"]
        for block in blocks
        if block["type"] == "input" and not block.get("optional") and _is_empty(block, values)
    ]


def ill_sized(blocks: list[JsonObject], values: JsonObject) -> dict[str, str]:
    """A sentence by block for words that are fewer or more than their field takes."""
    said = {}
    for block in blocks:
        if block["type"] != "input" or block["element"]["type"] != "plain_text_input":
            continue
        element = block["element"]
        words = values[block["block_id"]][element["action_id"]].get("value") or ""
        least, most = element.get("min_length") or 0, element.get("max_length") or FIELD_LENGTH
        if words and len(words) < least:
            said[block["block_id"]] = f"Please use at least {least} characters."
        elif len(words) > most:
            said[block["block_id"]] = f"Please use at most {most} characters (now {len(words)})."
    return said


def _is_empty(block: JsonObject, values: JsonObject) -> bool:
    element = block["element"]
    key, _, _ = VALUES[element["type"]]
    return values[block["block_id"]][element["action_id"]].get(key) in (None, "", [])
