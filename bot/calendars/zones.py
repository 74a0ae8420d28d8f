"""Time zones as calendars write them: their own definitions, Windows names, or none at all."""

import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from icalendar.error import GloballyUniqueTZIDGuessed

from bot.calendars.rule_guard import refusal
from bot.calendars.tolerant import RawCalendar, RawEvent, value_of
from bot.calendars.zone_names import zone_called
from bot.core.names import folded
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
_IS_NAME = re.compile(r"TZID\b", re.IGNORECASE)
_PART = re.compile(r"BEGIN:(?:STANDARD|DAYLIGHT)$")
_OFFSET = re.compile(
    r"(TZOFFSET(?:FROM|TO)\b[^:]*:\s*[+-]\d\d):?(\d\d):?(\d\d)?\s*$", re.IGNORECASE
)
_ZONED = re.compile(r';TZID=(?:\s*"([^"]*)"|([^";:]*))', re.IGNORECASE)
_TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
_YEARLY = re.compile(r"FREQ=YEARLY\b", re.IGNORECASE)


def learn_zones(calendar: RawCalendar) -> dict[str, str]:
    """Makes icalendar know this calendar's zones and forget those of every other one; the ids it
    knows them by, by their compared form.

    Its cache is process-wide and the first definition wins: one member's "Customized Time Zone"
    was applied to another's event.
    """
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # it declares none
    learnt = {}
    for lines in map(_completed, calendar.zones):
        if _is_harmless(lines) and (name := _name_of(lines)) and _learn(lines):
            learnt[folded(name)] = name
    return learnt


def resolve_zones(events: Iterable[RawEvent], learnt: Mapping[str, str]) -> None:
    """Puts in the place of each zone's name the id that icalendar knows it by, if there is one."""

    def resolved(found: re.Match[str]) -> str:
        name = _bare(found[1] if found[1] is not None else found[2])
        known = learnt.get(folded(name)) or getattr(zone_called(name), "key", name)
        return f';TZID="{known}"'

    for event in events:
        for name in _TIMES:
            if lines := event.properties.get(name):
                event.properties[name] = [_ZONED.sub(resolved, line, count=1) for line in lines]


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """Where a calendar's floating times are: in a zone it names as its own, else in the member's.

    In a zone of its own the series are repeated that start in UTC, too, as Google means them.
    """

    zone: ZoneInfo
    is_its_own: bool = False
    unknown: str | None = None  # the zone the calendar names as its own, where nobody knows it

    def anchored(self, value: date, zone: tzinfo | None = None) -> date:
        """A time without a zone put into `zone`, or here; dates and other times stay."""
        if not isinstance(value, datetime):
            return value
        if value.tzinfo is None:
            return value.replace(tzinfo=zone or self.zone)
        return value.astimezone(self.zone) if self.is_its_own and value.tzname() == "UTC" else value


def home_of(calendar: RawCalendar, members: ZoneInfo) -> Home:
    """Read from X-WR-TIMEZONE, which Google, Apple and others write."""
    name = _bare(calendar.properties.get("X-WR-TIMEZONE", ""))
    if zone := zone_called(name):
        return Home(zone=zone, is_its_own=True)
    return Home(zone=members, unknown=name or None)


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


def _completed(lines: list[str]) -> list[str]:
    """A definition with a start in each part, which rules and offsets don't need to be understood,
    and its offsets without colons, as some write them."""
    done: list[str] = []
    for number, line in enumerate(lines):
        done.append(_OFFSET.sub(r"\1\2", line))
        if _PART.match(line.upper()) and not _has_start(lines[number + 1 :]):
            done.append("DTSTART:19700101T000000")
    return done


def _has_start(lines: list[str]) -> bool:
    part = takewhile(lambda line: not line.upper().startswith("END:"), lines)
    return any(line.upper().startswith("DTSTART") for line in part)


def _name_of(lines: list[str]) -> str:
    ids = (value_of(line) for line in lines if line.upper().startswith("TZID"))
    return _bare(next(ids, ""))


def _bare(name: str) -> str:
    """A name without the quotation marks and blanks round it, and escapes in it."""
    return name.replace("\\", "").strip(" \t\"'")


def _learn(lines: list[str]) -> bool:
    """Whether icalendar knows the zone now; else its times are taken as in the member's, and marked
    as assumed, unless its name says enough."""
    named = [f"TZID:{_name_of(lines)}", *(each for each in lines if not _IS_NAME.match(each))]
    text = "\r\n".join(["BEGIN:VTIMEZONE", *named, "END:VTIMEZONE", ""])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
        try:
            definition: Any = icalendar.Timezone.from_ical(text)
            zone = definition.to_tz()
            return zone is not None and datetime(2026, 1, 1, tzinfo=zone).utcoffset() is not None
        except UNREADABLE:
            return False
