"""The migrations make exactly the tables that the queries expect, and undo them."""

import asyncio
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from storage.engines import engines
from storage.migrate import REVISIONS, VERSIONS, SchemaState, migrate, schema_state, upgrade
from storage.migrations.running import configured, upgrade_to
from storage.tables import metadata


def differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "compare_server_default": True}
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, metadata))


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"sqlite_sequence"}


async def test_an_empty_database_becomes_current_and_stays_so(empty_url: str) -> None:
    assert await schema_state(empty_url) is SchemaState.BEHIND
    for _ in range(2):
        await migrate(empty_url)
        assert await schema_state(empty_url) is SchemaState.CURRENT


async def test_the_migrations_end_in_the_tables_of_the_code_and_can_be_undone(
    empty_url: str,
) -> None:
    made = engines(empty_url)
    try:
        async with made.writing.begin() as connection:
            await connection.run_sync(upgrade)
            assert await connection.run_sync(differences) == []
            await connection.run_sync(lambda c: command.downgrade(configured(c), "base"))
            assert await connection.run_sync(tables) == {"alembic_version"}
            await connection.run_sync(upgrade)
            assert await connection.run_sync(differences) == []
    finally:
        await made.dispose()


async def test_any_number_may_migrate_at_once(empty_url: str) -> None:
    await asyncio.gather(*(migrate(empty_url) for _ in range(5)))
    assert await schema_state(empty_url) is SchemaState.CURRENT


async def test_a_schema_brought_forward_is_told_once(
    empty_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="storage")
    made = engines(empty_url)
    async with made.writing.begin() as connection:
        await connection.run_sync(upgrade_to, REVISIONS[-2])
    await made.dispose()
    await migrate(empty_url)
    await migrate(empty_url)
    [told] = [record for record in caplog.records if record.name == "storage.migrate"]
    assert told.getMessage() == "the database was migrated"
    assert (vars(told)["before"], vars(told)["now"]) == (REVISIONS[-2], REVISIONS[-1])


async def test_making_a_new_database_tells_nothing(
    empty_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="storage")
    await migrate(empty_url)
    assert caplog.records == []


QUESTION = "SELECT id FROM nudge WHERE {} AND next_at <= '2026-11-25' ORDER BY next_at"
LANES = pytest.mark.parametrize(
    ("rows", "index"),
    [
        ("kind <> 'poll'", "ix_nudge_messages_next_at"),
        ("kind = 'poll'", "ix_nudge_polls_next_at"),
    ],
)


@LANES
async def test_in_sqlite_the_clocks_question_is_answered_from_the_lanes_index(
    tmp_path: Path, rows: str, index: str
) -> None:
    await migrate(f"sqlite:///{tmp_path}/resonance.db")
    with closing(sqlite3.connect(tmp_path / "resonance.db")) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {QUESTION.format(rows)}").fetchall()
    assert index in str(plan)


@LANES
def test_in_postgres_the_clocks_question_is_answered_from_the_lanes_index(
    postgres_url: str, rows: str, index: str
) -> None:
    with psycopg.connect(postgres_url) as connection:
        connection.execute("SET enable_seqscan = off")  # an empty table is quickest read whole
        plan = connection.execute(f"EXPLAIN {QUESTION.format(rows)}").fetchall()
    assert index in str(plan)


def test_the_files_are_numbered_as_alembic_orders_them() -> None:
    scripts = ScriptDirectory(str(VERSIONS.parent))
    assert [s.revision for s in scripts.walk_revisions()] == REVISIONS[::-1]
