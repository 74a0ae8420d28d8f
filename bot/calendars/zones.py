"""Time zones as calendars write them: their own definitions, Windows names, or none at all."""

import re
import warnings
from dataclasses import dataclass
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

#: One with every change of a century written out has about 10,000.
MOST_CHARACTERS_OF_ZONE = 100_000
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """Where a calendar's floating times are: in a zone it names as its own, else in the member's.

    In a zone of its own the series are repeated that start in UTC, too, as Google means them.
    """

    zone: ZoneInfo
    is_its_own: bool = False

    def anchored(self, value: date, zone: tzinfo | None = None) -> date:
        """A time without a zone put into `zone`, or here; dates and other times stay."""
        if not isinstance(value, datetime):
            return value
        if value.tzinfo is None:
            return value.replace(tzinfo=zone or self.zone)
        return value.astimezone(self.zone) if self.is_its_own and value.tzname() == "UTC" else value


def home_of(calendar: RawCalendar, members: ZoneInfo) -> Home:
    """Read from X-WR-TIMEZONE, which Google, Apple and others write."""
    name = calendar.properties.get("X-WR-TIMEZONE", "")
    if name and name in available_timezones():
        return Home(zone=ZoneInfo(name), is_its_own=True)
    return Home(zone=members)


def instant(value: date, zone: ZoneInfo) -> datetime:
    """The UTC moment of a date (its first, where `zone` is) or of a time."""
    if not isinstance(value, datetime):
        return moment(value, time(), zone)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _is_harmless(lines: list[str]) -> bool:
    """Whether looking up a time in the zone ends: its rules are guarded as an event's are."""
    rules = [value_of(line) for line in lines if _RULE.match(line)]
    return sum(map(len, lines)) <= MOST_CHARACTERS_OF_ZONE and all(
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
