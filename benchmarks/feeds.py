"""A server of ICS calendars as a process of its own, the other end of every poll.

`python -m benchmarks.feeds` prints where it listens, and serves until it is ended. A path is
/HOW/EVENTS/NAME.ics, so that there are as many calendars as names. `tagged` has an ETag that never
changes; `plain` has none and stamps its events anew with every answer, as Google's do; `renewed`
is a new version each time it is asked for.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

from aiohttp import web

from benchmarks.serving import serve

TAG = '"1"'
_STAMP, _VERSION = b"20260101T000000Z", b"Meeting number 0"
_versions = count(1)


async def _answer(request: web.Request) -> web.Response:
    how, text = request.match_info["how"], _calendar(int(request.match_info["events"]))
    if how == "tagged":
        known = request.headers.get("If-None-Match") == TAG
        return web.Response(status=304 if known else 200, body=b"" if known else text, headers=_TAG)
    now = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}".encode()
    text = text.replace(_STAMP, now)
    if how == "renewed":
        text = text.replace(_VERSION, f"Meeting, version {next(_versions)}".encode())
    return web.Response(body=text)


_TAG = {"ETag": TAG}


@cache
def _calendar(events: int) -> bytes:
    """Half hours, five hours apart, half of them over; one in ten is the first of a weekly series.
    800 bytes each."""
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    texts = []
    for n in range(events):
        start = now + timedelta(hours=5) * (n - events // 2)
        rule = f"RRULE:FREQ=WEEKLY;COUNT={10 + n % 200}\r\n" if n % 10 == 0 else ""
        texts.append(
            f"BEGIN:VEVENT\r\nUID:{n}@bench\r\nDTSTAMP:{_STAMP.decode()}\r\n"
            f"SUMMARY:Meeting number {n}\r\nDTSTART:{start:%Y%m%dT%H%M%SZ}\r\n"
            f"DTEND:{start + timedelta(minutes=30):%Y%m%dT%H%M%SZ}\r\n{rule}"
            f"DESCRIPTION:{'some words of it ' * 37}\r\nEND:VEVENT\r\n"
        )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n"
    return f"{head}{''.join(texts)}END:VCALENDAR\r\n".encode()


async def main() -> None:
    app = web.Application()
    app.router.add_get("/{how}/{events}/{name}.ics", _answer)
    await serve(app)


if __name__ == "__main__":
    asyncio.run(main())
