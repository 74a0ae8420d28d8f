"""Block Kit's parts, each kept within Slack's limits whatever it is given.

The limits are Slack's documented ones: https://docs.slack.dev/reference/block-kit
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.slack.words import clipped, clipped_escaped, escape

_LETTER = "nudge."

Block = dict[str, Any]
Element = dict[str, Any]

MAX_MESSAGE_BLOCKS = 50
MAX_VIEW_BLOCKS = 100
SECTION_LIMIT = 3000
#: Of the top-level text: https://docs.slack.dev/reference/methods/chat.update
TEXT_LIMIT = 4000
HEADER_LIMIT = 150
BUTTON_LIMIT = 75
TITLE_LIMIT = 24
#: Stands where there are no words, since Slack refuses an empty text.
NOTHING = "–"


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A message: `text` says the whole of it for screen readers and phone notifications."""

    text: str
    blocks: tuple[Block, ...]

    def as_payload(self) -> dict[str, Any]:
        return {"text": self.text, "blocks": list(self.blocks)}


def letter_id(nudge_id: int) -> str:
    """The block_id by which a letter is found again in the DM's history."""
    return f"{_LETTER}{nudge_id}"


def is_letter_id(block_id: str) -> bool:
    return block_id.startswith(_LETTER)


def message(*lines: str | Block) -> Message:
    """A message of sections and other blocks, in order; its text says what they say."""
    blocks = [section(line) if isinstance(line, str) else line for line in lines]
    return Message(text=_spoken(blocks), blocks=tuple(_fitting(blocks, MAX_MESSAGE_BLOCKS)))


def paragraphs(lines: Iterable[str]) -> list[Block]:
    """The lines in as few sections as hold each of them whole."""
    packed: list[str] = []
    for line in lines:
        if packed and len(packed[-1]) + len(line) < SECTION_LIMIT:
            packed[-1] += f"\n{line}"
        else:
            packed.append(line)
    return [section(text) for text in packed]


def more(left: int) -> list[Block]:
    """How many of a list are not shown; nothing where all are."""
    return [context(f"… and {left} more")] if left > 0 else []


def mrkdwn(text: str) -> Element:
    """Formatted text; `verbatim` keeps Slack from making links of what merely looks like one."""
    return {
        "type": "mrkdwn",
        "text": clipped_escaped(text, SECTION_LIMIT) if text.strip() else NOTHING,
        "verbatim": True,
    }


def plain(text: str, limit: int) -> Element:
    """Text that Slack shows as it is, unescaped, on one line."""
    line = " ".join(text.splitlines()).strip()
    return {"type": "plain_text", "text": clipped(line, limit) or NOTHING, "emoji": True}


def section(text: str, accessory: Element | None = None) -> Block:
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory is not None:
        block["accessory"] = accessory
    return block


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER_LIMIT)}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Element, block_id: str | None = None) -> Block:
    block: Block = {"type": "actions", "elements": list(elements)}
    if block_id is not None:
        block["block_id"] = block_id
    return block


def button(text: str, action_id: str, value: str = "", style: str | None = None) -> Element:
    element: Element = {
        "type": "button",
        "text": plain(text, BUTTON_LIMIT),
        "action_id": action_id,
        "value": value or "-",
    }
    if style is not None:
        element["style"] = style
    return element


def link(text: str, action_id: str, url: str) -> Element:
    """A button that opens a page; a tap on it is reported all the same."""
    return {**button(text, action_id), "url": url}


def confirming(element: Element, *, title: str, text: str, yes: str) -> Element:
    """The element with Slack's own question before it acts."""
    ask = {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain("Keep it", 30),
    }
    return {**element, "confirm": ask}


def home_view(blocks: Sequence[Block]) -> dict[str, Any]:
    return {"type": "home", "blocks": _fitting(blocks, MAX_VIEW_BLOCKS)}


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    close: str = "Close",
    private: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A modal view; `private` comes back with it, and is no place for words (it is not secret)."""
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, TITLE_LIMIT),
        "close": plain(close, TITLE_LIMIT),
        "blocks": _fitting(blocks, MAX_VIEW_BLOCKS),
    }
    if submit is not None:
        view["submit"] = plain(submit, TITLE_LIMIT)
    if private is not None:
        view["private_metadata"] = json.dumps(private)
    return view


def _fitting(blocks: Sequence[Block], most: int) -> list[Block]:
    """All blocks, or as many as fit before the last one, which holds the ways on."""
    if len(blocks) <= most:
        return list(blocks)
    return [*blocks[: most - 2], *more(len(blocks) - most + 1), blocks[-1]]


#: What only draws: stars of bold type, and circles of a bar.
_DRAWN = re.compile(r"\*|[●◐○]+\s*")


def _spoken(blocks: Iterable[Block]) -> str:
    """The words of the blocks as a screen reader is to say them, escaped as mrkdwn."""
    words = (_DRAWN.sub("", said) for block in blocks for said in _words_of(block))
    return clipped_escaped("\n".join(words), TEXT_LIMIT) or NOTHING


def _words_of(block: Block) -> Iterable[str]:
    match block:
        case {"type": "header", "text": {"text": str(words)}}:
            return [escape(words)]
        case {"type": "section", "text": {"text": str(words)}} if not words.startswith("```"):
            return [words]
        case {"type": "context", "elements": elements}:
            return [element["text"] for element in elements]
        case _:
            return []
