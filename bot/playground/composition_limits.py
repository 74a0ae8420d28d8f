"""Slack's documented limits of the objects that blocks and elements are composed of."""

import re
from typing import Any

from bot.playground.properties import OBJECTS, property_faults
from bot.playground.wire import JsonObject

Faults = list[str]

ANY_ID = 255
ANY_URL = 3000
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTION_DESCRIPTION = 75
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
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
    return [
        *length_faults(most, words, f"{at}/text"),
        *property_faults(text, OBJECTS[text["type"]], at),
    ]


def id_faults(holder: JsonObject, at: str, *keys: str) -> Faults:
    """Ids are texts of 1 to 255 characters."""
    faults: Faults = []
    for key in keys:
        if holder.get(key) == "":
            faults.append(f"must be more than 0 characters [json-pointer:{at}/{key}]")
        elif holder.get(key) is not None:
            faults += length_faults(ANY_ID, holder[key], f"{at}/{key}")
    return faults


def url_faults(url: Any, at: str) -> Faults:
    """An address with its scheme, of at most 3000 characters."""
    faults = length_faults(ANY_URL, url, at)
    is_address = isinstance(url, str) and ADDRESS.fullmatch(url)
    return faults if faults or is_address else [f"must be a valid URL [json-pointer:{at}]"]


def picture_faults(picture: JsonObject, at: str, *, alt_text: int) -> Faults:
    """A public address, or a file of Slack's; and the words for those who can't see it."""
    sources = [key for key in ("image_url", "slack_file") if picture.get(key)]
    faults: Faults = []
    if len(sources) != 1:
        faults.append(f"must define either `slack_file` or `image_url` [json-pointer:{at}]")
    if picture.get("image_url"):
        faults += url_faults(picture["image_url"], f"{at}/image_url")
    if not picture.get("alt_text"):
        return [*faults, f"missing required field: alt_text [json-pointer:{at}]"]
    return [*faults, *length_faults(alt_text, picture["alt_text"], f"{at}/alt_text")]


def size_faults(items: Any, at: str, *, most: int, least: int = 0) -> Faults:
    """A list of `least` to `most` items."""
    if not isinstance(items, list):
        return [f"must provide an array [json-pointer:{at}]"]
    if len(items) < least:
        return [f"no fewer than {least} items required [json-pointer:{at}]"]
    return [f"no more than {most} items allowed [json-pointer:{at}]"] if len(items) > most else []


def option_faults(option: Any, at: str, *, plain: bool, kind: str = "option") -> Faults:
    if not isinstance(option, dict):
        return [f"must be an object [json-pointer:{at}]"]
    faults = text_faults(option.get("text"), f"{at}/text", most=OPTION_TEXT, plain=plain)
    faults += length_faults(OPTION_VALUE, option.get("value"), f"{at}/value")
    if option.get("description") is not None:
        where = f"{at}/description"
        faults += text_faults(option["description"], where, most=OPTION_DESCRIPTION, plain=plain)
    if option.get("url") is not None and kind == "overflow_option":
        faults += url_faults(option["url"], f"{at}/url")
    return [*faults, *property_faults(option, OBJECTS[kind], at)]


def confirm_faults(confirm: Any, at: str) -> Faults:
    if not isinstance(confirm, dict):
        return [f"must be an object [json-pointer:{at}]"]
    faults = property_faults(confirm, OBJECTS["confirm"], at)
    for key, most in CONFIRM_LIMITS.items():
        faults += text_faults(confirm.get(key), f"{at}/{key}", most=most, plain=key != "text")
    return [*faults, *style_faults(confirm, at)]


def style_faults(holder: JsonObject, at: str) -> Faults:
    """The two styles there are; none is the usual one."""
    if holder.get("style") in (None, "primary", "danger"):
        return []
    return [f"must be one of primary, danger [json-pointer:{at}/style]"]


def length_faults(most: int, words: Any, at: str) -> Faults:
    if not isinstance(words, str):
        return [f"must be a string [json-pointer:{at}]"]
    return (
        [f"must be less than {most + 1} characters [json-pointer:{at}]"]
        if len(words) > most
        else []
    )
