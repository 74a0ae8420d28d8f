"""When the database fails midway: one sentence, nothing half-stored, and all well afterwards."""

import asyncio
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.core.members import Member
from storage.database import Database
from storage.errors import StorageTrouble
from storage.keys import KeyRing
from tests.postgres import PASSWORD, Postgres
from tests.storage.cast import EXPLORATION, nudge, with_exploration, with_maya
from tests.storage.conftest import SQLITE

NOBODY = 65534
READ_ONLY = {SQLITE: "PRAGMA query_only = 1", "postgres": "SET default_transaction_read_only = on"}
WRITABLE = {SQLITE: "PRAGMA query_only = 0", "postgres": "SET default_transaction_read_only = off"}


async def say(store: Database, statement: str) -> None:
    """On the pool's first connection, which writers that come one after the other all use."""
    async with store._engines.writing.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.execute(statement)
        await driver.commit()


async def explorations(store: Database, member: Member) -> int:
    """How many there are; each is whole."""
    async with store.reading() as work:
        found = await work.explorations.of(member.id)
    assert all(len(each.interviews) == len(EXPLORATION.interviews) for each in found)
    return len(found)


async def fill(store: Database, member: Member) -> None:
    """Each exploration takes several pages, so one of the first stops midway."""
    for _ in range(100):
        await with_exploration(store, member)


async def test_on_a_full_disk_what_fits_is_kept_and_the_rest_is_refused_whole(
    tmp_path: Path, keys: KeyRing
) -> None:
    async with Database(f"sqlite:///{tmp_path}/full.db", keys) as store:
        maya = await with_maya(store)
        await with_exploration(store, maya)
        await say(store, "PRAGMA max_page_count = 1")  # SQLite takes the pages there are now
        with pytest.raises(StorageTrouble, match="disk is full, so nothing was saved"):
            await fill(store, maya)
        full = await explorations(store, maya)
        with pytest.raises(StorageTrouble, match="disk is full, so nothing was saved"):
            await fill(store, maya)

        await say(store, "PRAGMA max_page_count = 1000")
        await with_exploration(store, maya)
        assert await explorations(store, maya) == full + 1


async def test_a_database_that_can_only_be_read_says_so_and_is_read(
    kind: str, store: Database, maya: Member
) -> None:
    await say(store, READ_ONLY[kind])
    with pytest.raises(StorageTrouble, match="can only be read now, so nothing was saved"):
        await with_exploration(store, maya)
    assert await explorations(store, maya) == 0

    await say(store, WRITABLE[kind])
    await with_exploration(store, maya)
    assert await explorations(store, maya) == 1


async def test_it_is_not_ready_while_it_can_only_be_read(tmp_path: Path, keys: KeyRing) -> None:
    async with Database(f"sqlite:///{tmp_path}/read.db", keys) as store:
        await say(store, READ_ONLY[SQLITE])
        with pytest.raises(StorageTrouble, match="can only be read now"):
            await store.check()
        await say(store, WRITABLE[SQLITE])
        await store.check()


async def test_a_standby_is_not_ready_and_says_that_it_can_only_be_read(
    postgres: Postgres, postgres_url: str, keys: KeyRing
) -> None:
    async with Database(postgres_url, keys) as store:
        maya = await with_maya(store)
        with postgres.in_recovery():
            for _ in range(2):
                with pytest.raises(StorageTrouble, match="can only be read now"):
                    await store.check()
                with pytest.raises(StorageTrouble, match="can only be read now"):
                    await with_exploration(store, maya)
        await store.check()


async def test_it_is_not_ready_without_room_on_the_disk(
    tmp_path: Path, keys: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Database(f"sqlite:///{tmp_path}/full.db", keys) as store:
        await store.check()
        monkeypatch.setattr("storage.reasons.ROOM", 2**62)
        with pytest.raises(StorageTrouble, match="disk is full"):
            await store.check()


async def test_asking_often_whether_it_is_ready_writes_once(store: Database) -> None:
    await store.check()
    async with store.writing():  # whoever wrote now would wait for this one
        await asyncio.gather(*(store.check() for _ in range(20)))


@pytest.fixture
def ordinary_folder() -> Iterator[Path]:
    """A folder of somebody who may not write everywhere; root would not notice the difference."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
    os.seteuid(user)


async def test_a_file_that_can_only_be_read_is_told_at_the_door(
    ordinary_folder: Path, keys: KeyRing
) -> None:
    file = ordinary_folder / "resonance.db"
    async with Database(f"sqlite:///{file}", keys):
        pass
    file.chmod(0o400)
    with pytest.raises(StorageTrouble, match="can't be opened: Permission denied"):
        async with Database(f"sqlite:///{file}", keys):
            pytest.fail("it was opened")


async def test_a_server_that_goes_away_midway_leaves_nothing_half_stored(
    postgres: Postgres, postgres_url: str, keys: KeyRing, caplog: pytest.LogCaptureFixture
) -> None:
    async with Database(postgres_url, keys) as store:
        maya = await with_maya(store)
        with ExitStack() as outage:

            async def midway() -> None:
                async with store.writing() as work:
                    await work.nudges.plan(nudge("half", maya))
                    outage.enter_context(postgres.gone())

            with pytest.raises(StorageTrouble, match="could not save this; please try again"):
                await midway()
            with pytest.raises(StorageTrouble, match="could not save this; please try again"):
                await with_exploration(store, maya)
            with pytest.raises(StorageTrouble, match="please try again in a minute"):
                await explorations(store, maya)

        await asyncio.gather(*(with_exploration(store, maya) for _ in range(20)))
        assert await explorations(store, maya) == 20
        async with store.reading() as work:
            assert await work.nudges.get("half") is None
    ours = [record for record in caplog.records if record.name.startswith("storage")]
    assert {record.getMessage() for record in ours} == {"the database failed"}
    assert not any(record.exc_info or PASSWORD in str(vars(record)) for record in ours)
    assert [r for r in caplog.records if r not in ours and r.levelno >= logging.WARNING] == []


async def test_every_connection_that_was_cut_is_replaced(
    postgres: Postgres, postgres_url: str, keys: KeyRing
) -> None:
    async with Database(postgres_url, keys) as store:
        maya = await with_maya(store)
        await asyncio.gather(*(explorations(store, maya) for _ in range(10)))
        with postgres.gone():
            pass
        seen = await asyncio.gather(*(explorations(store, maya) for _ in range(10)))
    assert seen == [0] * 10
