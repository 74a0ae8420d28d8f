"""The migrations make exactly the tables that the queries expect, and undo them."""

import sqlite3
from contextlib import closing

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from storage.engines import embedded_file, engines
from storage.migrate import SchemaState, configured, migrate, schema_state, upgrade
from storage.tables import metadata


def differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "compare_server_default": True}
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, metadata))


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"sqlite_sequence"}


async def test_an_empty_database_becomes_current_and_stays_so(url: str) -> None:
    assert await schema_state(url) is SchemaState.BEHIND
    for _ in range(2):
        await migrate(url)
        assert await schema_state(url) is SchemaState.CURRENT


async def test_the_migrations_end_in_the_tables_of_the_code_and_can_be_undone(url: str) -> None:
    made = engines(url)
    try:
        async with made.writing.begin() as connection:
            await connection.run_sync(upgrade)
            assert await connection.run_sync(differences) == []
            await connection.run_sync(lambda c: command.downgrade(configured(c), "base"))
            assert await connection.run_sync(tables) == {"alembic_version"}
    finally:
        await made.dispose()


async def test_in_sqlite_the_clocks_question_is_answered_from_the_partial_index(url: str) -> None:
    await migrate(url)
    file = embedded_file(url)
    if file is None:
        pytest.skip("asks SQLite for its plan")
    with closing(sqlite3.connect(file)) as connection:
        question = "EXPLAIN QUERY PLAN SELECT id FROM nudge WHERE next_at <= ? ORDER BY next_at"
        plan = connection.execute(question, ("2026-11-25",)).fetchall()
    assert "ix_nudge_next_at" in str(plan)
