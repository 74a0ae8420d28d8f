"""One VEVENT as parsed: what its happenings share, so that it is worked out once."""

import hashlib
import warnings
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from icalendar.error import GloballyUniqueTZIDGuessed

from bot.calendars import attendees
from bot.calendars.tolerant import RawEvent, unescaped
from bot.calendars.zones import UNREADABLE, Home, instant
from bot.core.foreign import MOST_DESCRIPTION, MOST_TITLE, short_addresses, short_uid
from bot.core.meetings import EventStatus

_PLAIN_TEXT = ("SUMMARY", "DESCRIPTION")  # needs no parsing
_TIMES = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})


class UnreadableEvent(Exception):
    """An event that can't be read; the sentence says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A VEVENT and what all its happenings share.

    `rules` are its RRULEs, exactly as they would be expanded. `length` is exact, None where it
    counts in days, which a clock change may stretch; `wall_length` is what the clocks on the wall
    show.
    """

    event: Any  # an icalendar.Event; its types make every property a union of all kinds
    uid: str
    called: str
    title: str
    description: str
    status: EventStatus
    guests: tuple[str, ...]
    assumed_zone: str | None
    rules: tuple[str, ...]
    length: timedelta | None
    wall_length: timedelta

    @property
    def start(self) -> date:
        """A date, or a time with a zone."""
        start: date = self.event["DTSTART"].dt
        return start

    @property
    def is_change(self) -> bool:
        """Whether this changes one happening of a series (or all that follow)."""
        return "RECURRENCE-ID" in self.event

    @property
    def repeats(self) -> bool:
        return "RRULE" in self.event or "RDATE" in self.event

    @property
    def changes_what_follows(self) -> bool:
        return self.is_change and "RANGE" in self.event["RECURRENCE-ID"].params


def uid_of(raw: RawEvent) -> str:
    """The event's UID; for one without, a name made of its text that stays the same."""
    if uid := unescaped(raw.value("UID")):
        return short_uid(uid)
    return f"no-uid-{hashlib.sha256(raw.text.encode()).hexdigest()[:16]}"


def source_of(uid: str, raw: RawEvent, home: Home, own_email: str | None) -> Source:
    """The event parsed, its floating times put into `home`, else `UnreadableEvent`."""
    event = _parsed(raw)
    assumed = _anchor_times(event, home)
    start, end = _span(event)
    return Source(
        event=event,
        uid=uid,
        called=raw.called,
        title=unescaped(raw.value("SUMMARY"))[:MOST_TITLE],
        description=unescaped(raw.value("DESCRIPTION"))[:MOST_DESCRIPTION],
        status=attendees.status(event, own_email),
        guests=short_addresses(attendees.guests(event)),
        assumed_zone=assumed,
        rules=tuple(rule.to_ical().decode() for rule in _rules(event)),
        length=_exact_length(raw, start, end, home.zone),
        wall_length=end - start,
    )


def _parsed(raw: RawEvent) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
        try:
            event = icalendar.Event.from_ical(raw.text_without(*_PLAIN_TEXT))
        except UNREADABLE:
            raise UnreadableEvent("its text is damaged") from None
    broken = [name for name, _ in event.errors if name in _TIMES]
    if broken:
        raise UnreadableEvent(f"its {broken[0]} line can't be understood")
    for name in ("DTSTART", "RECURRENCE-ID", "DTEND", "DURATION"):
        if isinstance(event.get(name), list):
            raise UnreadableEvent(f"it has more than one {name} line")
    if "DTSTART" not in event:
        raise UnreadableEvent("it doesn't say when it starts")
    return event


def _anchor_times(event: Any, home: Home) -> str | None:
    """Puts a floating start into `home`, a floating end where the start is; the name of the zone
    that the start should have been in, where nobody knows that one."""
    start = event["DTSTART"].dt
    named = event["DTSTART"].params.get("TZID") or home.unknown
    event["DTSTART"] = icalendar.vDDDTypes(home.anchored(start))
    there = getattr(event["DTSTART"].dt, "tzinfo", None) or home.zone
    if "DTEND" in event:
        event["DTEND"] = icalendar.vDDDTypes(home.anchored(event["DTEND"].dt, there))
    if "RECURRENCE-ID" in event:
        planned = event["RECURRENCE-ID"]
        event["RECURRENCE-ID"] = icalendar.vDDDTypes(home.anchored(planned.dt))
        event["RECURRENCE-ID"].params.update(planned.params)
    if not isinstance(start, datetime):
        return None
    _anchor_rules(event, there)
    return named if start.tzinfo is None else None


def _anchor_rules(event: Any, zone: tzinfo) -> None:
    """Puts floating UNTILs into UTC, where they must be since the start has a zone."""
    for rule in _rules(event):
        if "UNTIL" in rule:
            rule["UNTIL"] = [
                until.replace(tzinfo=until.tzinfo or zone).astimezone(UTC)
                if isinstance(until, datetime)
                else until
                for until in rule["UNTIL"]
            ]


def _rules(event: Any) -> list[Any]:
    rules = event.get("RRULE", [])
    return rules if isinstance(rules, list) else [rules]


def _span(event: Any) -> tuple[date, date]:
    """Start and end as the event's own clock shows them, both dates or times, in that order."""
    start = event["DTSTART"].dt
    if "DTEND" in event:
        end = _like(start, event["DTEND"].dt)
    else:
        end = start + event["DURATION"].dt if "DURATION" in event else start
    if not isinstance(start, datetime) and end <= start:
        end = start + timedelta(days=1)  # a date always lasts its day
    start, end = sorted((start, end))
    event["DTSTART"], event["DTEND"] = icalendar.vDDDTypes(start), icalendar.vDDDTypes(end)
    return start, end


def _like(start: date, end: date) -> date:
    if not isinstance(start, datetime):
        return date(end.year, end.month, end.day)
    return end if isinstance(end, datetime) else datetime.combine(end, time(), start.tzinfo)


def _exact_length(raw: RawEvent, start: date, end: date, zone: ZoneInfo) -> timedelta | None:
    """Hours are exact; only days, of a date or of a DURATION in days, stretch with the clock."""
    duration = raw.value("DURATION")
    if not isinstance(start, datetime) or (duration and "T" not in duration.upper()):
        return None
    if duration and not raw.value("DTEND"):
        return end - start
    return abs(instant(end, zone) - instant(start, zone))
