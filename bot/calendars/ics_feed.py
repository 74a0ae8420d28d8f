"""A calendar behind a private ICS address: fetched, compared, read only if it changed."""

import hashlib
import re
from datetime import datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from bot.calendars.addresses import shortened
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Calendar, FeedRead

#: Lines that Google and Outlook write anew on every request, though nothing has changed.
_NOISE = re.compile(rb"(?mi)^(?:DTSTAMP|LAST-MODIFIED|CREATED|X-WR-CALDESC)[:;].*\n(?:[ \t].*\n)*")
_WEB_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<", re.DOTALL)


class IcsFeed:
    """Reads the calendars behind private ICS addresses."""

    def __init__(self, fetcher: SafeFetcher, reader: CalendarReader) -> None:
        self._fetcher = fetcher
        self._reader = reader

    async def read(
        self, calendar: Calendar, *, start: datetime, end: datetime, zone: ZoneInfo
    ) -> FeedRead | None:
        """What overlaps the window; None where nothing changed since the calendar's marks.

        An unchanged feed says nothing of days newly in the window: leave the marks out to have it
        read again. Every fault is a `CalendarTrouble`.
        """
        fetched = await fetch_calendar(
            self._fetcher,
            calendar.address,
            etag=calendar.etag,
            last_modified=calendar.last_modified,
        )
        if fetched is None:
            return None
        digest = digest_of(fetched.body)
        if digest == calendar.digest:
            return None
        reading = await self._reader.read(
            fetched.body,
            window_start=start,
            window_end=end,
            zone=zone,
            own_email=calendar.own_email,
        )
        if not reading.is_calendar:
            raise CalendarTrouble(
                f"{shortened(calendar.address)} holds no calendar; "
                "copy the address that ends in .ics.",
                permanent=True,
            )
        return FeedRead(
            occurrences=reading.occurrences,
            unread=tuple(f"{one.what}: {one.why}" for one in reading.unread),
            name=reading.name,
            etag=_mark(fetched.headers.get("ETag")),
            last_modified=_mark(fetched.headers.get("Last-Modified")),
            digest=digest,
        )


async def fetch_calendar(
    fetcher: SafeFetcher, address: str, *, etag: str | None = None, last_modified: str | None = None
) -> Fetched | None:
    """What the address holds, which may still be no calendar; None if it is as it was marked."""
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in conditions.items() if value}
    fetched = await fetcher.fetch(address, headers=headers)
    if headers and fetched.status == HTTPStatus.NOT_MODIFIED:
        return None
    _check(fetched, shortened(address))
    return fetched


def digest_of(body: bytes) -> str:
    """A fingerprint of the feed without what changes on every request."""
    return hashlib.sha256(_NOISE.sub(b"", body)).hexdigest()


def _mark(value: str | None) -> str | None:
    """A header to send back at the next poll; one that could not be stored or sent is left out."""
    return value if value and value.isascii() and value.isprintable() else None


def _check(fetched: Fetched, shown: str) -> None:
    """Each way in which an answer is no calendar has its own sentence."""
    match fetched.status:
        case 200:
            if _WEB_PAGE.match(fetched.body):
                raise CalendarTrouble(
                    f"{shown} answered with a web page, perhaps to log in; "
                    "copy the private address that ends in .ics.",
                    permanent=True,
                )
        case 401 | 403:
            raise CalendarTrouble(
                f"{shown} refused; copy the private (secret) address again.", permanent=True
            )
        case 404 | 410:
            raise CalendarTrouble(
                f"{shown} is no longer there; copy the calendar's private address again.",
                permanent=True,
            )
        case 429:
            raise CalendarTrouble(f"{shown} asks to be read less often; it is tried again later.")
        case status if status >= 500:
            raise CalendarTrouble(f"{shown} has a fault of its own; it is tried again later.")
        case status:
            raise CalendarTrouble(f"{shown} gave an answer that is no calendar ({status}).")
