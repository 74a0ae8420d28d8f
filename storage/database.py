"""The database as the services see it: transactions, and in each the queries of every thing."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import exc, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports import Request
from storage.calendars import SqlCalendars
from storage.engines import embedded_file, engines, opening
from storage.errors import StorageTrouble
from storage.explorations import SqlExplorations
from storage.keys import KeyRing
from storage.members import SqlMembers
from storage.migrate import refuse_old, upgrade
from storage.nudges import SqlNudges
from storage.requests import note_handled
from storage.tables import canary
from storage.types import seal_with


class SqlWork:
    """The port `Work`: one transaction.

    In one that may write, members and explorations that were read are held until its end, so that
    no change in between is lost. Postgres locks their rows; in SQLite the writer is alone anyway,
    and SQLAlchemy leaves the FOR UPDATE out.
    """

    def __init__(self, connection: AsyncConnection, *, writing: bool) -> None:
        self.members = SqlMembers(connection, hold=writing)
        self.explorations = SqlExplorations(connection, hold=writing)
        self.calendars = SqlCalendars(connection)
        self.nudges = SqlNudges(connection)


class Database:
    """The port `Store` on SQLite or Postgres.

    After a commit in which nudges were planned, `on_planned` is called once with the earliest
    due moment. A transaction that may write must not be opened inside another.
    """

    def __init__(
        self, url: str, keys: KeyRing, on_planned: Callable[[datetime], None] | None = None
    ) -> None:
        self.on_planned = on_planned
        self._url = url
        self._engines = engines(url)
        seal_with(self._engines.reading.dialect, keys)
        seal_with(self._engines.writing.dialect, keys)

    async def open(self) -> None:
        """Creates and migrates an embedded database; `StorageTrouble` where it can't be used."""
        try:
            with opening(self._url):
                await self._prepare()
        except StorageTrouble:
            await self.close()
            raise

    async def close(self) -> None:
        await self._engines.dispose()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self.close()

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[SqlWork]:
        async with self._engines.reading.begin() as connection:
            yield SqlWork(connection, writing=False)

    @asynccontextmanager
    async def writing(self, request: Request | None = None) -> AsyncGenerator[SqlWork]:
        try:
            async with self._engines.writing.begin() as connection:
                if request:
                    await note_handled(connection, request)
                work = SqlWork(connection, writing=True)
                yield work
        except (exc.OperationalError, exc.TimeoutError) as error:
            raise StorageTrouble("The database could not save this; please try again.") from error
        if work.nudges.planned and self.on_planned:
            self.on_planned(min(work.nudges.planned))

    async def _prepare(self) -> None:
        async with self._engines.writing.begin() as connection:
            await connection.run_sync(upgrade if embedded_file(self._url) else refuse_old)
            await _prove_key(connection)


async def _prove_key(connection: AsyncConnection) -> None:
    """Opens the canary, which raises `StorageTrouble` under a wrong key; makes the first one."""
    if (await connection.execute(select(canary.c.word))).one_or_none() is None:
        await connection.execute(insert(canary).values(id=1, word="tweet"))
