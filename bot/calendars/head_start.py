"""Starts an old series late, so that the years before the window need not be counted through."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import icalendar

from bot.calendars.rule_guard import WEEKDAYS, parts_of
from bot.calendars.vevent import Source

_PLAIN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"})


def give_head_start(source: Source, first: date) -> None:
    """Moves the start of a plain daily or weekly series close to the day `first`, by whole periods.

    What happens from `first` on stays as it was; the occurrences skipped are taken off its COUNT.
    Other series are left alone.
    """
    start, end = source.start, source.event["DTEND"].dt
    if source.is_change or len(source.rules) != 1 or _zone(start) is not _zone(end):
        return
    parts = parts_of(source.rules[0])
    if period := _period(parts, start):
        ahead = first - source.wall_length - date(start.year, start.month, start.day)
        skipped = ahead // period - 2
        rule = source.event["RRULE"]
        if "COUNT" in parts:
            skipped = min(skipped, int(parts["COUNT"]) - 1)
            rule["COUNT"] = [int(parts["COUNT"]) - max(skipped, 0)]
        if skipped > 0:
            _move(source.event, skipped * period)


def _period(parts: Mapping[str, str], start: date) -> timedelta | None:
    """After which the rule repeats what it did, from whichever of its days on; None if unknown."""
    if not _PLAIN.issuperset(parts) or int(parts.get("COUNT", "1")) < 1:
        return None
    interval, days = int(parts.get("INTERVAL", "1")), parts.get("BYDAY", "")
    match parts["FREQ"]:
        case "DAILY" if not days:
            return timedelta(days=interval)
        case "WEEKLY" if "COUNT" not in parts or days in {"", WEEKDAYS[start.weekday()]}:
            return timedelta(weeks=interval)
        case _:
            return None


def _zone(value: date) -> Any:
    return value.tzinfo if isinstance(value, datetime) else None


def _move(event: Any, by: timedelta) -> None:
    for name in ("DTSTART", "DTEND"):
        event[name] = icalendar.vDDDTypes(event[name].dt + by)
