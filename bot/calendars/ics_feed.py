"""A calendar behind a private ICS address: fetched, compared, read only if it changed."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.calendars.answers import refuse_faults
from bot.calendars.quirks import digest_of
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.calendars.wire import asking
from bot.calendars.wire import reading as reading_in
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, FeedRead, Offered, shortened

#: A mark is the header it came in, and is sent back in this one.
_ASKED_BY = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
_MARK = b"\xef\xbb\xbf"
#: Where a web page has begun by then, if it is one.
_BEGINNING = 4096
#: Up to this length a body that is as it was is known here, without asking a child.
_FEW_BYTES = 64 * 1024


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
        known = calendar.marks.get("digest")
        if known and len(fetched.body) <= _FEW_BYTES and digest_of(fetched.body) == known:
            return None
        window = asking(window_start=start, window_end=end, zone=zone, own_email=calendar.own_email)
        answer = await self._reader.ask("calendar", fetched.body, known=known, **window)
        if answer["reading"] is None:
            return None
        reading = reading_in(answer["reading"])
        if not reading.is_calendar:
            raise CalendarTrouble(
                f"{shortened(calendar.address)} holds no calendar; "
                "copy the address that ends in .ics.",
                permanent=True,
            )
        return FeedRead(
            occurrences=reading.occurrences,
            unread=reading.sentences,
            unread_uids=reading.unread_uids,
            name=reading.name,
            marks={**_marks(fetched), "digest": answer["digest"]},
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


def _marks(fetched: Fetched) -> dict[str, str]:
    """Headers to send back at the next poll; what could not be stored or sent is left out."""
    found = {name: fetched.headers.get(name) for name in _ASKED_BY}
    return {name: v for name, v in found.items() if v and v.isascii() and v.isprintable()}


def _refuse_web_page(fetched: Fetched, shown: str) -> None:
    beginning = fetched.body[:_BEGINNING].lstrip().removeprefix(_MARK).lstrip()
    if beginning.startswith(b"<"):
        raise CalendarTrouble(
            f"{shown} answered with a web page, perhaps to log in; "
            "copy the private address that ends in .ics.",
            permanent=True,
        )
