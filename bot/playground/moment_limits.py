"""The forms in which Slack takes the first value of date and time pickers."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.playground.composition_limits import Faults
from bot.playground.wire import JsonObject

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
TEN_DIGITS = range(10**9, 10**10)


def picker_faults(element: JsonObject, at: str) -> Faults:
    """YYYY-MM-DD, HH:mm of a day with 24 hours, or ten digits of seconds since 1970."""
    key, said, is_right = FIRST_VALUES[element["type"]]
    first = element.get(key)
    return [] if first is None or is_right(first) else [f"{said} [json-pointer:{at}/{key}]"]


def _is_date(text: Any) -> bool:
    if not isinstance(text, str) or not DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_time(text: Any) -> bool:
    return isinstance(text, str) and TIME.fullmatch(text) is not None


def _is_moment(seconds: Any) -> bool:
    return type(seconds) is int and seconds in TEN_DIGITS


# picker -> key of its first value, what Slack says of a wrong one, what a right one is
FIRST_VALUES: Mapping[str, tuple[str, str, Callable[[Any], bool]]] = {
    "datepicker": ("initial_date", "must be a date in the format YYYY-MM-DD", _is_date),
    "timepicker": ("initial_time", "must be a time in the format HH:mm", _is_time),
    "datetimepicker": ("initial_date_time", "must be a UNIX timestamp of 10 digits", _is_moment),
}
