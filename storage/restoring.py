"""A backup put in the place of a database: all of it or nothing, and never over newer things."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.nudges import Kind
from storage.backup_file import Backup, newer_backup
from storage.backups import newer_than
from storage.bare_tables import Bare, as_stored, bare_tables, last_id, sequence_of
from storage.engines import embedded_file, engines, opening, with_file
from storage.errors import StorageTrouble
from storage.keys import KeyRing
from storage.migrate import REVISIONS, hold_migrations, upgrade
from storage.places import draft_for, in_use, put, sound_and_unused
from storage.reasons import outages_told
from storage.tables import nudge

#: Ids given since the backup stand in buttons of messages, and none may be given again. How many
#: those were nobody knows any more: hardly more than so many, and one a second.
IDS_AT_ONCE = 100_000
#: A connection that was closed just now is still counted for a moment.
_LOOKS, _BETWEEN_SECONDS = 20, 0.1
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)

#: The last id that each table gave.
Given = Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """How many rows, as they were when."""

    rows: int
    made_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Restoring:
    """One backup on its way back; `force` puts it over newer things too."""

    backup: Backup
    force: bool
    now: datetime

    async def to(self, url: str) -> Restored:
        place = embedded_file(url)
        with outages_told("The database could not be restored; it is as it was."):
            rows = await (self._to_file(url, place.resolve()) if place else self._to_server(url))
        return Restored(rows=rows, made_at=self.backup.header.moment)

    async def _to_file(self, url: str, place: Path) -> int:
        """Made whole beside the place, then given its name."""
        given: Given = {}
        if sound_and_unused(place, force=self.force):
            async with _transaction(url) as connection:
                given = await connection.run_sync(self._refuse_newer)
        with draft_for(place) as draft:
            async with _transaction(with_file(url, draft)) as connection:
                rows = await connection.run_sync(self._fill, given)
            put(draft, place, force=self.force)
        return rows

    async def _to_server(self, url: str) -> int:
        async with _transaction(url) as connection:
            return await connection.run_sync(self._replace)

    def _replace(self, connection: Connection) -> int:
        hold_migrations(connection)
        _refuse_company(connection)
        given = self._refuse_newer(connection)
        for bare in reversed(bare_tables(connection)):
            _drop(connection, bare.table.name)
        _drop(connection, "alembic_version")
        return self._fill(connection, given)

    def _refuse_newer(self, connection: Connection) -> Given:
        """What was given at the place, which must hold nothing that would be lost."""
        if not self.force and newer_than(connection, self.backup):
            raise StorageTrouble(
                "The database holds what this backup doesn't, so nothing was restored; "
                "--force puts the backup in its place all the same."
            )
        names = [bare.table.name for bare in bare_tables(connection)]
        return {name: last_id(connection, name) or 0 for name in names}

    def _fill(self, connection: Connection, given: Given) -> int:
        """Everything, in a database that has no tables."""
        from storage.migrations.running import upgrade_to  # noqa: PLC0415 - Alembic is slow to load

        upgrade_to(connection, self.backup.header.schema)
        with self.backup.damage_told():
            rows, last = self._insert(connection)
        upgrade(connection)
        for name in last:
            self._go_on_after(connection, name, max(last[name], given.get(name, 0)))
        _doubt(connection, self.now)
        return rows

    def _insert(self, connection: Connection) -> tuple[int, Given]:
        """How many rows, and the last ids."""
        here = {bare.table.name: bare for bare in bare_tables(connection)}
        rows, last = 0, {}
        for table, batch in self.backup.batches():
            _store(connection, here[table.name], as_stored(here[table.name], table.columns, batch))
            rows, last[table.name] = rows + len(batch), table.last_id or 0
        return rows, last

    def _go_on_after(self, connection: Connection, name: str, last: int) -> None:
        """The next id is beyond any that can have been given since."""
        since = max((self.now - self.backup.header.moment).total_seconds(), 0)
        if inspect(connection).has_table(name) and last_id(connection, name) is not None:
            _set_last_id(connection, name, last + IDS_AT_ONCE + int(since))


async def restore(url: str, keys: KeyRing, file: Path, *, force: bool, now: datetime) -> Restored:
    """Puts a backup where `url` says, and brings it to the newest schema. `StorageTrouble`, and
    nothing is changed, where these keys don't open it, it is not whole, somebody has the place
    open, or what is there is newer."""
    backup = Backup(file)
    if backup.header.schema not in REVISIONS:
        raise newer_backup()
    keys.open(backup.header.canary)
    return await Restoring(backup=backup, force=force, now=now).to(url)


@asynccontextmanager
async def _transaction(url: str) -> AsyncGenerator[AsyncConnection]:
    """A writing one; a database that can't be opened says so."""
    made = engines(url)
    try:
        with opening(url):
            await (await made.writing.connect()).close()
        async with made.writing.begin() as connection:
            yield connection
    finally:
        await made.dispose()


def _refuse_company(connection: Connection) -> None:
    """Whoever else is connected to the database would go on with what is about to be replaced."""
    for _ in range(_LOOKS):
        connection.execute(select(func.pg_stat_clear_snapshot()))
        if not connection.execute(_OTHERS).scalar_one():
            return
        connection.execute(select(func.pg_sleep(_BETWEEN_SECONDS)))
    raise in_use("The database")


def _store(connection: Connection, bare: Bare, rows: list[dict[str, object]]) -> None:
    """ValueError for rows that can't all be in one database."""
    try:
        if rows:
            connection.execute(bare.table.insert(), rows)
    except IntegrityError as fault:
        raise ValueError from fault


def _drop(connection: Connection, name: str) -> None:
    quoted = connection.dialect.identifier_preparer.quote(name)
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {quoted}")


def _set_last_id(connection: Connection, name: str, last: int) -> None:
    if sequence := sequence_of(connection, name):
        connection.execute(select(func.setval(sequence, last)))
        return
    its = {"name": name, "last": last}
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), its)
    connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), its)


def _doubt(connection: Connection, now: datetime) -> None:
    """What fell due since may have been sent: it is looked for in Slack before it is posted."""
    waits = (nudge.c.next_at <= now) & (nudge.c.kind != Kind.POLL)
    connection.execute(update(nudge).where(waits).values(unsure=True))
