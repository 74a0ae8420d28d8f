"""Faults on request: what goes wrong between an app and Slack, for tests and for the curious."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

from bot.playground.wire import RateLimited

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

RESPONSE_URL = "response_url"


class Fault(StrEnum):
    """What happens to a call."""

    NOT_REACHED = "not_reached"  # the connection is cut, and nothing was done
    LOST_RESPONSE = "lost_response"  # it was done, and the connection is cut
    SERVER_ERROR = "server_error"  # 500, and nothing was done
    RATE_LIMITED = "rate_limited"  # 429 with Retry-After, and nothing was done
    SLOW = "slow"  # it was done, and the answer comes late


@dataclass(kw_only=True, slots=True)
class PlannedFault:
    """A fault that strikes `share` of a method's calls, evenly spread, `times` times (None: on)."""

    method: str
    fault: Fault
    times: int | None
    share: float
    seconds: float
    calls: int = 0

    def strikes(self) -> bool:
        """Whether it strikes the next call, which is hereby counted."""
        self.calls += 1
        if int(self.calls * self.share) == int((self.calls - 1) * self.share):
            return False
        if self.times is not None:
            self.times -= 1
        return True


class Faults:
    """The faults still to come, by Web API method, or `response_url` for answers by link."""

    def __init__(self) -> None:
        self.planned: list[PlannedFault] = []

    def add(
        self,
        method: str,
        fault: Fault,
        *,
        times: int | None = 1,
        share: float = 1.0,
        seconds: float = 1.0,
    ) -> None:
        """Plans one; `seconds` is how late a slow answer comes, and what Retry-After says."""
        planned = PlannedFault(
            method=method, fault=fault, times=times, share=share, seconds=seconds
        )
        self.planned.append(planned)

    def clear(self) -> None:
        """All goes well again."""
        self.planned.clear()

    @web.middleware
    async def between(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Stands between the app and whatever answers its calls."""
        struck = self._strike(_called(request))
        if struck is None:
            return await handler(request)
        return await _suffer(struck, request, handler)

    def _strike(self, method: str | None) -> PlannedFault | None:
        struck = next(
            (each for each in self.planned if each.method == method and each.strikes()), None
        )
        self.planned = [each for each in self.planned if each.times != 0]
        return struck


async def _suffer(
    struck: PlannedFault, request: web.Request, handler: Handler
) -> web.StreamResponse:
    match struck.fault:
        case Fault.NOT_REACHED:
            return _cut(request)
        case Fault.SERVER_ERROR:
            raise web.HTTPInternalServerError
        case Fault.RATE_LIMITED:
            return RateLimited(struck.seconds).as_response()
        case Fault.LOST_RESPONSE:
            await handler(request)
            return _cut(request)
        case Fault.SLOW:
            answer = await handler(request)
            await asyncio.sleep(struck.seconds)
            return answer


def _called(request: web.Request) -> str | None:
    """The method of a call, or of an answer by link; None for the page's own requests."""
    return RESPONSE_URL if "secret" in request.match_info else request.match_info.get("method")


def _cut(request: web.Request) -> web.Response:
    """Ends the connection at once; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
