"""Starting and stopping."""

import asyncio
import socket
from datetime import timedelta

import aiohttp
import pytest

from bot.web.server import PortUnusable, WebServer
from tests.web.conftest import CODE, LOOPBACK, STATE, MayasSignIn, World, agreed


async def test_a_port_in_use_is_told_by_name() -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        server = WebServer(World().routes(), port=port, host=LOOPBACK)

        with pytest.raises(PortUnusable, match=rf"^Port {port} is in use .* set PORT to"):
            await server.start()


async def test_a_port_that_can_not_be_is_told_too() -> None:
    server = WebServer(World().routes(), port=70_000, host=LOOPBACK)

    with pytest.raises(PortUnusable, match=r"^Port 70000 can’t be opened"):
        await server.start()


async def test_a_sign_in_under_way_is_finished_before_the_server_stops() -> None:
    begun = MayasSignIn(pause=timedelta(seconds=0.1))
    server = WebServer(World(sign_in=begun).routes(), port=0, host=LOOPBACK)
    await server.start()

    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(f"http://{LOOPBACK}:{server.port}", cookie_jar=jar) as browser:
        asked = asyncio.create_task(_come_back(browser))
        await begun.asked.wait()
        await server.stop()

        assert await asked == 200
        with pytest.raises(aiohttp.ClientConnectionError):
            await browser.get("/health")


async def _come_back(browser: aiohttp.ClientSession) -> int:
    status, _ = await agreed(browser, f"/calendar/google/callback?state={STATE}&code={CODE}")
    return status
