"""The schema brought to the newest, and how far a database is from it."""

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from storage.engines import engines, opening
from storage.errors import StorageTrouble

_SCRIPTS = Path(__file__).parent / "migrations"
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
    stored = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory.from_config(configured(connection))
    if stored == scripts.get_current_head():
        return SchemaState.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return SchemaState.BEHIND if stored is None or stored in known else SchemaState.NEWER


def upgrade(connection: Connection) -> None:
    """Brings the schema to the newest within the connection's transaction. Of two at once the
    second waits, and finds nothing left to do."""
    if connection.dialect.name == "postgresql":  # in SQLite BEGIN IMMEDIATE has seen to it
        connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
    match schema_of(connection):
        case SchemaState.NEWER:
            raise _newer()
        case SchemaState.BEHIND:
            command.upgrade(configured(connection), "head")
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


def configured(connection: Connection) -> Config:
    """Alembic's configuration without its file, for a connection that is open already."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


def _newer() -> StorageTrouble:
    return StorageTrouble("The database was written by a newer version of Resonance; update this.")
