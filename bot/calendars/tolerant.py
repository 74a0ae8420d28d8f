"""Splits calendar text into events without trusting it, so that one fault costs one event."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from bot.core.foreign import storable

#: The only lines of an event that are ever parsed; a fault in any other line costs nothing.
READ = frozenset(
    (
        *("UID", "SUMMARY", "DESCRIPTION", "STATUS", "SEQUENCE", "ATTENDEE", "ORGANIZER"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"),
        "X-MICROSOFT-CDO-ALLDAYEVENT",
    )
)
MAX_LINE = 100_000
MAX_LINES_OF_EVENT = 5_000

_FOLD = re.compile(r"\n[ \t]")
_BOUNDARY = re.compile(r"\s*(BEGIN|END)\s*:\s*([\w-]+)\s*$", re.IGNORECASE)
_PROPERTY = re.compile(r"([A-Za-z-]+)[;:]")
_OF_CALENDAR = re.compile(r"(X-WR-TIMEZONE|X-WR-CALNAME|METHOD)(?=[;:])", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")


@dataclass(kw_only=True, slots=True)
class RawEvent:
    """The lines of one VEVENT by property name, unfolded; `complete` if its END was found."""

    properties: dict[str, list[str]] = field(default_factory=dict)
    complete: bool = False

    def value(self, name: str) -> str:
        """The first value of a property as written, "" if it has none."""
        lines = self.properties.get(name)
        return value_of(lines[0]) if lines else ""

    def day(self, name: str) -> date | None:
        """The day a date or time property falls on, None if it can't be told."""
        return day_of(self.value(name))

    @property
    def text(self) -> str:
        """The event as iCalendar text, of the lines that are read."""
        return self.text_without()

    def text_without(self, *names: str) -> str:
        """The same but for these properties."""
        kept = [lines for name, lines in self.properties.items() if name not in names]
        return "\r\n".join(["BEGIN:VEVENT", *chain(*kept), "END:VEVENT", ""])

    @property
    def called(self) -> str:
        """Words by which a person finds the event in her calendar: "Coffee, 15 Sep 2026"."""
        title = unescaped(self.value("SUMMARY"))[:80] or "an event without a title"
        day = self.day("DTSTART") or self.day("RECURRENCE-ID")
        return f"{title}, {day.day} {day:%b %Y}" if day else f"{title}, without a date"


@dataclass(kw_only=True, slots=True, eq=False)
class RawCalendar:
    """One VCALENDAR: its time zone definitions as text, its events, its zone, name and method."""

    events: list[RawEvent] = field(default_factory=list)
    zones: list[list[str]] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    complete: bool = True

    @property
    def method(self) -> str:
        """What it is sent for (RFC 5546), such as PUBLISH or CANCEL; "" if it doesn't say."""
        return self.properties.get("METHOD", "").strip().upper()


def decoded(text: bytes) -> str:
    """The text with `\\n` line ends and no folds; bytes that are no UTF-8 are taken as Latin-1."""
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        words = text.decode("utf-16", "replace")
    else:
        try:
            words = text.decode("utf-8-sig")
        except UnicodeDecodeError:
            words = text.decode("cp1252", "replace")
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    return _FOLD.sub("", storable(words).lstrip("\ufeff"))


def split(text: str) -> list[RawCalendar]:
    """The calendars in decoded text; none at all if nothing in it is a calendar or an event."""
    splitter = _Splitter()
    for line in _lines(text):
        splitter.take(line)
    calendars = splitter.finished()
    for calendar in calendars:
        calendar.zones += splitter.stray
    return calendars


def value_of(line: str) -> str:
    """What stands after the first colon outside quotes: `DTSTART;TZID="a:b":2026` gives `2026`."""
    place = 0
    for number, part in enumerate(line.split('"')):
        if number % 2 == 0 and ":" in part:
            return line[place + part.index(":") + 1 :]
        place += len(part) + 1
    return line.rpartition(":")[2]


def day_of(value: str) -> date | None:
    """The date that a DATE or DATE-TIME value begins with."""
    found = _DAY.match(value.strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def unescaped(value: str) -> str:
    """Text without iCalendar's escapes, on one line."""
    if "\\" in value:
        value = _ESCAPED.sub(lambda m: " " if m[1] in "nN" else m[1], value)
    return " ".join(value.split())


def _lines(text: str) -> Iterator[str]:
    return (line[:MAX_LINE] for line in text.split("\n") if line)


class _Splitter:
    """Follows BEGIN and END, and forgives those that are missing."""

    def __init__(self) -> None:
        self.calendars: list[RawCalendar] = []
        self.calendar: RawCalendar | None = None
        self.begun = False  # whether that calendar had a BEGIN: a bare event has none
        self.event: RawEvent | None = None
        self.zone: list[str] | None = None
        self.stray: list[list[str]] = []  # zones that stand outside of every calendar
        self.inner: str | None = None  # a component inside an event, such as VALARM: skipped

    def take(self, line: str) -> None:
        if line[0] in "BEbe \t" and (found := _BOUNDARY.match(line)):
            self._boundary(found[1].upper(), found[2].upper())
        elif self.zone is not None:
            self.zone.append(line)
        elif self.event is not None:
            self._keep(self.event, line)
        elif self.calendar is not None and (named := _OF_CALENDAR.match(line)):
            self.calendar.properties[named[1].upper()] = unescaped(value_of(line))

    def finished(self) -> list[RawCalendar]:
        """All calendars; one that was begun and not ended is not complete."""
        self._close_event(complete=False)
        if self.begun and self.calendar:
            self.calendar.complete = False
        return self.calendars

    def _boundary(self, edge: str, name: str) -> None:
        match edge, name:
            case "BEGIN", "VCALENDAR":
                self.finished()
                self._open_calendar(begun=True)
            case "END", "VCALENDAR":
                self._close_event(complete=False)
                self.calendar = self.zone = None
                self.begun = False
            case "BEGIN", "VEVENT":
                self._close_event(complete=False)
                self.event, self.zone = RawEvent(), None
            case "END", "VEVENT":
                self._close_event(complete=True)
            case _:
                self._inner_boundary(edge, name)

    def _inner_boundary(self, edge: str, name: str) -> None:
        if self.event is not None:
            self.inner = name if edge == "BEGIN" else None
        elif (edge, name) == ("BEGIN", "VTIMEZONE"):
            self.zone = []
        elif (edge, name) == ("END", "VTIMEZONE") and self.zone is not None:
            (self.calendar.zones if self.calendar else self.stray).append(self.zone)
            self.zone = None
        elif self.zone is not None:
            self.zone.append(f"{edge}:{name}")

    def _open_calendar(self, *, begun: bool) -> RawCalendar:
        self.begun = begun
        self.calendar = RawCalendar()
        self.calendars.append(self.calendar)
        return self.calendar

    def _current(self) -> RawCalendar:
        return self.calendar or self._open_calendar(begun=False)

    def _close_event(self, *, complete: bool) -> None:
        if self.event is not None:
            self.event.complete = complete
            self._current().events.append(self.event)
        self.event = self.inner = None

    def _keep(self, event: RawEvent, line: str) -> None:
        found = None if self.inner else _PROPERTY.match(line)
        if found and (name := found[1].upper()) in READ:
            event.properties.setdefault(name, []).append(line)
