"""How the work of each parser of foreign bytes grows: twice the input, counted in steps.

A step is one instruction of Python's or one call into C, so that the figure is the same on every
machine. What C does within a call isn't counted: patterns are judged by their shape instead
(tests/calendars/test_patterns.py), and expat, json and zlib are linear by their own design.
"""

import json
import sys
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.figures import Figure
from bot.calendars import google_events, microsoft_events, wire
from bot.calendars.ics import read_ics
from bot.calendars.inflating import Inflater
from bot.calendars.multistatus import responses, short_responses
from bot.core.detection import Knowledge, understand

#: Twice the input may cost so much more work.
MOST_GROWTH = 2.5
START = datetime(2026, 9, 1, tzinfo=UTC)
END = START + timedelta(days=15)
LONDON = ZoneInfo("Europe/London")
ASKED = {"shown": "calendar.example", "zone": "Europe/London"}

Work = Callable[[], object]


def main() -> list[Figure]:
    return [
        Figure(name=f"growth of {name}", value=growth(make), unit="times", beside=MOST_GROWTH)
        for name, make in PARSERS.items()
    ]


def growth(make: Callable[[int], Work], n: int = 40) -> float:
    """The work with twice as much in proportion to that with `n` of it; what it takes to begin is
    left out, and imports and caches are warm."""
    make(2 * n)()
    none, once, twice = (steps(make(size)) for size in (1, n, 2 * n))
    return (twice - none) / (once - none)


def steps(work: Work) -> int:
    counted = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal counted
        del event, arg
        counted += 1
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return trace

    def profile(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal counted
        del frame, arg
        counted += event == "c_call"

    before = sys.gettrace()
    sys.settrace(trace)
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
        sys.settrace(before)
    return counted


def _read(*lines: str) -> Work:
    text = "\r\n".join(("BEGIN:VCALENDAR", *lines, "END:VCALENDAR", "")).encode()
    return lambda: read_ics(text, window_start=START, window_end=END, zone=LONDON)


def _event(*lines: str, uid: object = 1, start: str = "DTSTART:20260903T090000Z") -> str:
    head = ("BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Coffee", start, "DURATION:PT20M")
    return "\r\n".join((*head, *lines, "END:VEVENT"))


def _changed(n: int) -> Work:
    """A series of which each occurrence is changed."""
    days = [START + timedelta(hours=6 * k) for k in range(n)]
    changes = (_event(f"RECURRENCE-ID:{day:%Y%m%dT%H%M%SZ}") for day in days)
    return _read(_event(f"RRULE:FREQ=HOURLY;INTERVAL=6;COUNT={n}"), *changes)


def _zones(n: int) -> Work:
    part = "BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100"
    zone = f"BEGIN:VTIMEZONE\r\nTZID:Z{{}}\r\n{part}\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    return _read(*(zone.format(k) for k in range(n)), _event(start="DTSTART;TZID=Z0:20260903T0900"))


def _dav(*parts: str) -> bytes:
    space = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
    return f"<multistatus {space}>{''.join(parts)}</multistatus>".encode()


def _crossed(n: int) -> Work:
    """As many addresses as properties in one response."""
    hrefs = "".join(f"<href>/{k}</href>" for k in range(n))
    stats = "".join(f"<propstat><prop><p{k}/></prop></propstat>" for k in range(n))
    body = _dav(f"<response>{hrefs}{stats}</response>")
    return lambda: list(responses(body))


def _listed(n: int) -> Work:
    body = _dav(
        *(f"<response><href>/{k}</href><status>a 200 b</status></response>" for k in range(n))
    )
    return lambda: short_responses(body)


def _page(n: int, read: Callable[[bytes, Mapping[str, Any]], object], items: str) -> Work:
    at = {"dateTime": "2026-09-15T10:00:00"}
    google = {
        "start": {"dateTime": f"{at['dateTime']}Z"},
        "end": {"dateTime": f"{at['dateTime']}Z"},
    }
    graph = {"start": {**at, "timeZone": "UTC"}, "end": {**at, "timeZone": "UTC"}}
    entries = [
        {"iCalUID": str(k), "iCalUId": str(k), "summary": "Coffee", **(google if k % 2 else graph)}
        for k in range(n)
    ]
    body = json.dumps({items: entries}).encode()
    return lambda: read(body, ASKED)


def _answered(n: int) -> Work:
    reading = _read(*(_event(uid=k) for k in range(n)))()
    told = wire.told(reading)  # type: ignore[arg-type]  # what `_read` reads
    return lambda: wire.reading(told)


def _understood(n: int) -> Work:
    told = f"DESCRIPTION:{'word ' * 20}"
    reading: Any = _read(*(_event(told, uid=k) for k in range(n)))()
    return lambda: [understand(one, Knowledge()) for one in reading.occurrences]


def _inflated(n: int) -> Work:
    packed = zlib.compress(b" " * (n << 18))
    return lambda: [len(piece) for piece in Inflater("gzip", 1 << 30, "").pieces(packed)]


#: By what is read; the number says how large the body is.
PARSERS: Mapping[str, Callable[[int], Work]] = {
    "a calendar of events": lambda n: _read(*(_event(uid=k) for k in range(n))),
    "a calendar of damaged events": lambda n: _read(
        *(_event(uid=k, start="DTSTART:soon") for k in range(n))
    ),
    "a calendar that never begins": lambda n: _read(*("END:VEVENT" for _ in range(10 * n))),
    "an event's lines": lambda n: _read(_event(*("DESCRIPTION:a" for _ in range(10 * n)))),
    "an event's exceptions": lambda n: _read(
        _event("RRULE:FREQ=DAILY", *(f"EXDATE:{2027 + k}0903T090000Z" for k in range(n)))
    ),
    "an event's extra dates": lambda n: _read(
        _event(*(f"RDATE:{2027 + k}0903T090000Z" for k in range(n)))
    ),
    "an event's guests": lambda n: _read(_event(*(f"ATTENDEE:mailto:{k}@x" for k in range(n)))),
    "an event's repeats": lambda n: _read(_event(f"RRULE:FREQ=HOURLY;COUNT={n}")),
    "a series of changes": _changed,
    "a calendar's time zones": _zones,
    "a series of calendars": lambda n: _read(
        *(f"END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n{_event(uid=k)}" for k in range(n))
    ),
    "a multistatus with addresses and properties": _crossed,
    "a multistatus of responses": _listed,
    "a page of Google's": lambda n: _page(n, google_events.page, "items"),
    "a page of Microsoft's": lambda n: _page(n, microsoft_events.page, "value"),
    "a child's answer": _answered,
    "understanding events": _understood,
    "unpacking": _inflated,
}
