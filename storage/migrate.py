"""The schema brought to the newest, and how far a database is from it."""

import logging
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, String, column, func, inspect, select, table

from storage.engines import engines, opening
from storage.errors import StorageTrouble

logger = logging.getLogger(__name__)

VERSIONS = Path(__file__).parent / "migrations" / "versions"
#: Every revision this program knows, oldest first; a file is named by its number.
REVISIONS = sorted(path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))
#: The advisory lock of Postgres that whoever migrates holds: a number that nobody else has chosen.
_MIGRATING = int.from_bytes(b"resonanc")


class SchemaState(StrEnum):
    """How a database's schema stands to the one this program knows."""

    CURRENT = "current"
    BEHIND = "behind"
    NEWER = "newer"


async def migrate(url: str) -> None:
    """Brings the database to the newest schema; an embedded one is created where absent."""
    made = engines(url)
    try:
        with opening(url):
            async with made.writing.begin() as connection:
                await connection.run_sync(upgrade)
    finally:
        await made.dispose()


async def schema_state(url: str) -> SchemaState:
    """How the database stands; an embedded one that does not exist is created empty."""
    made = engines(url)
    try:
        with opening(url):
            async with made.reading.begin() as connection:
                return await connection.run_sync(schema_of)
    finally:
        await made.dispose()


def schema_of(connection: Connection) -> SchemaState:
    """BEHIND includes an empty database; NEWER is a revision this program has never heard of."""
    stored = stored_revision(connection)
    if stored == REVISIONS[-1]:
        return SchemaState.CURRENT
    return SchemaState.BEHIND if stored in {None, *REVISIONS} else SchemaState.NEWER


def stored_revision(connection: Connection) -> str | None:
    """From where Alembic keeps it; None for a database that has none yet. Asking Alembic itself
    would take a fifth of a second of each start, for its templates of new revisions."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version = column("version_num", String)
    kept = select(version).select_from(table("alembic_version", version))
    return connection.execute(kept).scalar_one_or_none()


def hold_migrations(connection: Connection) -> None:
    """Nobody else changes the schema until this transaction ends."""
    if connection.dialect.name == "postgresql":  # in SQLite BEGIN IMMEDIATE has seen to it
        connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))


def upgrade(connection: Connection) -> None:
    """Brings the schema to the newest within the connection's transaction. Of two at once the
    second waits, and finds nothing left to do."""
    hold_migrations(connection)
    match schema_of(connection):
        case SchemaState.NEWER:
            raise _newer()
        case SchemaState.BEHIND:
            from storage.migrations.running import upgrade_to  # noqa: PLC0415 - as above

            before = stored_revision(connection)
            upgrade_to(connection, REVISIONS[-1])
            if before:  # a new database is no migration
                told = {"before": before, "now": REVISIONS[-1]}
                logger.info("the database was migrated", extra=told)
        case SchemaState.CURRENT:
            return


def refuse_old(connection: Connection) -> None:
    """For a database that only `resonance migrate` may change."""
    match schema_of(connection):
        case SchemaState.NEWER:
            raise _newer()
        case SchemaState.BEHIND:
            raise StorageTrouble("The database's schema is out of date; run `resonance migrate`.")
        case SchemaState.CURRENT:
            return


def _newer() -> StorageTrouble:
    return StorageTrouble("The database was written by a newer version of Resonance; update this.")
