"""NOTIFY and LISTEN: what one process plans wakes the clocks of all the others on Postgres."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

logger = logging.getLogger(__name__)

CHANNEL = "resonance_planned"
#: Between attempts to listen again, doubled from the first to the longest.
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(seconds=30)


async def announce(connection: AsyncConnection, due_at: datetime) -> None:
    """Postgres tells every listener when, and only if, this transaction is committed."""
    await connection.execute(select(func.pg_notify(CHANNEL, due_at.isoformat())))


class Listener:
    """Hears what is planned by any process, its own included, over a connection of its own.

    `on_planned` gets each moment that is announced. Notices sent while nobody listened are lost,
    so `on_listening` is called each time that listening begins.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        on_planned: Callable[[datetime], None],
        on_listening: Callable[[], None],
    ) -> None:
        self._engine = engine
        self._on_planned = on_planned
        self._on_listening = on_listening
        self._wait = FIRST_WAIT

    async def run(self) -> None:
        """Listens until it is cancelled, whatever becomes of the server meanwhile."""
        driver: Any = self._engine.dialect.loaded_dbapi
        while True:
            try:
                await self._listen()
            except (SQLAlchemyError, driver.Error) as fault:
                extra = {"because": type(fault).__name__, "again_in_s": self._wait.total_seconds()}
                logger.warning("can't hear what other processes plan", extra=extra)
            await asyncio.sleep(self._wait.total_seconds())
            self._wait = min(self._wait * 2, LONGEST_WAIT)

    async def _listen(self) -> None:
        async with self._engine.connect() as connection:
            await connection.exec_driver_sql(f"LISTEN {CHANNEL}")
            logger.info("listening for what other processes plan")
            self._wait = FIRST_WAIT
            self._on_listening()
            held = await connection.get_raw_connection()
            driver_connection: Any = held.driver_connection
            async for notice in driver_connection.notifies():
                self._on_planned(datetime.fromisoformat(notice.payload))


@asynccontextmanager
async def listening(listener: Listener) -> AsyncGenerator[None]:
    """The listener runs in a task of its own for as long as this lasts."""
    task = asyncio.create_task(listener.run(), name="listener")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
