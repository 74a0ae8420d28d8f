"""A server on loopback whose answers a test may replace by a fault, whatever stands behind it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from tests.calendars.conftest import Handler
from tests.calendars.fake_sign_in import Fault, answered


@dataclass(kw_only=True, slots=True)
class Door:
    """Answers with its `fault`, or where it has none as `inside` does."""

    inside: Handler
    runner: web.AppRunner
    fault: Fault | None = None

    @property
    def host(self) -> str:
        return "{}:{}".format(*self.runner.addresses[0][:2])

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    async def close(self) -> None:
        """Nobody answers any more."""
        await self.runner.cleanup()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        return await (answered(request, self.fault) if self.fault else self.inside(request))


@asynccontextmanager
async def behind(inside: Handler) -> AsyncIterator[Door]:
    """A door on a port of its own."""
    app = web.Application()
    door = Door(inside=inside, runner=web.AppRunner(app, shutdown_timeout=0.1))
    app.router.add_route("*", "/{path:.*}", door.answer)
    await door.runner.setup()
    await web.TCPSite(door.runner, "127.0.0.1", 0).start()
    yield door
    await door.close()
