"""Slack's documented limits of blocks and views (docs.slack.dev/reference/block-kit/blocks)."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from bot.playground.composition_limits import (
    Faults,
    id_faults,
    length_faults,
    picture_faults,
    size_faults,
    text_faults,
)
from bot.playground.element_limits import ACTIONS, CONTEXT, INPUT, SECTION, element_faults
from bot.playground.elements import elements_of
from bot.playground.properties import BLOCKS as PROPERTIES
from bot.playground.properties import VIEWS, property_faults
from bot.playground.wire import JsonObject

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
SECTION_TEXT = 3000
SECTION_FIELDS = 10
SECTION_FIELD = 2000
HEADER_TEXT = 150
IMAGE_ALT_TEXT = 2000
IMAGE_TITLE = 2000
ACTIONS_ELEMENTS = 25
CONTEXT_ELEMENTS = 10
INPUT_LABEL = 2000
INPUT_HINT = 2000
MODAL_TITLE = 24
PRIVATE_METADATA = 3000


def block_faults(blocks: Any, *, surface: str) -> list[str]:
    """What Slack would refuse in these blocks, one sentence a fault, in Slack's form.

    `surface` is message, modal or home.
    """
    if not isinstance(blocks, list):
        return ["must provide an array of blocks [json-pointer:/blocks]"]
    faults = size_faults(blocks, "/blocks", most=MOST_BLOCKS[surface])
    for number, block in enumerate(blocks):
        faults += _one_block(block, f"/blocks/{number}")
    return faults or [*_duplicates(blocks), *_focused(blocks)]


def view_faults(view: Any) -> list[str]:
    """What Slack would refuse in a modal or Home view."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return ["failed to match all allowed schemas [json-pointer:/view]"]
    faults = [
        *property_faults(view, VIEWS[view["type"]], "/view"),
        *id_faults(view, "/view", "callback_id", "external_id"),
    ]
    if view.get("private_metadata") is not None:
        faults += length_faults(
            PRIVATE_METADATA, view["private_metadata"], "/view/private_metadata"
        )
    if view["type"] == "modal":
        faults += _modal_frame(view)
    return [*faults, *block_faults(view.get("blocks"), surface=view["type"])]


def _modal_frame(view: JsonObject) -> Faults:
    faults = text_faults(view.get("title"), "/view/title", most=MODAL_TITLE, plain=True)
    for key in ("submit", "close"):
        if view.get(key) is not None:
            faults += text_faults(view[key], f"/view/{key}", most=MODAL_TITLE, plain=True)
    blocks = view.get("blocks")
    has_input = isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )
    if has_input and view.get("submit") is None:
        faults.append("`submit` is required when an `input` block is present [json-pointer:/view]")
    return faults


def _one_block(block: Any, at: str) -> Faults:
    if not isinstance(block, dict):
        return [f"must be an object [json-pointer:{at}]"]
    kind = str(block.get("type"))
    if kind not in BLOCKS:
        return [f"unsupported type: {kind} [json-pointer:{at}/type]"]
    return [
        *property_faults(block, PROPERTIES[kind], at),
        *id_faults(block, at, "block_id"),
        *BLOCKS[kind](block, at),
    ]


def _section(block: JsonObject, at: str) -> Faults:
    if block.get("text") is None and not block.get("fields"):
        return [f"missing required field: text [json-pointer:{at}]"]
    faults: Faults = []
    if block.get("text") is not None:
        faults += text_faults(block["text"], f"{at}/text", most=SECTION_TEXT)
    if block.get("fields") is not None:
        faults += _fields(block["fields"], f"{at}/fields")
    if block.get("accessory") is not None:
        faults += element_faults(block["accessory"], f"{at}/accessory", host=SECTION)
    return faults


def _fields(fields: Any, at: str) -> Faults:
    faults = size_faults(fields, at, most=SECTION_FIELDS, least=1)
    if faults:
        return faults
    for number, field in enumerate(fields):
        faults += text_faults(field, f"{at}/{number}", most=SECTION_FIELD)
    return faults


def _header(block: JsonObject, at: str) -> Faults:
    return text_faults(block.get("text"), f"{at}/text", most=HEADER_TEXT, plain=True)


def _divider(_block: JsonObject, _at: str) -> Faults:
    return []


def _image(block: JsonObject, at: str) -> Faults:
    faults = picture_faults(block, at, alt_text=IMAGE_ALT_TEXT)
    if block.get("title") is not None:
        faults += text_faults(block["title"], f"{at}/title", most=IMAGE_TITLE, plain=True)
    return faults


def _actions(block: JsonObject, at: str) -> Faults:
    return _elements(block, at, most=ACTIONS_ELEMENTS, host=ACTIONS)


def _context(block: JsonObject, at: str) -> Faults:
    return _elements(block, at, most=CONTEXT_ELEMENTS, host=CONTEXT)


def _elements(block: JsonObject, at: str, *, most: int, host: str) -> Faults:
    elements = block.get("elements")
    faults = size_faults(elements, f"{at}/elements", most=most, least=1)
    if faults or not isinstance(elements, list):
        return faults
    for number, element in enumerate(elements):
        faults += element_faults(element, f"{at}/elements/{number}", host=host)
    return faults or _same_action_ids(elements, f"{at}/elements")


def _same_action_ids(elements: list[JsonObject], at: str) -> Faults:
    """Two elements of one block may not have the same; in two blocks they may."""
    seen: set[str] = set()
    faults: Faults = []
    for number, element in enumerate(elements):
        name = element.get("action_id")
        if name in seen:
            faults.append(
                f'`action_id` "{name}" already exists [json-pointer:{at}/{number}/action_id]'
            )
        elif name is not None:
            seen.add(name)
    return faults


def _input(block: JsonObject, at: str) -> Faults:
    faults = text_faults(block.get("label"), f"{at}/label", most=INPUT_LABEL, plain=True)
    if block.get("hint") is not None:
        faults += text_faults(block["hint"], f"{at}/hint", most=INPUT_HINT, plain=True)
    return [*faults, *element_faults(block.get("element"), f"{at}/element", host=INPUT)]


BLOCKS: Mapping[str, Callable[[JsonObject, str], Faults]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "image": _image,
    "actions": _actions,
    "context": _context,
    "input": _input,
}


def _focused(blocks: list[JsonObject]) -> Faults:
    """Only one element may ask for the focus."""
    asking = [
        number
        for number, block in enumerate(blocks)
        for element in elements_of(block)
        if element.get("focus_on_load")
    ]
    return [
        f"`focus_on_load` is set already [json-pointer:/blocks/{number}]" for number in asking[1:]
    ]


def _duplicates(blocks: list[JsonObject]) -> Faults:
    named = Counter(block["block_id"] for block in blocks if block.get("block_id"))
    return [
        f"`block_id` must be unique: {name!r} already exists [json-pointer:/blocks]"
        for name, count in named.items()
        if count > 1
    ]
