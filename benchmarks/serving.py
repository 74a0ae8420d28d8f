"""A server of its own process, the other end of what a benchmark measures."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web


@contextmanager
def served(module: str) -> Iterator[str]:
    """The host and port at which `python -m module` serves, while it runs."""
    with subprocess.Popen(  # noqa: S603 - our own modules
        [sys.executable, "-m", module], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


async def serve(app: web.Application) -> None:
    """Prints where it listens, and serves until the process is ended."""
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print("{}:{}".format(*runner.addresses[0][:2]), flush=True)
    await asyncio.Event().wait()
