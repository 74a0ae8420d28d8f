"""A Postgres that can't be used says why in one plain sentence, and is left as it was."""

import psycopg
import pytest

from storage.database import Database
from storage.errors import StorageTrouble
from storage.keys import KeyRing, new_key
from storage.migrate import migrate
from tests.postgres import PASSWORD, USER, Postgres


async def refusal(url: str, keys: KeyRing) -> str:
    with pytest.raises(StorageTrouble) as trouble:
        async with Database(url, keys):
            pytest.fail("it was opened")
    sentence = str(trouble.value)
    assert "\n" not in sentence
    assert not any(secret in sentence for secret in (USER, PASSWORD, "resonance-pg", "127.0.0.1"))
    return sentence


def change(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement.encode())


async def test_a_schema_that_is_behind_is_left_to_migrate(
    postgres: Postgres, keys: KeyRing
) -> None:
    with postgres.database(migrated=False) as url:
        assert "run `resonance migrate`" in await refusal(url, keys)
        await migrate(url)
        async with Database(url, keys):
            pass


async def test_a_newer_schema_is_left_alone(postgres_url: str, keys: KeyRing) -> None:
    change(postgres_url, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer version of Resonance" in await refusal(postgres_url, keys)
    with pytest.raises(StorageTrouble, match="newer version"):
        await migrate(postgres_url)


async def test_the_wrong_key_is_told_at_the_door(postgres_url: str, keys: KeyRing) -> None:
    async with Database(postgres_url, keys):
        pass
    assert "encryption key does not open" in await refusal(postgres_url, KeyRing(new_key()))


async def test_a_wrong_password_is_told(postgres: Postgres, keys: KeyRing) -> None:
    url = postgres.url("migrated", password="guessed")
    assert await refusal(url, keys) == (
        "The database can't be opened: the server refuses this user or password."
    )


async def test_a_database_that_is_not_there_is_told(postgres: Postgres, keys: KeyRing) -> None:
    assert "the server has no such database" in await refusal(postgres.url("nowhere"), keys)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
async def test_a_server_that_is_not_there_is_told(scheme: str, keys: KeyRing) -> None:
    url = f"{scheme}://{USER}:{PASSWORD}@127.0.0.1:9/resonance"
    assert "the server can't be reached" in await refusal(url, keys)


async def test_a_user_who_may_not_make_tables_is_told(postgres: Postgres) -> None:
    with pytest.raises(StorageTrouble, match="this user may not do that there"):
        await migrate(postgres.url("postgres"))
