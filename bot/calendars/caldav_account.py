"""Calendars of a CalDAV account (RFC 4791): polled by one small question, queried on a change."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from zoneinfo import ZoneInfo

from bot.calendars.dav_client import DavClient
from bot.calendars.dav_discovery import offers, server_address, speaks_caldav
from bot.calendars.dav_xml import CALENDAR_SERVER, NAME, Resource, propfind
from bot.calendars.multistatus import DAV
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.calendars.wire import asking
from bot.calendars.wire import reading as reading_in
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, FeedRead, Offered, Password, shortened

#: Servers are asked for more than is wanted: Radicale is an hour off after the clocks change.
MARGIN = timedelta(days=1)
#: Either changes with everything in the calendar; the first that the server has is the mark.
_STATES = {"sync-token": f"{DAV}sync-token", "ctag": f"{CALENDAR_SERVER}getctag"}
_QUERY = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<prop><C:calendar-data/></prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="{start:%Y%m%dT%H%M%SZ}" end="{end:%Y%m%dT%H%M%SZ}"/>
</C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


class CalDavAccounts:
    """The port `CalendarSource` for accounts that a password opens.

    A poll asks for the collection's `DAV:sync-token`, which is by definition (RFC 6578, 4) what a
    sync report would give now, or else for its ctag, and reads only if that differs from the mark.
    The events themselves come from a query of the window, so the list of what changed is of no
    use, no first listing is downloaded, and no token can be refused as out of date. The state is
    asked before the events: what changes in between is read once more, not missed. A server with
    neither is queried each time, and its events are compared.
    """

    def __init__(self, fetcher: SafeFetcher, reader: CalendarReader) -> None:
        self._fetcher = fetcher
        self._reader = reader

    async def offered(self, account: Account) -> tuple[Offered, ...]:
        """The calendars for events of the account, never none: that is a `CalendarTrouble`."""
        return await offers(self._client(account))

    async def speaks_caldav(self, address: str) -> bool:
        """Whether a CalDAV server, or a calendar of one, is at an address as typed."""
        return await speaks_caldav(self._fetcher, self._reader, address)

    async def read(
        self, calendar: Calendar, *, start: datetime, end: datetime, zone: ZoneInfo
    ) -> FeedRead | None:
        if calendar.account is None:
            raise TypeError("a calendar of no account")
        client = self._client(calendar.account)
        collection = await _collection(client, calendar)
        marks = _marks(collection)
        if marks and marks == dict(calendar.marks):
            return None
        answer = await _events(client, calendar.address, start, end)
        window = asking(window_start=start, window_end=end, zone=zone, own_email=calendar.own_email)
        told = await self._reader.ask(
            "events",
            answer.body,
            shown=shortened(calendar.address),
            known=None if marks else calendar.marks.get("digest"),
            **window,
        )
        if told["reading"] is None:
            return None
        reading = reading_in(told["reading"])
        return FeedRead(
            occurrences=reading.occurrences,
            unread=(*reading.sentences, *_unsent(told)),
            unread_uids=None if told["unsent"] else reading.unread_uids,
            name=collection.name or None,
            marks=marks or {"digest": told["digest"]},
        )

    def _client(self, account: Account) -> DavClient:
        if not isinstance(account.secret, Password):
            raise TypeError("an account that no password opens")
        typed = server_address(account.address)
        return DavClient(
            fetcher=self._fetcher, reader=self._reader, typed=typed, password=account.secret
        )


async def _collection(client: DavClient, calendar: Calendar) -> Resource:
    """Its name and state: the state it is marked with alone, if it is, since Radicale works each
    kind out anew from all its events."""
    known = [name for mark, name in _STATES.items() if mark in calendar.marks]
    asked = propfind(NAME, *(known or _STATES.values()))
    found = await client.resources(calendar.address, asked)
    if not found or found[0].status in _GONE:
        raise CalendarTrouble(
            f"{shortened(calendar.address)} is no longer there; perhaps it was deleted, or "
            "has a new address.",
            permanent=True,
        )
    return found[0]


def _marks(collection: Resource) -> Mapping[str, str]:
    """The state a server gives, as a digest: what it writes may be of any length."""
    for mark, name in _STATES.items():
        if state := collection.text(name).strip():
            return {mark: hashlib.sha256(state.encode()).hexdigest()}
    return {}


async def _events(client: DavClient, address: str, start: datetime, end: datetime) -> Fetched:
    """What the window and its margin hold. Each event comes whole: expanding them is for us, since
    servers differ in it."""
    window = _QUERY.format(
        start=(start - MARGIN).astimezone(UTC), end=(end + MARGIN).astimezone(UTC)
    )
    return await client.answer(address, window.encode(), depth=1, method="REPORT")


def _unsent(told: Mapping[str, int]) -> tuple[str, ...]:
    missing = told["unsent"]
    sentence = f"{missing} of {told['listed']} events: the server lists them but does not send them"
    return (sentence,) if missing else ()
