"""Leaves out, by text alone, what can't matter to a window: parsing is what takes the time."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from bot.calendars.tolerant import RawEvent, day_of, value_of

_UNTIL = re.compile(r"\bUNTIL=(\d{8})", re.IGNORECASE)
_DAYS = re.compile(
    r"\+?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:\d+S)?)?$"
)


def relevant_uids(events: Iterable[tuple[str, RawEvent]], first: date, last: date) -> set[str]:
    """UIDs of the series, whole, of which any event may touch the days from `first` to `last`."""
    return {uid for uid, event in events if _may_touch(event, first, last)}


def _may_touch(event: RawEvent, first: date, last: date) -> bool:
    start = event.day("DTSTART")
    if start is None or _may_be_anywhere(event):
        return True
    length = _days_long(event, start)
    if start > last or length is None:
        return start <= last
    rules = event.properties.get("RRULE")
    return first - (_last_day(rules) if rules else start) <= length


def _may_be_anywhere(event: RawEvent) -> bool:
    """Whether text alone doesn't tell: extra dates, or a change of all that follows."""
    changes = event.properties.get("RECURRENCE-ID", [])
    return "RDATE" in event.properties or any("RANGE" in change for change in changes)


def _last_day(rules: list[str]) -> date:
    """The day after which none of the rules starts anything; far away if they don't say."""
    found = [_UNTIL.search(value_of(rule)) for rule in rules]
    return max((day_of(until[1]) if until else None) or date.max for until in found)


def _days_long(event: RawEvent, start: date) -> timedelta | None:
    """Whole days the event lasts, rounded up; None if its text doesn't say."""
    if end := event.day("DTEND"):
        return max(end - start, timedelta(0)) + timedelta(days=1)
    if not (duration := event.value("DURATION").strip()):
        return timedelta(days=1)
    if not (found := _DAYS.match(duration)):
        return None
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    return min(
        timedelta(days=weeks * 7 + days + hours // 24 + minutes // 1440 + 3),
        timedelta(days=100_000),
    )
