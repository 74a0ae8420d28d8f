"""Slack's documented limits of the objects that blocks and elements are composed of."""

from typing import Any

from bot.playground.wire import JsonObject

Faults = list[str]

ANY_ID = 255
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTION_DESCRIPTION = 75
CONFIRM_LIMITS = {"title": 100, "text": 300, "confirm": 30, "deny": 30}


def text_faults(text: Any, at: str, *, most: int, plain: bool = False) -> Faults:
    """A text object of 1 to `most` characters; `plain` allows plain_text alone."""
    kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    if text is None:
        return [f"missing required field: {at.rsplit('/', 1)[-1]} [json-pointer:{at}]"]
    if not isinstance(text, dict) or text.get("type") not in kinds:
        return [f"failed to match all allowed schemas [json-pointer:{at}]"]
    words = text.get("text")
    if not isinstance(words, str) or not words:
        return [f"must be more than 0 characters [json-pointer:{at}/text]"]
    return length_faults(most, words, f"{at}/text")


def id_faults(holder: JsonObject, at: str, *keys: str) -> Faults:
    """Ids are texts of at most 255 characters."""
    faults: Faults = []
    for key in keys:
        if holder.get(key) is not None:
            faults += length_faults(ANY_ID, holder[key], f"{at}/{key}")
    return faults


def size_faults(items: Any, at: str, *, most: int, least: int = 0) -> Faults:
    """A list of `least` to `most` items."""
    if not isinstance(items, list):
        return [f"must provide an array [json-pointer:{at}]"]
    if len(items) < least:
        return [f"no fewer than {least} items required [json-pointer:{at}]"]
    return [f"no more than {most} items allowed [json-pointer:{at}]"] if len(items) > most else []


def option_faults(option: Any, at: str, *, plain: bool) -> Faults:
    if not isinstance(option, dict):
        return [f"must be an object [json-pointer:{at}]"]
    faults = text_faults(option.get("text"), f"{at}/text", most=OPTION_TEXT, plain=plain)
    faults += length_faults(OPTION_VALUE, option.get("value"), f"{at}/value")
    if option.get("description") is not None:
        where = f"{at}/description"
        faults += text_faults(option["description"], where, most=OPTION_DESCRIPTION, plain=plain)
    return faults


def confirm_faults(confirm: JsonObject, at: str) -> Faults:
    faults: Faults = []
    for key, most in CONFIRM_LIMITS.items():
        if key in confirm or key in ("title", "text"):
            faults += text_faults(
                confirm.get(key), f"{at}/{key}", most=most, plain=key in ("confirm", "deny")
            )
    return faults


def length_faults(most: int, words: Any, at: str) -> Faults:
    if not isinstance(words, str):
        return [f"must be a string [json-pointer:{at}]"]
    return (
        [f"must be no more than {most} characters [json-pointer:{at}]"] if len(words) > most else []
    )
