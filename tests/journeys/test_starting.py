"""How the bot starts beside Slack: whoever looks after it hears from it first, and Slack once."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp

from bot.commands.run import run
from bot.commands.trial import settings_for
from bot.playground.clock import PlaygroundClock
from bot.playground.faults import Fault
from bot.playground.server import Playground
from bot.playground.stories import story_named
from bot.slack.manifest import manifest


async def test_health_answers_before_slack_does_and_ready_waits_for_it(tmp_path: Path) -> None:
    async with slack() as playground:
        playground.faults.add("auth.test", Fault.SLOW, seconds=0.5)
        async with running(playground, tmp_path) as page:
            async with page.get("/ready") as answer:
                waiting = (answer.status, (await answer.json())["checks"]["Slack"])
            await until(page, "/ready")

    assert waiting == (503, "There is no connection to Slack at the moment.")


async def test_a_start_asks_slack_for_one_socket(tmp_path: Path) -> None:
    async with slack() as playground:
        playground.faults.add("apps.connections.open", Fault.SLOW, times=None, share=0.001)
        [counted] = playground.faults.planned
        async with running(playground, tmp_path) as page:
            await until(page, "/ready")

        assert counted.calls == 1


@asynccontextmanager
async def running(playground: Playground, folder: Path) -> AsyncIterator[aiohttp.ClientSession]:
    """`resonance run`, from its very start, and a browser at its pages."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"sqlite:///{folder}/resonance.db"
    settings = replace(settings_for(playground), database_url=url, port=port)
    bot = asyncio.create_task(run(settings))
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as page:
        try:
            await until(page, "/health")
            yield page
        finally:
            bot.cancel()
            await bot


async def until(page: aiohttp.ClientSession, path: str) -> None:
    """Asks until the answer is good; the test's own time limit is what ends a wait in vain."""
    while True:
        with contextlib.suppress(aiohttp.ClientConnectorError):
            async with page.get(path) as answer:
                if answer.ok:
                    return
        await asyncio.sleep(0.01)


@asynccontextmanager
async def slack() -> AsyncIterator[Playground]:
    """A Slack that the app is installed in."""

    async def nothing_due() -> None:
        return None

    async with Playground(
        manifest=manifest(),
        story=story_named("empty"),
        clock=PlaygroundClock(),
        due=nothing_due,
        settle=nothing_due,
    ) as playground:
        yield playground
