"""Where Google and Microsoft send members back to, with what came of the sign-in (OAuth 2.0)."""

import asyncio
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

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


class Unreadable(Exception):
    """The address isn't one that a provider makes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a provider says of a sign-in: a `code` to fetch the grant with, or an `error`."""

    state: str = field(repr=False)
    code: str | None = field(repr=False)
    error: str | None


def read_answer(request: web.Request) -> Answer:
    """`Unreadable` for what is missing, repeated, too long or of other characters."""
    answer = Answer(
        state=_one(request, "state") or "",
        code=_one(request, "code"),
        error=_one(request, "error"),
    )
    if not answer.state or (answer.code is None) == (answer.error is None):
        raise Unreadable
    return answer


class Callbacks:
    """The pages at which sign-ins end."""

    def __init__(self, sign_ins: SignIns, *, patience: timedelta = PATIENCE) -> None:
        self._sign_ins = sign_ins
        self._patience = patience.total_seconds()

    def routes(self) -> list[web.RouteDef]:
        """One page a provider. A HEAD gets nowhere: a code can be used once."""
        return [
            web.get(
                f"/calendar/{kind}/callback", functools.partial(self._page, kind), allow_head=False
            )
            for kind in PROVIDERS
        ]

    async def _page(self, kind: CalendarKind, request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(self._patience):
                return shown(await self._ended(kind, read_answer(request)))
        except Unreadable:
            return shown(pages.unreadable(PROVIDERS[kind]))
        except TimeoutError:
            return shown(pages.slow(PROVIDERS[kind]))
        except ResonanceError as fault:
            return shown(pages.failed(fault))

    async def _ended(self, kind: CalendarKind, answer: Answer) -> Page:
        if answer.code is not None:
            finished = await self._sign_ins.finish(kind, answer.state, answer.code)
            return pages.connected(PROVIDERS[kind], finished)
        await self._sign_ins.refused(kind, answer.state)
        if answer.error == "access_denied":
            return pages.declined(PROVIDERS[kind])
        return pages.unfinished(PROVIDERS[kind])


def _one(request: web.Request, name: str) -> str | None:
    """The parameter's only value; None where it is absent or empty."""
    match [value for value in request.query.getall(name, []) if value]:
        case []:
            return None
        case [value] if _VALUE.fullmatch(value):
            return value
        case _:
            raise Unreadable
