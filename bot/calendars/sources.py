"""Every kind of calendar behind the one Protocol; adding a kind is a file and a line here."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.calendars.caldav_account import CalDavAccounts
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, CalendarKind, FeedRead, Offered
from bot.services.calendars.ports import CalendarSource


class Sources:
    """The port `CalendarSource` for calendars of every kind that is set up here."""

    def __init__(self, sources: Mapping[CalendarKind, CalendarSource]) -> None:
        self._sources = sources

    async def read(
        self, calendar: Calendar, *, start: datetime, end: datetime, zone: ZoneInfo
    ) -> FeedRead | None:
        source = self._source(calendar.kind)
        return await source.read(calendar, start=start, end=end, zone=zone)

    async def offered(self, account: Account) -> tuple[Offered, ...]:
        return await self._source(account.kind).offered(account)

    def _source(self, kind: CalendarKind) -> CalendarSource:
        if source := self._sources.get(kind):
            return source
        raise CalendarTrouble(
            "This kind of calendar is not set up here any more; whoever runs Resonance can "
            "set it up again."
        )


class Finder:
    """The port `CalendarFinder`."""

    def __init__(self, caldav: CalDavAccounts) -> None:
        self._caldav = caldav

    async def kind_at(self, address: str) -> CalendarKind:
        speaks = await self._caldav.speaks_caldav(address)
        return CalendarKind.CALDAV if speaks else CalendarKind.ICS
