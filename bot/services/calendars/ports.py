"""What the services need of the world of calendars, each as a small Protocol named by its role."""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.core.feeds import Account, Calendar, CalendarKind, FeedRead, Grant, Offered


class CalendarSource(Protocol):
    """Calendars of one kind. Every fault is a `CalendarTrouble`."""

    async def read(
        self, calendar: Calendar, *, start: datetime, end: datetime, zone: ZoneInfo
    ) -> FeedRead | None:
        """What overlaps the time from `start` to `end`, floating times put into `zone`; None where
        the calendar is as it was at the marks that `calendar` carries. One without marks is always
        read. `calendar.account` is set for every kind that has accounts."""
        ...

    async def offered(self, account: Account) -> tuple[Offered, ...]:
        """The calendars of an account that can be connected, the main one first."""
        ...


class CalendarFinder(Protocol):
    """Tells what an address that was typed leads to."""

    async def kind_at(self, address: str) -> CalendarKind:
        """CALDAV for a server or calendar that speaks it, else ICS. Raises `CalendarTrouble`."""
        ...


class Grants(Protocol):
    """Keeps what members granted at Google and Microsoft fit for use."""

    async def grant_of(self, account: Account, *, refused: Grant | None = None) -> Grant:
        """One that has not expired; renewed first if it is about to, or if it is the one that the
        provider has just `refused`. `CalendarTrouble`, permanent, where the member has withdrawn
        it."""
        ...


class SignInProvider(Protocol):
    """Where members sign in, and grant that their calendars are read (OAuth 2.0 with PKCE)."""

    def authorize_url(self, state: str, verifier: str) -> str:
        """The page at which a member grants it."""
        ...

    async def exchange(self, code: str, verifier: str) -> Grant:
        """The grant for the code that the provider gave; `CalendarTrouble` where it gives none."""
        ...

    async def renew(self, grant: Grant) -> Grant:
        """A fresh one; `CalendarTrouble`, permanent, where it was withdrawn."""
        ...
