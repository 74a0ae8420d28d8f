"""Starts and stops the bot's web server."""

import errno
from collections.abc import Iterable

from aiohttp import web

from bot.core.errors import ResonanceError
from bot.web.answering import answering, be_strict
from bot.web.callbacks import PATIENCE

EVERYWHERE = "0.0.0.0"  # noqa: S104 - members' browsers and supervisors come from outside
#: Bytes. An address beyond it is answered by aiohttp itself, which repeats how it begins.
LONGEST_ADDRESS = 64 * 1024
#: Longer than most proxies keep an idle connection, so that none is closed while one is used.
KEEP_ALIVE_SECONDS = 75.0


class PortUnusable(ResonanceError):
    """The web server can't listen where it was told to."""


class WebServer:
    """Answers on `port` (any free one for 0) from `start` to `stop`, with the given routes."""

    def __init__(
        self, routes: Iterable[web.AbstractRouteDef], *, port: int, host: str = EVERYWHERE
    ) -> None:
        app = web.Application(middlewares=[answering])
        app.on_response_prepare.append(be_strict)
        app.add_routes(routes)
        self._runner = web.AppRunner(
            app,
            access_log=None,
            max_line_size=LONGEST_ADDRESS,
            keepalive_timeout=KEEP_ALIVE_SECONDS,
            shutdown_timeout=PATIENCE.total_seconds(),
        )
        self._host = host
        self._port = port

    @property
    def port(self) -> int:
        """The one it listens on, once started."""
        return int(self._runner.addresses[0][1])

    async def start(self) -> None:
        """`PortUnusable` where the port is not to be had; nothing is left open then."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except (OSError, OverflowError) as fault:
            await self._runner.cleanup()
            raise _unusable(self._port, fault) from None

    async def stop(self) -> None:
        """Takes no more requests, and lets those under way be answered."""
        await self._runner.cleanup()


def _unusable(port: int, fault: OSError | OverflowError) -> PortUnusable:
    if isinstance(fault, OSError) and fault.errno == errno.EADDRINUSE:
        return PortUnusable(
            f"Port {port} is in use by another program; stop that one, or set PORT to a free port."
        )
    return PortUnusable(f"Port {port} can’t be opened; set PORT to a free one from 1024 to 65535.")
