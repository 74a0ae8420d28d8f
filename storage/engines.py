"""Engines that keep what they are given: how each kind of database is opened, read and written."""

import os
import sqlite3
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, NullPool, event, func, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage.errors import StorageTrouble
from storage.reasons import reason

_BUSY_SECONDS = 10
_TRIES, _BRIEFLY_SECONDS = 200, 0.02
_PRAGMAS = (
    f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what she was told is saved survives a power cut
    "PRAGMA foreign_keys = ON",
)
_POSTGRES = {"postgres", "postgresql", "postgresql+psycopg"}
#: For libpq, in seconds: Slack waits three for an answer, so nobody is to wait longer for a server
#: that is not there; one that falls silent while a connection is idle is noticed within a minute.
_PATIENCE = {
    "connect_timeout": 2,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Engines:
    """The way in for readers, who see one moment throughout, and the way in for writers."""

    reading: AsyncEngine
    writing: AsyncEngine

    async def dispose(self) -> None:
        await self.reading.dispose()
        await self.writing.dispose()


def parsed(url: str) -> URL:
    """A `sqlite:///`, `postgres://` or `postgresql://` address with the driver we use for it."""
    try:
        address = make_url(url)
    except ArgumentError:
        raise _unknown() from None
    if address.drivername in _POSTGRES:
        return address.set(drivername="postgresql+psycopg")
    if address.drivername != "sqlite" or address.database in (None, "", ":memory:"):
        raise _unknown()
    return address.set(drivername="sqlite+aiosqlite")


def embedded_file(url: str) -> Path | None:
    """The file of an embedded database; None for a server."""
    address = parsed(url)
    return Path(str(address.database)) if address.get_backend_name() == "sqlite" else None


def with_file(url: str, file: Path) -> str:
    """The address of another embedded database."""
    return make_url(url).set(database=str(file)).render_as_string(hide_password=False)


def engines(url: str) -> Engines:
    """Engines that have not connected yet; `StorageTrouble` for an address we can't use."""
    address = parsed(url)
    try:
        return _sqlite(address) if address.get_backend_name() == "sqlite" else _server(address)
    except ModuleNotFoundError as error:
        raise StorageTrouble(f"This kind of database needs the package {error.name}.") from error


def listening_engine(url: str) -> AsyncEngine:
    """For a server's notices: each connection is opened for its one user, outside transactions."""
    return create_async_engine(
        parsed(url), poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=_PATIENCE
    )


@asynccontextmanager
async def advisory_lock(url: str, name: str) -> AsyncGenerator[None]:
    """A server's lock on a name, held by a connection of its own, with which it ends."""
    engine = listening_engine(url)
    try:
        async with engine.connect() as connection:
            await connection.execute(select(func.pg_advisory_lock(func.hashtextextended(name, 0))))
            yield
    finally:
        await engine.dispose()


@contextmanager
def opening(url: str) -> Iterator[None]:
    """What goes wrong while a database is opened, told as a `StorageTrouble`; the file of an
    embedded one is made where absent, for its owner alone."""
    file = embedded_file(url)
    try:
        if file:
            os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        yield
    except (DBAPIError, PoolTimeoutError, OSError) as error:
        name = f"The database {file}" if file else "The database"
        raise StorageTrouble(f"{name} can't be opened: {reason(error)}.") from error


def _sqlite(address: URL) -> Engines:
    """Writers queue in this process for one connection; BEGIN IMMEDIATE queues them across
    processes. Without it SQLite lets two read the same row before either writes."""
    writing = create_async_engine(address, pool_size=1, max_overflow=0)
    reading = create_async_engine(address)
    _begin(writing, "IMMEDIATE")
    _begin(reading, "DEFERRED")
    return Engines(reading=reading, writing=writing)


def _server(address: URL) -> Engines:
    engine = create_async_engine(address, pool_pre_ping=True, connect_args=_PATIENCE)
    snapshot = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Engines(reading=snapshot, writing=engine)


def _begin(engine: AsyncEngine, mode: Literal["IMMEDIATE", "DEFERRED"]) -> None:
    """SQLAlchemy's documented recipe: the driver begins nothing by itself, we say how."""

    def set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        driver: Any = connection.driver_connection
        driver.text_factory = _as_text
        cursor = connection.cursor()
        try:
            for pragma in _PRAGMAS:
                _execute(cursor, pragma)
        except sqlite3.Error:  # the pool has not taken it yet, so nobody else would close it
            connection.close()
            raise
        cursor.close()

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {mode}")

    event.listen(engine.sync_engine, "connect", set_up)
    event.listen(engine.sync_engine, "begin", begin)


def _as_text(stored: bytes) -> str:
    """Bytes that are no text must not keep the row they are in from being read."""
    return stored.decode(errors="replace")


def _unknown() -> StorageTrouble:
    # The address itself is not repeated: it may hold a password.
    return StorageTrouble(
        "DATABASE_URL is no address of a database; write it like sqlite:///resonance.db or "
        "postgresql://user:password@host/name."
    )


def _execute(cursor: DBAPICursor, pragma: str) -> None:
    """SQLite waits for other locks, but not while another process turns a new file to WAL."""
    for _ in range(_TRIES):
        try:
            cursor.execute(pragma)
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault):
                raise
            time.sleep(_BRIEFLY_SECONDS)
        else:
            return
    cursor.execute(pragma)
