"""A calendar behind a private ICS address: fetched, compared, read only if it changed."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.calendars.answers import refuse_faults
from bot.calendars.quirks import STAMPS
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, FeedRead, Offered, shortened

#: A mark is the header it came in, and is sent back in this one.
_ASKED_BY = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
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
            marks=calendar.marks,
        )
        if fetched is None:
            return None
        digest = digest_of(fetched.body)
        if digest == calendar.marks.get("digest"):
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
            unread_uids=reading.unread_uids,
            name=reading.name,
            marks={**_marks(fetched), "digest": digest},
        )

    async def offered(self, account: Account) -> tuple[Offered, ...]:
        """None: an address is one calendar, and has no account."""
        del account
        return ()


async def fetch_calendar(
    fetcher: SafeFetcher, address: str, *, marks: Mapping[str, str] = MappingProxyType({})
) -> Fetched | None:
    """What the address holds, which may still be no calendar; None if it is as it was marked."""
    headers = {_ASKED_BY[name]: value for name, value in marks.items() if name in _ASKED_BY}
    fetched = await fetcher.fetch(address, headers=headers)
    if headers and fetched.status == HTTPStatus.NOT_MODIFIED:
        return None
    refuse_faults(fetched, shortened(address))
    _refuse_web_page(fetched, shortened(address))
    return fetched


def digest_of(body: bytes) -> str:
    """A fingerprint of the feed without what changes on every request."""
    return hashlib.sha256(STAMPS.sub(b"", body)).hexdigest()


def _marks(fetched: Fetched) -> dict[str, str]:
    """Headers to send back at the next poll; what could not be stored or sent is left out."""
    found = {name: fetched.headers.get(name) for name in _ASKED_BY}
    return {name: v for name, v in found.items() if v and v.isascii() and v.isprintable()}


def _refuse_web_page(fetched: Fetched, shown: str) -> None:
    if _WEB_PAGE.match(fetched.body):
        raise CalendarTrouble(
            f"{shown} answered with a web page, perhaps to log in; "
            "copy the private address that ends in .ics.",
            permanent=True,
        )
