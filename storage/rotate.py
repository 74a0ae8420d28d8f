"""Everything that is sealed, sealed anew with the newest key."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, ColumnClause, Table, bindparam, column, select, table, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engines import engines
from storage.errors import StorageTrouble
from storage.keys import KeyRing
from storage.reasons import outages_told
from storage.tables import canary, metadata
from storage.types import Encrypted, EncryptedJSON

#: Rows a transaction: writers wait for about 30 ms.
BATCH = 100


async def rotate(url: str, keys: KeyRing) -> int:
    """How many rows were sealed anew; those that the newest key opens already are left alone.

    It may be stopped at any moment and run again: each row is opened by one key of the ring or
    another, and what none opens is damaged and left as it is. The bot may run meanwhile if it has
    all of these keys. The canary comes last, so that an old key can't be taken away too soon;
    `StorageTrouble` where none of the keys opens it.
    """
    made = engines(url)
    rows = 0
    try:
        with outages_told("The database could not save this; please run it again."):
            for each in sorted(metadata.sorted_tables, key=lambda found: found is canary):
                rows += await _reseal(made.writing, each, keys)
    finally:
        await made.dispose()
    return rows


async def _reseal(engine: AsyncEngine, sealed: Table, keys: KeyRing) -> int:
    names = [c.name for c in sealed.columns if isinstance(c.type, Encrypted | EncryptedJSON)]
    if not names:
        return 0
    reseal = keys.reseal if sealed is canary else _unless_damaged(keys)
    rows, last = 0, 0
    while True:
        async with engine.begin() as connection:
            await _keep_writers_out(connection, sealed)
            batch = await _batch(connection, sealed, names, after=last)
            anew = [new for old in batch if (new := _anew(old, reseal)) != old]
            await _store(connection, sealed, names, anew)
        if not batch:
            return rows
        rows, last = rows + len(anew), batch[-1]["its_id"]


async def _keep_writers_out(connection: AsyncConnection, sealed: Table) -> None:
    """Of this table, for this batch. Taking one lock and waiting for nothing after it can't end
    in a deadlock, as locking row by row could. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        name = connection.dialect.identifier_preparer.format_table(sealed)
        await connection.exec_driver_sql(f"LOCK TABLE {name} IN EXCLUSIVE MODE")


async def _batch(
    connection: AsyncConnection, sealed: Table, names: list[str], *, after: int
) -> list[dict[str, Any]]:
    """Rows as they lie in the database, with nothing opened."""
    key: ColumnClause[int] = column(_key(sealed).name)
    bare = table(sealed.name, key, *map(column, names))
    found = select(key.label("its_id"), *[bare.c[name] for name in names]).where(key > after)
    rows = await connection.execute(found.select_from(bare).order_by(key).limit(BATCH))
    return [dict(row._mapping) for row in rows]


async def _store(
    connection: AsyncConnection, sealed: Table, names: list[str], rows: list[dict[str, Any]]
) -> None:
    if rows:
        bare = table(sealed.name, column(_key(sealed).name), *map(column, names))
        its = bare.c[_key(sealed).name] == bindparam("its_id")
        stored = update(bare).where(its).values({name: bindparam(name) for name in names})
        await connection.execute(stored, rows)


def _anew(row: dict[str, Any], reseal: Callable[[str], str]) -> dict[str, Any]:
    return {name: reseal(value) if isinstance(value, str) else value for name, value in row.items()}


def _unless_damaged(keys: KeyRing) -> Callable[[str], str]:
    """Seals anew what can be opened; what can't must not keep the others from it."""

    def reseal(sealed: str) -> str:
        try:
            return keys.reseal(sealed)
        except StorageTrouble:
            return sealed

    return reseal


def _key(sealed: Table) -> Column[Any]:
    [key] = sealed.primary_key.columns
    return key
