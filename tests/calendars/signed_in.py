"""Maya, signed in at a provider on loopback as she is in a browser."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

import aiohttp
from yarl import URL

from bot.calendars.google_calendar import GoogleCalendars
from bot.calendars.microsoft_calendar import MicrosoftCalendars
from bot.calendars.oauth import OAuthProvider
from bot.calendars.reader import CalendarReader
from bot.calendars.registrations import Registration, google, microsoft
from bot.calendars.safe_http import SafeFetcher
from bot.core.feeds import Account, Calendar, CalendarKind, Grant
from bot.services.calendars.ports import CalendarSource, Grants, SignInProvider
from tests.calendars.fake_google import FakeGoogle
from tests.calendars.fake_microsoft import FakeMicrosoft
from tests.calendars.fake_sign_in import CLIENT_ID, CLIENT_SECRET, REDIRECT_URI

NOW = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
STATE = "af0ifjsldkj"
#: The example of RFC 7636, appendix B.
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

Fake = TypeVar("Fake", FakeGoogle, FakeMicrosoft)


@dataclass
class Wallet:
    """The port `Grants` for one account, kept in no store."""

    provider: SignInProvider
    grant: Grant

    async def grant_of(self, account: Account, *, refused: Grant | None = None) -> Grant:
        del account
        if refused == self.grant:
            self.grant = await self.provider.renew(self.grant)
        return self.grant


@dataclass(frozen=True, kw_only=True, slots=True)
class Hers(Generic[Fake]):
    """Her account and her main calendar at a provider, and what reads them."""

    at: Fake
    source: CalendarSource
    account: Account
    calendar: Calendar


@asynccontextmanager
async def closing(reader: CalendarReader) -> AsyncIterator[None]:
    yield
    await reader.close()


@asynccontextmanager
async def hers(at: Fake) -> AsyncIterator[Hers[Fake]]:
    """The provider running, and Maya signed in there."""
    reader = CalendarReader()
    async with at, SafeFetcher(frozenset({"127.0.0.1"})) as fetcher, closing(reader):
        provider = OAuthProvider(registration(at), fetcher, now=lambda: NOW)
        grant = await signed_in(provider)
        account = Account(member_id=1, kind=_kind(at), secret=grant, created_at=NOW)
        yield Hers(
            at=at,
            source=_source(at, fetcher, Wallet(provider, grant), reader),
            account=account,
            calendar=Calendar(member_id=1, address=at.main, kind=account.kind, account=account),
        )


async def signed_in(provider: SignInProvider) -> Grant:
    """The grant that she gives in her browser."""
    answer = await returned(provider.authorize_url(STATE, VERIFIER))
    return await provider.exchange(answer["code"], VERIFIER)


async def returned(url: str) -> Mapping[str, str]:
    """What the provider's page sends the browser back with."""
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(url, allow_redirects=False) as page,
    ):
        assert page.status == 302, await page.text()
        return URL(page.headers["Location"]).query


def registration(at: FakeGoogle | FakeMicrosoft, secret: str = CLIENT_SECRET) -> Registration:
    """Resonance as it is registered there."""
    if isinstance(at, FakeMicrosoft):
        return microsoft(
            client_id=CLIENT_ID,
            client_secret=secret,
            redirect_uri=REDIRECT_URI,
            login_url=at.login_url,
        )
    return google(
        client_id=CLIENT_ID,
        client_secret=secret,
        redirect_uri=REDIRECT_URI,
        authorize_url=at.authorize_url,
        token_url=at.token_url,
    )


def _kind(at: FakeGoogle | FakeMicrosoft) -> CalendarKind:
    return CalendarKind.GOOGLE if isinstance(at, FakeGoogle) else CalendarKind.MICROSOFT


def _source(
    at: FakeGoogle | FakeMicrosoft, fetcher: SafeFetcher, grants: Grants, reader: CalendarReader
) -> CalendarSource:
    if isinstance(at, FakeGoogle):
        return GoogleCalendars(fetcher, grants, reader, at.calendar_url)
    return MicrosoftCalendars(fetcher, grants, reader, at.graph_url)
