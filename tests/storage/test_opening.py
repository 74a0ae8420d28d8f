"""A database that can't be opened says why in one plain sentence."""

import sqlite3
import stat
from pathlib import Path

import pytest

from bot.core.members import Member
from storage.database import Database
from storage.engines import engines
from storage.errors import StorageTrouble
from storage.keys import KeyRing, new_key
from tests.storage.cast import MAYA


async def opened(path: Path, keys: KeyRing) -> None:
    async with Database(f"sqlite:///{path}", keys):
        pass


async def refusal(path: Path, keys: KeyRing) -> str:
    with pytest.raises(StorageTrouble) as trouble:
        await opened(path, keys)
    sentence = str(trouble.value)
    assert "\n" not in sentence
    return sentence


async def test_a_new_database_is_its_owners_alone(tmp_path: Path, keys: KeyRing) -> None:
    await opened(tmp_path / "new.db", keys)
    assert stat.S_IMODE((tmp_path / "new.db").stat().st_mode) == 0o600


async def test_what_was_stored_is_there_after_opening_again(tmp_path: Path, keys: KeyRing) -> None:
    url = f"sqlite:///{tmp_path}/again.db"
    async with Database(url, keys) as first, first.writing() as work:
        maya: Member = await work.members.add(MAYA)
    async with Database(url, keys) as second, second.reading() as work:
        assert await work.members.get(maya.id) == maya


async def test_a_folder_is_no_database(tmp_path: Path, keys: KeyRing) -> None:
    assert (await refusal(tmp_path, keys)).endswith("can't be opened: Is a directory.")


async def test_a_folder_that_is_not_there_is_told(tmp_path: Path, keys: KeyRing) -> None:
    assert "No such file or directory" in await refusal(tmp_path / "nowhere" / "a.db", keys)


async def test_another_kind_of_file_is_no_database(tmp_path: Path, keys: KeyRing) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Priya, " * 100)
    assert "file is not a database" in await refusal(letter, keys)
    assert letter.read_text().startswith("Dear Priya")


async def test_the_wrong_key_is_told_at_the_door(tmp_path: Path, keys: KeyRing) -> None:
    await opened(tmp_path / "a.db", keys)
    sentence = await refusal(tmp_path / "a.db", KeyRing(new_key()))
    assert "encryption key does not open this database" in sentence


async def test_a_newer_schema_is_left_alone(tmp_path: Path, keys: KeyRing) -> None:
    path = tmp_path / "a.db"
    await opened(path, keys)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "newer version of Resonance" in await refusal(path, keys)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "resonance.db",
        "mysql://maya:hunter2@host/resonance",
        "sqlite://",
        "sqlite:///:memory:",
        "https://maya:hunter2@host/",
    ],
)
def test_an_address_of_no_database_we_know_is_refused_without_its_password(
    url: str, keys: KeyRing
) -> None:
    with pytest.raises(StorageTrouble, match="DATABASE_URL is no address") as trouble:
        Database(url, keys)
    assert "hunter2" not in str(trouble.value)


async def test_a_database_that_another_holds_for_long_says_try_again(
    tmp_path: Path, keys: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engines._PRAGMAS", ("PRAGMA busy_timeout = 10",))
    path = tmp_path / "held.db"
    async with Database(f"sqlite:///{path}", keys) as database:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageTrouble, match="please try again"):
            async with database.writing():
                pytest.fail("two writers at once")
        other.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
async def test_every_connection_to_sqlite_is_careful(
    tmp_path: Path, pragma: str, value: object
) -> None:
    made = engines(f"sqlite:///{tmp_path}/careful.db")
    for engine in (made.writing, made.reading):
        async with engine.begin() as connection:
            assert (await connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar_one() == value
    await made.dispose()
