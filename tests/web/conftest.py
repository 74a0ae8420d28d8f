"""The real server on a port of its own, with stand-ins only for what it asks the bot."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape

import aiohttp
import pytest
from aiohttp import web

from bot.core.errors import NotFound, ResonanceError
from bot.core.feeds import CalendarKind
from bot.core.nudges import Kind
from bot.services.metrics import Counts
from bot.web.callbacks import Callbacks
from bot.web.metrics import Metrics
from bot.web.probes import Probes
from bot.web.prometheus import PrometheusMetrics
from bot.web.server import WebServer

LOOPBACK = "127.0.0.1"
STATE, CODE = "state-of-maya", "4/code-for-maya"
WELL: Mapping[str, str | None] = {"database": None, "schema": None, "Slack": None}
COUNTS = Counts(
    members=3,
    explorations_undecided=2,
    calendars={CalendarKind.ICS: 2, CalendarKind.GOOGLE: 1},
    calendars_in_trouble={CalendarKind.GOOGLE: 1},
    longest_in_trouble=timedelta(hours=5),
    nudges_pending={Kind.POLL: 3, Kind.CHECK_IN: 1},
    nudges_failed={Kind.WEEK_END: 1},
    longest_overdue=timedelta(seconds=1.5),
)


def hidden_fields(page: str) -> dict[str, str]:
    """What the page's form sends back when its button is pressed."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


async def agreed(browser: aiohttp.ClientSession, address: str) -> tuple[int, str]:
    """Comes back from the provider, and says yes; the status and the page then."""
    async with browser.get(address) as asked:
        fields = hidden_fields(await asked.text())
    async with browser.post(address.partition("?")[0], data=fields) as answer:
        return answer.status, await answer.text()


@dataclass(frozen=True, kw_only=True, slots=True)
class Connected:
    calendar: str = "Work"
    member: str = "Maya Okafor"
    workspace: str = "Brightside"
    interviews: int = 2


@dataclass
class MayasSignIn:
    """One sign-in, Maya's at Google; it ends once, well or with a `fault`, after a `pause`."""

    finished: Connected = field(default_factory=Connected)
    fault: Exception | None = None
    pause: timedelta = timedelta()
    under_way: bool = True
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def asking(self, kind: CalendarKind, state: str) -> Connected:
        await self._its_way(kind, state)
        return self.finished

    async def finish(self, kind: CalendarKind, state: str, code: str) -> Connected:
        self.asked.set()
        await self._its_way(kind, state)
        if self.fault:
            raise self.fault
        assert code == CODE
        self.under_way = False
        return self.finished

    async def _its_way(self, kind: CalendarKind, state: str) -> None:
        await asyncio.sleep(self.pause.total_seconds())
        if not self.under_way or (kind, state) != (CalendarKind.GOOGLE, STATE):
            raise NotFound("That sign-in is over; start again in Slack: `/interviews connect`.")


@dataclass
class Bot:
    """What the server asks; `away` is what a database that can't be reached raises."""

    faults_found: Mapping[str, str | None] = field(default_factory=lambda: WELL)
    warned: Mapping[str, str] = field(default_factory=dict)
    away: ResonanceError | None = None
    pause: timedelta = timedelta()

    async def faults(self) -> Mapping[str, str | None]:
        await asyncio.sleep(self.pause.total_seconds())
        return self.faults_found

    def warnings(self) -> Mapping[str, str]:
        return self.warned

    async def take(self) -> Counts:
        if self.away:
            raise self.away
        return COUNTS


@dataclass
class World:
    """What a test sets up before it asks."""

    bot: Bot = field(default_factory=Bot)
    sign_in: MayasSignIn = field(default_factory=MayasSignIn)
    tally: PrometheusMetrics = field(default_factory=PrometheusMetrics)
    token: str | None = None
    secure: bool = False
    patience: timedelta = timedelta(seconds=5)
    extra: tuple[web.RouteDef, ...] = ()

    def routes(self) -> list[web.RouteDef]:
        return [
            *Probes(self.bot, patience=self.patience).routes(),
            *Metrics(tally=self.tally, census=self.bot, token=self.token).routes(),
            *Callbacks(self.sign_in, secure=self.secure, patience=self.patience).routes(),
            *self.extra,
        ]


Visit = Callable[[World], Awaitable[aiohttp.ClientSession]]


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    """Starts the server of a world; gives a browser that is there, and follows no redirects."""
    async with AsyncExitStack() as stack:

        async def start(world: World) -> aiohttp.ClientSession:
            server = WebServer(world.routes(), port=0, host=LOOPBACK)
            await server.start()
            stack.push_async_callback(server.stop)
            browser = aiohttp.ClientSession(
                f"http://{LOOPBACK}:{server.port}", cookie_jar=aiohttp.CookieJar(unsafe=True)
            )
            return await stack.enter_async_context(browser)

        yield start
