"""Which rows hold what no key opens: found in what was read, or looked for everywhere."""

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Row, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.damage import Damage
from storage.tables import canary, metadata
from storage.types import Encrypted, EncryptedJSON, is_damaged

#: Rows read at once while everything is looked through.
BATCH = 500


def damages(table: Table, rows: Iterable[Row[Any]], key: str = "id") -> Iterator[Damage]:
    """Of rows that were read; a row may hold columns of other tables too. `key` is where such a
    row has the id of `table`'s own."""
    names = [column.name for column in sealed_columns(table)]
    for row in rows:
        for name in names:
            if is_damaged(getattr(row, name, None)):
                yield Damage(table=table.name, id=getattr(row, key), column=name)


async def all_damages(connection: AsyncConnection) -> tuple[Damage, ...]:
    """Everything stored is opened once, table by table."""
    tables = (each for each in metadata.sorted_tables if each is not canary)
    return tuple([found for each in tables async for found in _within(connection, each)])


def sealed_columns(table: Table) -> list[Column[Any]]:
    return [c for c in table.columns if isinstance(c.type, Encrypted | EncryptedJSON)]


async def _within(connection: AsyncConnection, table: Table) -> AsyncIterator[Damage]:
    if not (sealed := sealed_columns(table)):
        return
    [key] = table.primary_key.columns
    last = 0
    while True:
        some = select(key, *sealed).where(key > last).order_by(key).limit(BATCH)
        rows = (await connection.execute(some)).all()
        for found in damages(table, rows, key.name):
            yield found
        if not rows:
            return
        last = getattr(rows[-1], key.name)
