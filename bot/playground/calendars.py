"""Each member's calendar as one ICS text, served as a calendar host would serve it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import web

from bot.playground.changes import Changes
from bot.playground.clock import PlaygroundClock

EMPTY = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Playground//Calendar//EN\r\nEND:VCALENDAR\r\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class ServedCalendar:
    """What is served at a member's address; the text is kept as typed, even broken."""

    text: str
    changed_at: datetime

    @property
    def etag(self) -> str:
        """A quoted ETag of the text."""
        return f'"{hashlib.sha256(self.text.encode()).hexdigest()[:32]}"'


class Calendars:
    """The calendars of all members, changed on the page and read by the bot."""

    def __init__(
        self, texts: Mapping[str, str], *, clock: PlaygroundClock, changes: Changes
    ) -> None:
        self._clock = clock
        self._changes = changes
        self._served = {
            user: ServedCalendar(text=text, changed_at=clock.now()) for user, text in texts.items()
        }

    def of(self, user: str) -> ServedCalendar:
        """A member's calendar, empty until something is put there."""
        if user not in self._served:
            self.put(user, EMPTY)
        return self._served[user]

    def put(self, user: str, text: str) -> None:
        """Replaces a member's calendar."""
        self._served[user] = ServedCalendar(text=text, changed_at=self._clock.now())
        self._changes.happened(user)

    async def handle(self, request: web.Request) -> web.Response:
        """`GET /calendars/<user>.ics`, 304 where the reader has it already."""
        served = self.of(request.match_info["user"])
        headers = {
            "ETag": served.etag,
            "Last-Modified": format_datetime(served.changed_at, usegmt=True),
            "Cache-Control": "no-cache",
        }
        if _is_known(request, served):
            return web.Response(status=304, headers=headers)
        return web.Response(text=served.text, content_type="text/calendar", headers=headers)


def _is_known(request: web.Request, served: ServedCalendar) -> bool:
    """If-None-Match decides alone where it is given (RFC 9110, 13.1.3)."""
    known = request.headers.get("If-None-Match")
    if known is not None:
        return known.strip() == "*" or served.etag in [each.strip() for each in known.split(",")]
    since = request.headers.get("If-Modified-Since")
    if since is None:
        return False
    try:
        return served.changed_at.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
