"""Slack's clock beside the machine's own: by a wrong one every message would come at a wrong time.

It is the machine's real clock that is meant, whatever time the bot itself is told to live in.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

logger = logging.getLogger(__name__)

#: Further from Slack's clock the bot doesn't start, and warns where it runs already.
TOO_FAR = timedelta(minutes=10)
EVERY_SECONDS = 3600.0

#: How far apart the two are now; None where Slack can't be asked, or doesn't say.
Look = Callable[[], Awaitable[timedelta | None]]


def clock_fault(off: timedelta | None) -> str | None:
    """Why the bot does not start, as a sentence."""
    if off is None or off <= TOO_FAR:
        return None
    minutes = round(off.total_seconds() / 60)
    return (
        f"This machine's clock differs from Slack's by {minutes} minutes, so nothing would come "
        "when it should: set its time, then start again."
    )


@asynccontextmanager
async def clock_watched(look: Look) -> AsyncGenerator[None]:
    """While this lasts the log is warned each hour in which the clock is wrong."""
    polling = asyncio.create_task(_watch(look), name="clock check")
    try:
        yield
    finally:
        polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling


async def _watch(look: Look) -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        off = await look()
        if off is not None and off > TOO_FAR:
            extra = {"off_s": round(off.total_seconds())}
            logger.warning("this machine's clock differs from Slack's; set its time", extra=extra)
