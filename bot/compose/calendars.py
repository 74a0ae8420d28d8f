"""Every kind of calendar that this installation can read, joined."""

from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.calendars.caldav_account import CalDavAccounts
from bot.calendars.google_calendar import GoogleCalendars
from bot.calendars.ics_feed import IcsFeed
from bot.calendars.microsoft_calendar import MicrosoftCalendars
from bot.calendars.oauth import OAuthProvider
from bot.calendars.reader import CalendarReader
from bot.calendars.registrations import google, microsoft
from bot.calendars.safe_http import SafeFetcher
from bot.calendars.sources import Finder, Sources
from bot.config import Client, Settings
from bot.core.feeds import CalendarKind
from bot.services.calendars.ports import CalendarFinder, CalendarSource, SignInProvider
from bot.services.calendars.token_refresh import TokenRefresh
from bot.services.ports import Now, Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendars:
    """How calendars are read, how an address is told apart, and where members sign in."""

    source: CalendarSource
    finder: CalendarFinder
    providers: Mapping[CalendarKind, SignInProvider]


async def calendars_of(
    settings: Settings, store: Store, now: Now, stack: AsyncExitStack
) -> Calendars:
    """What it opens is closed with `stack`."""
    fetcher = await stack.enter_async_context(SafeFetcher(settings.private_hosts))
    reader = CalendarReader()
    stack.push_async_callback(reader.close)
    # The operator's own word on where a provider is needs no guard against leading inside.
    trusted = await stack.enter_async_context(SafeFetcher(_hosts(settings)))
    providers = dict(_providers(settings, trusted, now))
    grants = TokenRefresh(store=store, providers=providers, now=now)
    caldav = CalDavAccounts(fetcher, reader)
    sources: dict[CalendarKind, CalendarSource] = {
        CalendarKind.ICS: IcsFeed(fetcher, reader),
        CalendarKind.CALDAV: caldav,
    }
    if at := settings.google:
        url = _named(at, {"url": "GOOGLE_CALENDAR_URL"})
        sources[CalendarKind.GOOGLE] = GoogleCalendars(trusted, grants, reader, **url)
    if at := settings.microsoft:
        url = _named(at, {"url": "MICROSOFT_GRAPH_URL"})
        sources[CalendarKind.MICROSOFT] = MicrosoftCalendars(trusted, grants, reader, **url)
    return Calendars(source=Sources(sources), finder=Finder(caldav), providers=providers)


def _providers(
    settings: Settings, fetcher: SafeFetcher, now: Now
) -> Iterator[tuple[CalendarKind, SignInProvider]]:
    """Those a member can come back from: somebody must serve the page she comes back to."""
    if (here := settings.reached_at) is None:
        return
    if at := settings.google:
        registered = google(
            client_id=at.id,
            client_secret=at.secret,
            redirect_uri=f"{here}/calendar/google/callback",
            **_named(
                at, {"authorize_url": "GOOGLE_AUTHORIZE_URL", "token_url": "GOOGLE_TOKEN_URL"}
            ),
        )
        yield CalendarKind.GOOGLE, OAuthProvider(registered, fetcher, now)
    if at := settings.microsoft:
        registered = microsoft(
            client_id=at.id,
            client_secret=at.secret,
            redirect_uri=f"{here}/calendar/microsoft/callback",
            **_named(at, {"login_url": "MICROSOFT_LOGIN_URL"}),
        )
        yield CalendarKind.MICROSOFT, OAuthProvider(registered, fetcher, now)


def _named(at: Client, wanted: Mapping[str, str]) -> dict[str, str]:
    """The addresses that were set, by the names they have here."""
    return {here: at.addresses[name] for here, name in wanted.items() if name in at.addresses}


def _hosts(settings: Settings) -> frozenset[str]:
    clients = (client for client in (settings.google, settings.microsoft) if client)
    return frozenset(urlsplit(url).netloc for at in clients for url in at.addresses.values())
