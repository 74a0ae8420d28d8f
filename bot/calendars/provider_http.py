"""Requests to a provider's API with what a member granted, renewed when the provider refuses it."""

import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, Grant
from bot.services.calendar_ports import Grants

#: A JSON object as it came: anything may be in it.
Document = Mapping[str, Any]

#: More pages than this is no list that ends.
MOST_PAGES = 20


class ProviderApi:
    """Reads lists page by page. `refuse` raises a `CalendarTrouble` for any status but success;
    `shown` names the provider's calendars in a sentence."""

    def __init__(
        self,
        fetcher: SafeFetcher,
        grants: Grants,
        *,
        shown: str,
        refuse: Callable[[Fetched], None],
        headers: Mapping[str, str],
    ) -> None:
        self._fetcher = fetcher
        self._grants = grants
        self._shown = shown
        self._refuse = refuse
        self._headers = headers

    async def pages(
        self, account: Account, url: str, following: Callable[[Document], str | None]
    ) -> tuple[Document, ...]:
        """The page at `url` and those after it; `following` finds the next one's address."""
        grant, pages = await self._grants.grant_of(account), list[Document]()
        next_url: str | None = url
        while next_url:
            if len(pages) == MOST_PAGES:
                raise CalendarTrouble(f"{self._shown} goes on without end.")
            fetched = await self._ask(next_url, grant)
            if fetched.status == HTTPStatus.UNAUTHORIZED:
                grant = await self._grants.grant_of(account, refused=grant)
                fetched = await self._ask(next_url, grant)
            self._refuse(fetched)
            pages.append(json_object(fetched, self._shown))
            next_url = following(pages[-1])
        return tuple(pages)

    async def _ask(self, url: str, grant: Grant) -> Fetched:
        headers = {**self._headers, "Authorization": f"Bearer {grant.access_token}"}
        return await self._fetcher.fetch(url, headers=headers)


def json_object(fetched: Fetched, shown: str) -> dict[str, Any]:
    """What the answer's body says; `CalendarTrouble` where it is cut off, or no JSON object."""
    try:
        document = json.loads(fetched.body)
    except (ValueError, RecursionError):
        document = None
    if isinstance(document, dict):
        return document
    raise unreadable(shown)


def unreadable(shown: str) -> CalendarTrouble:
    return CalendarTrouble(f"{shown} gave an answer that can't be read.")


def listed(pages: Iterable[Document], name: str, shown: str) -> list[Document]:
    """The objects listed under `name` on the pages; `CalendarTrouble` where a page has no list."""
    lists = [page.get(name) for page in pages]
    if not all(isinstance(found, list) for found in lists):
        raise CalendarTrouble(f"{shown} gave an answer that can't be read.")
    return [one for found in lists if found for one in found if isinstance(one, dict)]


def account_of(calendar: Calendar) -> Account:
    """The account under which a provider's calendar is always stored."""
    if calendar.account is None:
        raise TypeError("a provider's calendar without its account")
    return calendar.account
