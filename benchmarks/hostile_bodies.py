"""What hostile calendar servers answer: bodies that are small for their sender, at least packed.

`python -m benchmarks.hostile_bodies` prints where it serves them, until it is ended: at /NUMBER as
a feed or a CalDAV collection, and at /calendars/NUMBER/events as Google does.
"""

import asyncio
import gzip
import json
from collections.abc import Callable, Mapping

from aiohttp import web

from benchmarks.serving import serve
from bot.core.feeds import CalendarKind

_LINES = ("BEGIN:VCALENDAR", "VERSION:2.0")
_DAV = '<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">{}</multistatus>'
_LONG = "words of it " * 320


def _calendar(*events: str) -> bytes:
    return "\r\n".join((*_LINES, *events, "END:VCALENDAR", "")).encode()


def _event(n: int, *lines: str, title: str = "Coffee", start: str = "20260901T090000Z") -> str:
    head = ("BEGIN:VEVENT", f"UID:{n}", f"SUMMARY:{title}", f"DTSTART:{start}")
    return "\r\n".join((*head, "DURATION:PT20M", *lines, "END:VEVENT"))


def _hourly(n: int) -> bytes:
    """One text for each event, and an event for each hour."""
    texts = f"DESCRIPTION:{_LONG}"
    return _calendar(*(_event(i, "RRULE:FREQ=HOURLY", texts) for i in range(n)))


def _long_titles(n: int) -> bytes:
    return _calendar(*(_event(i, title="#interview " * 9_000) for i in range(n)))


def _damaged(n: int) -> bytes:
    """Every one of them is told, by a UID as long as a line may be."""
    return _calendar(
        *(_event(i, start="soon").replace("UID:", f"UID:{'x' * 4000}") for i in range(n))
    )


def _zones(n: int) -> bytes:
    """The start of a zone with a colon in its name, again and again, and no end."""
    return _calendar(_event(1, f"EXDATE{';TZID=a,' * n}{'x' * 8 * n}"))


def _crossed(n: int) -> bytes:
    """A response with as many addresses as properties."""
    hrefs = "".join(f"<href>/{i}</href>" for i in range(n))
    props = "".join(f"<propstat><prop><p{i}/></prop></propstat>" for i in range(n))
    return _DAV.format(f"<response>{hrefs}{props}</response>").encode()


def _listing(n: int) -> bytes:
    """As many events as fit, each in a response of its own."""
    event = _calendar(_event(1, "DESCRIPTION:" + "words " * 20)).decode()
    data = f"<propstat><prop><C:calendar-data>{event}</C:calendar-data></prop></propstat>"
    each = f"<response><href>/{{}}</href>{data}</response>"
    return _DAV.format("".join(each.replace("{}", str(i), 1) for i in range(n))).encode()


def _provided(n: int) -> bytes:
    """Google's answer with long texts."""
    at = {"dateTime": "2026-09-15T10:00:00Z"}
    item = {"summary": "Coffee", "start": at, "end": at, "description": _LONG}
    items = [{**item, "iCalUID": str(i)} for i in range(n)]
    return json.dumps({"kind": "calendar#events", "items": items}).encode()


def _nested(n: int) -> bytes:
    return b'{"kind": "calendar#events", "items": [' + b",".join([b"[{},[],[[]]]"] * n) + b"]}"


#: By the kind of server that sends it; the number says how large.
BODIES: Mapping[str, tuple[CalendarKind, Callable[[], bytes]]] = {
    "100 KB of blanks": (CalendarKind.ICS, lambda: b" " * 100_000),
    "blanks without end": (CalendarKind.ICS, lambda: b"\n" * (10 << 20)),
    "50 hourly events with long texts": (CalendarKind.ICS, lambda: _hourly(50)),
    "long titles": (CalendarKind.ICS, lambda: _long_titles(100)),
    "2,000 damaged events": (CalendarKind.ICS, lambda: _damaged(2_000)),
    "a zone without end": (CalendarKind.ICS, lambda: _zones(6_000)),
    "stamps": (CalendarKind.ICS, lambda: _calendar() + b"\nDTSTAMP:x\n " * 800_000),
    "a multistatus crossed": (CalendarKind.CALDAV, lambda: _crossed(3_000)),
    "a multistatus of 8,000 events": (CalendarKind.CALDAV, lambda: _listing(8_000)),
    "2,400 events with long texts": (CalendarKind.GOOGLE, lambda: _provided(2_400)),
    "a million brackets": (CalendarKind.GOOGLE, lambda: _nested(700_000)),
}
_NAMELESS = '<multistatus xmlns="DAV:"><response><href>/x</href></response></multistatus>'


async def main() -> None:
    packed = [gzip.compress(make()) for _, make in BODIES.values()]

    async def answer(request: web.Request) -> web.Response:
        if request.method == "PROPFIND":
            return web.Response(status=207, text=_NAMELESS)
        status = 207 if request.method == "REPORT" else 200
        body = packed[int(request.match_info["number"])]
        return web.Response(status=status, body=body, headers={"Content-Encoding": "gzip"})

    app = web.Application()
    app.router.add_route("*", "/{number}", answer)
    app.router.add_get("/calendars/{number}/events", answer)
    await serve(app)


if __name__ == "__main__":
    asyncio.run(main())
