"""The database as the services see it: transactions, and in each the queries of every thing."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import datetime
from time import monotonic
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.damage import Damage
from bot.services.metrics import Counts
from bot.services.ports import Request
from bot.services.upkeep import Deliveries, Rostered
from storage.accounts import SqlAccounts
from storage.calendars import SqlCalendars
from storage.census import counts
from storage.damage import all_damages
from storage.engines import advisory_lock, embedded_file, engines, listening_engine, opening
from storage.errors import StorageTrouble
from storage.explorations import SqlExplorations
from storage.keys import KeyRing, no_key_fits
from storage.members import SqlMembers
from storage.migrate import refuse_old, upgrade
from storage.notices import Listener, announce, listening
from storage.nudges import SqlNudges
from storage.observations import SqlObservations
from storage.reasons import outages_told, refuse_full_disk
from storage.requests import note_handled
from storage.tables import canary
from storage.types import is_damaged, seal_with
from storage.upkeep import deliveries, roster
from storage.upserts import insert_into

_AWAY = "The database does not answer, and nothing saved is lost; please try again in a minute."
_NOT_SAVED = "The database could not save this; please try again. What was saved before is safe."
#: For so long it is believed that what could be written to still can.
PROVEN_SECONDS = 5.0


class SqlWork:
    """The port `Work`: one transaction.

    In one that may write, members and explorations that were read are held until its end, so that
    no change in between is lost. Postgres locks their rows; in SQLite the writer is alone anyway,
    and SQLAlchemy leaves the FOR UPDATE out.
    """

    def __init__(self, connection: AsyncConnection, *, writing: bool) -> None:
        self.members = SqlMembers(connection, hold=writing)
        self.explorations = SqlExplorations(connection, hold=writing)
        self.accounts = SqlAccounts(connection)
        self.calendars = SqlCalendars(connection, hold=writing)
        self.nudges = SqlNudges(connection)
        self.observations = SqlObservations(connection)


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
        self._proven_until = 0.0
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
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
        with outages_told(_AWAY):
            async with self._engines.reading.begin() as connection:
                yield SqlWork(connection, writing=False)

    @asynccontextmanager
    async def writing(self, request: Request | None = None) -> AsyncGenerator[SqlWork]:
        with outages_told(_NOT_SAVED):
            async with self._engines.writing.begin() as connection:
                if request:
                    await note_handled(connection, request)
                work = SqlWork(connection, writing=True)
                yield work
                if work.nudges.planned and self._is_server:
                    await announce(connection, min(work.nudges.planned))
        if work.nudges.planned and self.on_planned:
            self.on_planned(min(work.nudges.planned))

    async def check(self) -> None:
        """`StorageTrouble` where the database can't be reached or written to, or is not of this
        version."""
        with outages_told("The database does not answer."):
            async with self._engines.reading.begin() as connection:
                await connection.run_sync(refuse_old)
            await self._prove_writing()

    async def _prove_writing(self) -> None:
        """By a row that stays as it is. Seldom, since anybody may ask whether we are ready."""
        if (file := embedded_file(self._url)) is not None:
            refuse_full_disk(file)
        if monotonic() < self._proven_until:
            return
        async with self._engines.writing.begin() as connection:
            await connection.execute(update(canary).values(id=canary.c.id))
        self._proven_until = monotonic() + PROVEN_SECONDS

    async def counts(self, now: datetime) -> Counts:
        """What is stored, in counts; `StorageTrouble` where it can't be asked."""
        with outages_told("The database does not answer."):
            async with self._engines.reading.begin() as connection:
                return await counts(connection, now)

    async def damaged(self) -> tuple[Damage, ...]:
        """Everything stored that can't be opened, for whoever runs this; it is left as it is."""
        with outages_told("The database does not answer."):
            async with self._engines.reading.begin() as connection:
                return await all_damages(connection)

    async def deliveries(self, now: datetime) -> Deliveries:
        """How messages fare; `StorageTrouble` where it can't be asked."""
        with outages_told("The database does not answer."):
            async with self._engines.reading.begin() as connection:
                return await deliveries(connection, now)

    async def roster(self) -> tuple[Rostered, ...]:
        """Every member by ids; `StorageTrouble` where it can't be asked."""
        with outages_told("The database does not answer."):
            async with self._engines.reading.begin() as connection:
                return await roster(connection)

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncGenerator[None]:
        async with self._locks.setdefault(name, asyncio.Lock()):
            if not self._is_server:  # an embedded database has one bot
                yield
                return
            with outages_told(_AWAY):
                async with advisory_lock(self._url, name):
                    yield

    def listening(
        self, on_planned: Callable[[datetime], None], on_listening: Callable[[], None]
    ) -> AbstractAsyncContextManager[None]:
        """While this lasts, what any process plans on a server is passed on (see `Listener`). An
        embedded database has one process that plans, and `on_planned` of its own."""
        if not self._is_server:
            return nullcontext()
        return listening(Listener(listening_engine(self._url), on_planned, on_listening))

    @property
    def _is_server(self) -> bool:
        return embedded_file(self._url) is None

    async def _prepare(self) -> None:
        async with self._engines.writing.begin() as connection:
            await connection.run_sync(refuse_old if self._is_server else upgrade)
            await _prove_key(connection)


async def _prove_key(connection: AsyncConnection) -> None:
    """Opens the canary, which raises `StorageTrouble` under a wrong key; makes the first one, of
    which two processes that open a new database at once agree on one."""
    first = insert_into(canary, connection).values(id=1, word="tweet")
    await connection.execute(first.on_conflict_do_nothing())
    if is_damaged((await connection.execute(select(canary.c.word))).scalar_one()):
        raise no_key_fits()
