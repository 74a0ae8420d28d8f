"""Where Google and Microsoft send members back to, with what came of the sign-in (OAuth 2.0)."""

import asyncio
import functools
import re
import secrets
from collections.abc import Awaitable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from aiohttp import web

from bot.core.errors import ResonanceError
from bot.core.feeds import CalendarKind
from bot.web import callback_pages as pages
from bot.web.page import Page, shown
from bot.web.ports import SignIns

PROVIDERS: Mapping[CalendarKind, str] = {
    CalendarKind.GOOGLE: "Google",
    CalendarKind.MICROSOFT: "Microsoft",
}
#: A browser is kept waiting no longer, while the provider gives the grant and the calendar.
PATIENCE = timedelta(seconds=20)
#: The characters that codes and states are made of (RFC 6749, appendix A), up to 2 KB of them.
_VALUE = re.compile(r"[\x20-\x7e]{1,2048}")
#: The cookie that a browser is known by, and what it holds, for as long as a sign-in stays open.
BROWSER, REMEMBERED = "resonance_sign_in", 30 * 60
_BROWSER = re.compile(r"[\w-]{43}")


class Values(Protocol):
    """What came with an address, or in a form."""

    def getall(self, key: str, default: list[Any], /) -> list[Any]: ...


class Unreadable(Exception):
    """The address isn't one that a provider makes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a provider says of a sign-in: a `code` to fetch the grant with, or an `error`."""

    state: str = field(repr=False)
    code: str | None = field(repr=False)
    error: str | None


def read_answer(values: Values) -> Answer:
    """`Unreadable` for what is missing, repeated, too long or of other characters."""
    answer = Answer(
        state=_one(values, "state") or "", code=_one(values, "code"), error=_one(values, "error")
    )
    if not answer.state or (answer.code is None) == (answer.error is None):
        raise Unreadable
    return answer


class Callbacks:
    """The pages at which sign-ins end: one that asks whoever came back, and one for her yes.

    Only her yes uses anything up. Whatever else fetches an address (a browser that looks ahead, a
    scanner of links) changes nothing, and neither does another browser: the yes must come from the
    one that was asked, which is known by a cookie.
    """

    def __init__(
        self, sign_ins: SignIns, *, secure: bool = False, patience: timedelta = PATIENCE
    ) -> None:
        self._sign_ins = sign_ins
        self._secure = secure
        self._patience = patience.total_seconds()

    def routes(self) -> list[web.RouteDef]:
        """Two a provider, at one address."""
        return [route for kind in PROVIDERS for route in self._routes(kind)]

    def _routes(self, kind: CalendarKind) -> Iterator[web.RouteDef]:
        address = f"/calendar/{kind}/callback"
        yield web.get(address, functools.partial(self._asked, kind), allow_head=False)
        yield web.post(address, functools.partial(self._agreed, kind))

    async def _asked(self, kind: CalendarKind, request: web.Request) -> web.Response:
        browser = _browser(request) or secrets.token_urlsafe()
        response = shown(await self._told(kind, self._question(kind, request, browser)))
        response.set_cookie(
            BROWSER,
            browser,
            max_age=REMEMBERED,
            httponly=True,
            secure=self._secure,
            samesite="Lax",
        )
        return response

    async def _agreed(self, kind: CalendarKind, request: web.Request) -> web.Response:
        return shown(await self._told(kind, self._ended(kind, request)))

    async def _told(self, kind: CalendarKind, page: Awaitable[Page]) -> Page:
        """The page, or the one for what went wrong."""
        try:
            async with asyncio.timeout(self._patience):
                return await page
        except Unreadable:
            return pages.unreadable(PROVIDERS[kind])
        except TimeoutError:
            return pages.slow(PROVIDERS[kind])
        except ResonanceError as fault:
            return pages.failed(fault)

    async def _question(self, kind: CalendarKind, request: web.Request, browser: str) -> Page:
        answer = read_answer(request.query)
        if answer.code is not None:
            asking = await self._sign_ins.asking(kind, answer.state)
            fields = {"state": answer.state, "code": answer.code, "browser": browser}
            return pages.asked(PROVIDERS[kind], asking, fields)
        if answer.error == "access_denied":
            return pages.declined(PROVIDERS[kind])
        return pages.unfinished(PROVIDERS[kind])

    async def _ended(self, kind: CalendarKind, request: web.Request) -> Page:
        form = await _form(request)
        answer, asked, browser = read_answer(form), _one(form, "browser"), _browser(request)
        if not (asked and browser and secrets.compare_digest(asked, browser)):
            return pages.another_browser()
        if answer.code is None:
            raise Unreadable
        return pages.connected(
            PROVIDERS[kind], await self._sign_ins.finish(kind, answer.state, answer.code)
        )


def _browser(request: web.Request) -> str | None:
    """What a browser that was asked before is known by; None for a stranger."""
    known = request.cookies.get(BROWSER, "")
    return known if _BROWSER.fullmatch(known) else None


async def _form(request: web.Request) -> Values:
    if request.content_type != "application/x-www-form-urlencoded":
        raise Unreadable
    try:
        return await request.post()
    except (ValueError, LookupError):  # in no encoding, or in one that nobody knows
        raise Unreadable from None


def _one(values: Values, name: str) -> str | None:
    """The only value of that name; None where it is absent or empty."""
    match [value for value in values.getall(name, []) if value]:
        case []:
            return None
        case [str(value)] if _VALUE.fullmatch(value):
            return value
        case _:
            raise Unreadable
