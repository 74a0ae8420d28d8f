"""Refuses, before anything is expanded, the repeat rules that no calendar needs and that never end.

Measured: rules of 200 bytes (every second since 1970, a count of 1e9, an interval of 0, a position
or a day that never comes) keep dateutil and recurring-ical-events busy for minutes or for ever.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bot.calendars.tolerant import day_of

MOST_RULES = 5
MOST_INTERVAL = 9_999
MOST_COUNT = 99_999
MOST_VALUES = 400
#: Steps from a rule's start to the window's end: about two seconds' work.
MOST_STEPS = 400_000
#: Steps inside the window, each of which becomes an occurrence: about a second's work.
MOST_IN_WINDOW = 10_000
#: A step takes 4 microseconds, but up to 62 in a zone that the calendar itself defines.
SLOWER_IN_OWN_ZONE = 16

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_FREQUENCIES = {"YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"}
_NUMBER = re.compile(r"[+-]?\d{1,9}")
_ENDS = re.compile(r";?\b(?:UNTIL|COUNT)=[^;]*", re.IGNORECASE)


def refusal(rules: Sequence[str], start: date, first: date, last: date) -> str | None:
    """Why the RRULEs of an event won't be followed, or None.

    `start` is its first date or time, `first` and `last` the days between which an occurrence
    starts that touches the window asked about.
    """
    if len(rules) > MOST_RULES:
        return f"it has more than {MOST_RULES} repeat rules"
    return next((why for rule in rules if (why := _refusal(rule, start, first, last))), None)


def _refusal(rule: str, start: date, first: date, last: date) -> str | None:
    parts = parts_of(rule)
    frequency = parts.get("FREQ", "")
    if frequency in {"SECONDLY", "MINUTELY"}:
        return "it repeats every few seconds or minutes"
    if frequency not in _FREQUENCIES:
        return "its repeat rule doesn't say how often"
    if why := _number_refusal(parts):
        return why
    began = date(start.year, start.month, start.day)
    last = min(last, day_of(parts.get("UNTIL", "")) or date.max)
    slower = SLOWER_IN_OWN_ZONE if _in_own_zone(start) else 1
    if _steps(parts, began, last) * slower > MOST_STEPS:
        return "it repeats too often since it began"
    if _steps(parts, max(began, first), last) * slower > MOST_IN_WINDOW:
        return "it repeats too often in the days asked about"
    return None if _surely_comes(parts) else _never(rule, start)


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule as written, by name, in capitals."""
    pairs = (part.partition("=") for part in rule.upper().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _number_refusal(parts: dict[str, str]) -> str | None:
    if not _within(parts.get("INTERVAL", "1"), 1, MOST_INTERVAL):
        return f"its repeat interval is not 1 to {MOST_INTERVAL:,}"
    if not _within(parts.get("COUNT", "1"), -1, MOST_COUNT):
        return f"it repeats more than {MOST_COUNT:,} times"
    values = sum(v.count(",") + 1 for name, v in parts.items() if name.startswith("BY"))
    return "its repeat rule lists too many days or times" if values > MOST_VALUES else None


def _in_own_zone(start: date) -> bool:
    zone = start.tzinfo if isinstance(start, datetime) else None
    return zone is not None and zone is not UTC and not isinstance(zone, ZoneInfo)


def _within(number: str, least: int, most: int) -> bool:
    return _NUMBER.fullmatch(number) is not None and least <= int(number) <= most


def _steps(parts: dict[str, str], start: date, last: date) -> int:
    """At most so many times a rule makes dateutil stop between two days."""
    hours = 24 // int(parts.get("INTERVAL", "1")) if parts["FREQ"] == "HOURLY" else 1
    a_day = max(1, hours)
    if "BYHOUR" in parts:
        a_day = parts["BYHOUR"].count(",") + 1
    for name in ("BYMINUTE", "BYSECOND"):
        a_day *= parts.get(name, "").count(",") + 1
    steps = max(0, (last - start) // timedelta(days=1)) * a_day
    return min(steps, int(parts["COUNT"])) if int(parts.get("COUNT", "-1")) > 0 else steps


def _surely_comes(parts: dict[str, str]) -> bool:
    """Whether nothing in the rule can keep it from coming true."""
    limits = parts.keys() - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
    days = parts.get("BYDAY", "").split(",")
    return not limits or (
        limits == {"BYDAY"} and parts["FREQ"] == "WEEKLY" and set(WEEKDAYS).issuperset(days)
    )


def _never(rule: str, start: date) -> str | None:
    """Whether the rule can produce anything, tried where the search for it ends soon.

    dateutil looks for the next date up to the year 9999. Days and weekdays return every 28 years
    (but for 1900, 2100, ...), so the same rule is started in the same year of a late cycle.
    """
    late = datetime.combine(start, _clock(start)).replace(year=9944 + (start.year - 9944) % 28)
    try:
        found = next(iter(rrulestr(_ENDS.sub("", rule).strip(";"), dtstart=late)), None)
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
    ):  # dateutil's, on bad parts
        return "its repeat rule can't be understood"
    return None if found else "its repeat rule never comes true"


def _clock(start: date) -> time:
    return start.time() if isinstance(start, datetime) else time()
