"""Requests to a provider's API with what a member granted, renewed when the provider refuses it."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.calendars.provider_events import Document, Page, document_of, page_in, unreadable
from bot.calendars.reader import FEW_BYTES, CalendarReader
from bot.calendars.safe_http import MAX_BODY, Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, Grant
from bot.services.calendars.ports import Grants

P = TypeVar("P")

#: More pages than this is no list that ends.
MOST_PAGES = 20
#: What is no page of events is read here, and has at most a few kilobytes where it is honest; so
#: much takes the loop some 20 ms, whatever it is.
MOST_DOCUMENT = 512 * 1024


class ProviderApi:
    """Reads lists page by page. `refuse` raises a `CalendarTrouble` for any status but success;
    `shown` names the provider's calendars in a sentence; `page` reads a page of events, and is
    `task` to a child."""

    def __init__(
        self,
        fetcher: SafeFetcher,
        grants: Grants,
        reader: CalendarReader,
        *,
        shown: str,
        task: str,
        page: Callable[[bytes, Mapping[str, Any]], dict[str, Any]],
        refuse: Callable[[Fetched], None],
        headers: Mapping[str, str],
    ) -> None:
        self._fetcher = fetcher
        self._grants = grants
        self._reader = reader
        self._shown = shown
        self._task = task
        self._page = page
        self._refuse = refuse
        self._headers = headers

    async def documents(
        self, account: Account, url: str, following: Callable[[Document], str | None]
    ) -> tuple[Document, ...]:
        """The page at `url` and those after it; `following` finds the next one's address."""

        async def read(fetched: Fetched) -> Document:
            return json_object(fetched, self._shown)

        return await self._pages(account, url, read, following)

    async def events(
        self,
        account: Account,
        url: str,
        following: Callable[[Page], str | None],
        zone: ZoneInfo,
    ) -> tuple[Page, ...]:
        """The same for pages of events; strangers write in them, so a child reads the long ones."""
        asked = {"shown": self._shown, "zone": zone.key}

        async def read(fetched: Fetched) -> Page:
            if len(fetched.body) <= FEW_BYTES:
                return page_in(self._page(fetched.body, asked))
            return page_in(await self._reader.ask(self._task, fetched.body, **asked))

        return await self._pages(account, url, read, following)

    async def _pages(
        self,
        account: Account,
        url: str,
        read: Callable[[Fetched], Awaitable[P]],
        following: Callable[[P], str | None],
    ) -> tuple[P, ...]:
        grant, pages, room = await self._grants.grant_of(account), list[P](), MAX_BODY
        next_url: str | None = url
        while next_url:
            if len(pages) == MOST_PAGES or room < 0:
                raise CalendarTrouble(f"{self._shown} goes on without end.")
            fetched = await self._ask(next_url, grant)
            if fetched.status == HTTPStatus.UNAUTHORIZED:
                grant = await self._grants.grant_of(account, refused=grant)
                fetched = await self._ask(next_url, grant)
            self._refuse(fetched)
            room -= len(fetched.body)
            pages.append(await read(fetched))
            next_url = following(pages[-1])
        return tuple(pages)

    async def _ask(self, url: str, grant: Grant) -> Fetched:
        headers = {**self._headers, "Authorization": f"Bearer {grant.access_token}"}
        return await self._fetcher.fetch(url, headers=headers)


def json_object(fetched: Fetched, shown: str) -> dict[str, Any]:
    """What a short answer says; `CalendarTrouble` where it is long, cut off, or no JSON object."""
    if len(fetched.body) > MOST_DOCUMENT:
        raise unreadable(shown)
    return document_of(fetched.body, shown)


def account_of(calendar: Calendar) -> Account:
    """The account under which a provider's calendar is always stored."""
    if calendar.account is None:
        raise TypeError("a provider's calendar without its account")
    return calendar.account
