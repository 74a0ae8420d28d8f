"""The schema brought to the newest, and how far a database is from it."""

from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, String, column, func, inspect, select, table

from storage.engines import engines, opening
from storage.errors import StorageTrouble

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
    stored = _stored_revision(connection)
    if stored == REVISIONS[-1]:
        return SchemaState.CURRENT
    return SchemaState.BEHIND if stored in {None, *REVISIONS} else SchemaState.NEWER


def _stored_revision(connection: Connection) -> str | None:
    """Where Alembic keeps it. Asking Alembic itself would take a fifth of a second of each start,
    for the templates that it loads to write new revisions."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version = column("version_num", String)
    kept = select(version).select_from(table("alembic_version", version))
    return connection.execute(kept).scalar_one_or_none()


def upgrade(connection: Connection) -> None:
    """Brings the schema to the newest within the connection's transaction. Of two at once the
    second waits, and finds nothing left to do."""
    if connection.dialect.name == "postgresql":  # in SQLite BEGIN IMMEDIATE has seen to it
        connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
    match schema_of(connection):
        case SchemaState.NEWER:
            raise _newer()
        case SchemaState.BEHIND:
            from storage.migrations.running import upgrade_to_newest  # noqa: PLC0415 - as above

            upgrade_to_newest(connection)
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
