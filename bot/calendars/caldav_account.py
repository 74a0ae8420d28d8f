"""Calendars of a CalDAV account (RFC 4791): polled by one small question, queried on a change."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from zoneinfo import ZoneInfo

from bot.calendars.dav_client import DavClient
from bot.calendars.dav_discovery import offers, server_address, speaks_caldav
from bot.calendars.dav_xml import CALDAV, CALENDAR_SERVER, DAV, NAME, Resource, propfind
from bot.calendars.ics_feed import digest_of
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import MAX_BODY, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, FeedRead, Offered, Password, shortened

#: Servers are asked for more than is wanted: Radicale is an hour off after the clocks change.
MARGIN = timedelta(days=1)
_DATA = f"{CALDAV}calendar-data"
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
_NO_EVENTS = "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"


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
        return await speaks_caldav(self._fetcher, address)

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
        events = await _events(client, calendar.address, start, end)
        text = _joined(events, calendar.address)
        marks = marks or {"digest": digest_of(text)}
        if marks == dict(calendar.marks):
            return None
        reading = await self._reader.read(
            text, window_start=start, window_end=end, zone=zone, own_email=calendar.own_email
        )
        return FeedRead(
            occurrences=reading.occurrences,
            unread=(*(f"{one.what}: {one.why}" for one in reading.unread), *_unsent(events)),
            unread_uids=None if _unsent(events) else reading.unread_uids,
            name=collection.name or None,
            marks=marks,
        )

    def _client(self, account: Account) -> DavClient:
        if not isinstance(account.secret, Password):
            raise TypeError("an account that no password opens")
        typed = server_address(account.address)
        return DavClient(fetcher=self._fetcher, typed=typed, password=account.secret)


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


async def _events(
    client: DavClient, address: str, start: datetime, end: datetime
) -> tuple[Resource, ...]:
    """What the window and its margin hold. Each event comes whole: expanding them is for us, since
    servers differ in it."""
    window = _QUERY.format(
        start=(start - MARGIN).astimezone(UTC), end=(end + MARGIN).astimezone(UTC)
    )
    found = await client.resources(address, window.encode(), depth=1, method="REPORT")
    return tuple(one for one in found if one.status not in _GONE)


def _joined(events: tuple[Resource, ...], address: str) -> bytes:
    """One text of all their calendars, the same for the same events in any order."""
    texts = sorted(filter(None, map(_text, events)))
    if events and not texts:
        raise CalendarTrouble(f"{shortened(address)} lists events but does not send them.")
    joined = "\n".join([_NO_EVENTS, *texts]).encode()
    if len(joined) > MAX_BODY:
        raise CalendarTrouble(
            f"{shortened(address)} is larger than {MAX_BODY >> 20} MB, more than is read.",
            permanent=True,
        )
    return joined


def _unsent(events: tuple[Resource, ...]) -> tuple[str, ...]:
    missing = sum(not _text(event) for event in events)
    told = f"{missing} of {len(events)} events: the server lists them but does not send them"
    return (told,) if missing else ()


def _text(event: Resource) -> str:
    """Its calendar, "" where it has none that could be read."""
    text = event.text(_DATA)
    return text if "BEGIN:VCALENDAR" in text else ""
