"""Leaves out, by text alone, what can't matter to a window: parsing is what takes the time."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from bot.calendars.rule_days import may_start
from bot.calendars.tolerant import RawEvent, value_of

#: What lasts longer is not judged.
_LONGEST = timedelta(days=3660)
_NONE = timedelta()
#: A line of a time in UTC, by whichever of its names.
_UTC = re.compile(r'Z\s*$|TZID=[^:]{0,60}?(?:UTC|UCT|Universal|Zulu|Etc/|GMT|Z["\s]*:)', re.I)
_DURATION = re.compile(
    r"\+?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8})S)?)?$"
)


def relevant_uids(
    events: Iterable[tuple[str, RawEvent]], first: date, last: date, *, utc_moves: bool = False
) -> set[str]:
    """UIDs of the series, whole, of which any event may touch the days from `first` to `last`.

    The days hold all that is asked about on the walls of every time zone. `utc_moves` says that
    the calendar has a zone of its own, in which series are repeated that start in UTC.
    """
    return {uid for uid, event in events if _may_touch(event, first, last, utc_moves)}


def _may_touch(event: RawEvent, first: date, last: date, utc_moves: bool) -> bool:
    start = event.day("DTSTART")
    length = _days_long(event, start) if start else None
    if not start or length is None or abs(length) > _LONGEST or _may_be_anywhere(event):
        return True
    if start - last > max(-length, _NONE):
        return False
    if first - start <= max(length, _NONE):
        return True
    rules = [value_of(rule) for rule in event.properties.get("RRULE", ())]
    if not rules:
        return False
    if utc_moves and _UTC.search(event.properties["DTSTART"][0]):
        return True
    reach = abs(length) + timedelta(days=not _share_a_wall(event))
    return any(may_start(rule, start, first - reach, last) for rule in rules)


def _may_be_anywhere(event: RawEvent) -> bool:
    """Whether text alone doesn't tell: extra dates, or a change of all that follows."""
    changes = event.properties.get("RECURRENCE-ID", [])
    return "RDATE" in event.properties or any("RANGE" in change for change in changes)


def _days_long(event: RawEvent, start: date) -> timedelta | None:
    """The days from that on which it starts to that on which it ends, each on its own wall; at most
    so many where it has a DURATION. None if that is not said, less than none if it ends first."""
    if end := event.day("DTEND"):
        return end - start
    if not (duration := event.value("DURATION").strip()):
        return _NONE
    if not (found := _DURATION.match(duration.upper())):
        return None
    weeks, days, hours, minutes, seconds = (int(found[n] or 0) for n in (1, 2, 4, 5, 6))
    clock = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timedelta(weeks=weeks, days=days + clock.days + (2 if found[3] else 0))


def _share_a_wall(event: RawEvent) -> bool:
    """Whether start and end are written in the same time zone, if there is an end."""
    start, end = (event.properties.get(name, [""])[0] for name in ("DTSTART", "DTEND"))
    if not end:
        return True
    start_zone = start[len("DTSTART") : -len(value_of(start))]
    end_zone = end[len("DTEND") : -len(value_of(end))]
    return start_zone == end_zone and bool(_UTC.search(start)) == bool(_UTC.search(end))
