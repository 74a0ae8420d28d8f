"""Time zones as calendars write them: their own definitions, Windows names, or none at all."""

import re
import warnings
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, available_timezones

import icalendar
from icalendar.error import GloballyUniqueTZIDGuessed

from bot.calendars.rule_guard import refusal
from bot.calendars.tolerant import RawCalendar, value_of
from bot.core.weeks import moment

#: What icalendar and dateutil raise on text that is broken in ways they don't foresee.
UNREADABLE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    AssertionError,
)

MOST_LINES_OF_ZONE = 2_000
#: Outlook's zones begin in 1601; clocks change by the year, if they do.
_FIRST_DAY, _LAST_DAY = date(1601, 1, 1), date(2101, 1, 1)
_RULE = re.compile(r"RRULE\b", re.IGNORECASE)
_YEARLY = re.compile(r"FREQ=YEARLY\b", re.IGNORECASE)


def learn_zones(calendar: RawCalendar) -> None:
    """Makes icalendar know this calendar's zones and forget those of every other one.

    Its cache is process-wide and the first definition wins: one member's "Customized Time Zone"
    was applied to another's event.
    """
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # it declares none
    for lines in calendar.zones:
        if _is_harmless(lines):
            _learn(lines)


def own_zone(calendar: RawCalendar) -> ZoneInfo | None:
    """The zone named by X-WR-TIMEZONE, which Google, Apple and others write for floating times."""
    name = calendar.properties.get("X-WR-TIMEZONE", "")
    return ZoneInfo(name) if name and name in available_timezones() else None


def anchored(value: date, zone: tzinfo) -> date:
    """A time without a zone put into `zone`; dates and times that have one stay as they are."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=zone)
    return value


def instant(value: date, zone: ZoneInfo) -> datetime:
    """The UTC moment of a date (its first, where `zone` is) or of a time."""
    if not isinstance(value, datetime):
        return moment(value, time(), zone)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _is_harmless(lines: list[str]) -> bool:
    """Whether looking up a time in the zone ends: its rules are guarded as an event's are."""
    rules = [value_of(line) for line in lines if _RULE.match(line)]
    return len(lines) <= MOST_LINES_OF_ZONE and all(
        _YEARLY.search(rule) and not refusal([rule], _FIRST_DAY, _LAST_DAY, _LAST_DAY)
        for rule in rules
    )


def _learn(lines: list[str]) -> None:
    text = "\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE", ""])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
        try:
            icalendar.Timezone.from_ical(text)
        except UNREADABLE:
            return  # times in this zone are then taken as the member's, and marked as assumed
