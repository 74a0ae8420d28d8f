"""A backup is the whole of one moment, and comes back whole or not at all, to either kind."""

import asyncio
import gzip
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.core.members import Member
from bot.core.nudges import Kind, Nudge
from storage.backup_file import Row
from storage.backups import back_up
from storage.bare_tables import bare_tables, rows_of
from storage.database import Database
from storage.engines import engines
from storage.errors import StorageTrouble
from storage.keys import KeyRing, new_key
from storage.migrate import SchemaState, schema_state
from storage.migrations.running import upgrade_to
from storage.restoring import Restored, restore
from tests.postgres import Postgres
from tests.storage.cast import (
    EXPLORATION,
    MAYA,
    NOW,
    nudge,
    stored,
    with_exploration,
    with_maya,
)
from tests.storage.conftest import POSTGRES, SQLITE

LATER = NOW + timedelta(hours=1)
NEWER = "holds what this backup doesn't"
NOT_WHOLE = "is no whole backup of Resonance, so nothing was restored"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.gz"


@pytest.fixture(params=[SQLITE, POSTGRES])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place of either kind with nothing in it."""
    if request.param == SQLITE:
        (tmp_path / "other").mkdir()
        yield f"sqlite:///{tmp_path}/other/resonance.db"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.database(migrated=False) as url:
            yield url


async def kept(url: str, keys: KeyRing, file: Path) -> int:
    return await back_up(url, keys, file, version="0.1.0", now=NOW)


async def restored(url: str, keys: KeyRing, file: Path, *, force: bool = False) -> Restored:
    return await restore(url, keys, file, force=force, now=LATER)


async def rows(url: str) -> dict[str, list[Row]]:
    """All there is, as it lies."""
    made = engines(url)
    try:
        async with made.reading.begin() as connection:
            return await connection.run_sync(
                lambda c: {bare.table.name: list(rows_of(c, bare)) for bare in bare_tables(c)}
            )
    finally:
        await made.dispose()


async def say(url: str, *statements: str) -> None:
    made = engines(url)
    async with made.writing.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await made.dispose()


async def filled(url: str, keys: KeyRing) -> Member:
    """Maya's exploration, with nudges that wait and one that left."""
    async with Database(url, keys) as store:
        maya = await with_maya(store)
        await with_exploration(store, maya)
        async with store.writing() as work:
            await work.nudges.plan(nudge("due", maya, due_at=NOW + timedelta(minutes=1)))
            await work.nudges.plan(nudge("later", maya, due_at=NOW + timedelta(days=1)))
            await work.nudges.plan(Nudge(key="poll", kind=Kind.POLL, member_id=maya.id, due_at=NOW))
    return maya


async def test_all_of_it_comes_back_to_either_kind(
    url: str, other_url: str, keys: KeyRing, file: Path
) -> None:
    maya = await filled(url, keys)
    before = await rows(url)
    assert await kept(url, keys, file) == sum(map(len, before.values()))
    assert (file.stat().st_mode & 0o777, [*file.parent.glob(".*")]) == (0o600, [])

    told = await restored(other_url, keys, file)

    after = await rows(other_url)
    assert (told.rows, told.made_at) == (sum(map(len, before.values())), NOW.replace(microsecond=0))
    assert {name: len(found) for name, found in after.items()} == {
        name: len(found) for name, found in before.items()
    }
    assert {name: found for name, found in after.items() if name != "nudge"} == {
        name: found for name, found in before.items() if name != "nudge"
    }
    async with Database(other_url, keys) as store:
        exploration = await stored(store, maya)
        assert exploration.interviews[0].check_in == EXPLORATION.interviews[0].check_in


async def test_what_may_have_left_since_is_looked_for_before_it_is_sent(
    url: str, other_url: str, keys: KeyRing, file: Path
) -> None:
    await filled(url, keys)
    await kept(url, keys, file)
    await restored(other_url, keys, file)
    async with Database(other_url, keys) as store, store.reading() as work:
        found = {key: await work.nudges.get(key) for key in ("due", "later", "poll")}
    assert {key: one.unsure for key, one in found.items() if one} == {
        "due": True,
        "later": False,
        "poll": False,
    }


async def test_no_id_is_given_again_that_was_given_since(
    url: str, keys: KeyRing, file: Path
) -> None:
    maya = await filled(url, keys)
    await kept(url, keys, file)
    async with Database(url, keys) as store:
        lost = await with_exploration(store, maya)
    await restored(url, keys, file, force=True)
    async with Database(url, keys) as store:
        again = await with_exploration(store, maya)
    assert again.id > lost.id + LATER.timestamp() - NOW.timestamp()
    assert {i.id for i in again.interviews}.isdisjoint(i.id for i in lost.interviews)


async def test_it_is_of_one_moment_while_others_write(
    url: str, other_url: str, keys: KeyRing, file: Path
) -> None:
    async with Database(url, keys) as store:
        maya = await with_maya(store)
        done = asyncio.Event()

        async def write() -> int:
            written = 0
            while not done.is_set():
                await with_exploration(store, maya)
                written += 1
            return written

        writing = asyncio.create_task(write())
        await with_exploration(store, maya)
        await kept(url, keys, file)
        done.set()
        assert await writing > 1
    await restored(other_url, keys, file)
    async with Database(other_url, keys) as store, store.reading() as work:
        found = await work.explorations.of(maya.id)
    assert len(found) >= 1
    assert all(len(each.interviews) == len(EXPLORATION.interviews) for each in found)
    assert all(each.interviews[0].check_in for each in found)


ADDED = "INSERT INTO workspace (team) VALUES ('T0OTHER')"
CHANGED = "UPDATE member SET time_zone = 'Asia/Tokyo'"
DELETED = "DELETE FROM exploration"
ALL_GONE = "DELETE FROM workspace"


@pytest.mark.parametrize("since", [ADDED, CHANGED, DELETED, ALL_GONE])
async def test_newer_things_are_replaced_only_by_force(
    url: str, keys: KeyRing, file: Path, since: str
) -> None:
    await filled(url, keys)
    before = await rows(url)
    await kept(url, keys, file)
    await say(url, since)
    newer = await rows(url)

    with pytest.raises(StorageTrouble, match=NEWER):
        await restored(url, keys, file)
    assert await rows(url) == newer
    await restored(url, keys, file, force=True)
    assert (await rows(url))["exploration"] == before["exploration"]


async def test_what_is_there_may_be_the_same(url: str, keys: KeyRing, file: Path) -> None:
    await filled(url, keys)
    await kept(url, keys, file)
    for _ in range(2):
        await restored(url, keys, file)
    assert len((await rows(url))["exploration"]) == 1


async def test_what_is_there_may_be_older(tmp_path: Path, keys: KeyRing, file: Path) -> None:
    place, url = tmp_path / "resonance.db", f"sqlite:///{tmp_path}/resonance.db"
    async with Database(url, keys) as store:
        maya = await with_maya(store)
    older = place.read_bytes()
    async with Database(url, keys) as store:
        await with_exploration(store, maya)
    await kept(url, keys, file)
    place.write_bytes(older)
    await restored(url, keys, file)
    assert len((await rows(url))["exploration"]) == 1


async def test_nothing_is_put_where_somebody_is_at_work(
    url: str, keys: KeyRing, file: Path
) -> None:
    await filled(url, keys)
    await kept(url, keys, file)
    async with Database(url, keys) as store:
        for force in (False, True):
            with pytest.raises(StorageTrouble, match="in use; stop every process of Resonance"):
                await restored(url, keys, file, force=force)
        async with store.reading() as work:
            assert await work.members.find(MAYA.team, MAYA.user)


async def test_another_key_changes_nothing(
    url: str, other_url: str, keys: KeyRing, file: Path
) -> None:
    await filled(url, keys)
    with pytest.raises(StorageTrouble, match="key does not open"):
        await kept(url, KeyRing(new_key()), file)
    assert not file.exists()
    await kept(url, keys, file)
    with pytest.raises(StorageTrouble, match="key does not open"):
        await restored(other_url, KeyRing(new_key()), file)
    assert await rows(other_url) == {}


def half(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def without_its_end(whole: bytes) -> bytes:
    return gzip.compress(b"\n".join(gzip.decompress(whole).splitlines()[:-1]))


def first_row(lines: list[bytes]) -> int:
    return next(place for place, line in enumerate(lines) if line.startswith(b"["))


def without_a_row(whole: bytes) -> bytes:
    lines = gzip.decompress(whole).splitlines()
    del lines[first_row(lines)]
    return gzip.compress(b"\n".join(lines))


def with_a_row_twice(whole: bytes) -> bytes:
    lines = gzip.decompress(whole).splitlines()
    place = first_row(lines)
    lines.insert(place, lines[place])
    return gzip.compress(b"\n".join(lines).replace(b'"rows": ', b'"rows": 1'))


def with_a_bit_turned(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]


DAMAGES: tuple[Callable[[bytes], bytes], ...] = (
    half,
    without_its_end,
    without_a_row,
    with_a_row_twice,
    with_a_bit_turned,
    lambda _whole: b"",
    lambda _whole: b"Dear Priya",
    lambda _whole: gzip.compress(b"Dear Priya"),
    lambda _whole: gzip.compress(b"[1]\n{}\n"),
    lambda _whole: gzip.compress(b'{"resonance": 1}\n'),
    lambda whole: whole + b"more",
)


async def test_what_is_no_whole_backup_changes_nothing(url: str, keys: KeyRing, file: Path) -> None:
    await filled(url, keys)
    await kept(url, keys, file)
    whole, before = file.read_bytes(), await rows(url)
    for damage in DAMAGES:
        file.write_bytes(damage(whole))
        with pytest.raises(StorageTrouble, match=NOT_WHOLE) as told:
            await restored(url, keys, file, force=True)
        assert "\n" not in str(told.value)
        assert await rows(url) == before
    assert [*file.parent.glob(".*")] == []


@pytest.mark.parametrize(("name", "value"), [("schema", '"9999"'), ("resonance_backup", "2")])
async def test_a_backup_of_a_newer_version_is_left_alone(
    url: str, keys: KeyRing, file: Path, name: str, value: str
) -> None:
    await filled(url, keys)
    await kept(url, keys, file)
    lines = gzip.decompress(file.read_bytes()).decode().splitlines()
    lines[0] = f'{lines[0][:-1]}, "{name}": {value}}}'
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    with pytest.raises(StorageTrouble, match="newer version of Resonance"):
        await restored(url, keys, file)


async def test_a_backup_of_an_older_schema_is_brought_to_the_newest(
    empty_url: str, other_url: str, keys: KeyRing, file: Path
) -> None:
    made = engines(empty_url)
    async with made.writing.begin() as connection:
        await connection.run_sync(upgrade_to, "0001")
    await made.dispose()
    await say(empty_url, f"INSERT INTO canary VALUES (1, '{keys.seal('a')}')", ADDED)  # noqa: S608 - our own word
    await kept(empty_url, keys, file)
    await restored(other_url, keys, file)
    assert await schema_state(other_url) is SchemaState.CURRENT
    assert (await rows(other_url))["workspace"] == [[1, "T0OTHER"]]


async def test_a_backup_never_takes_the_place_of_a_file(
    url: str, keys: KeyRing, file: Path
) -> None:
    await filled(url, keys)
    file.write_text("Dear Priya")
    with pytest.raises(StorageTrouble, match="is there already"):
        await kept(url, keys, file)
    assert file.read_text() == "Dear Priya"


async def test_where_no_file_can_be_made_it_is_told(url: str, keys: KeyRing, file: Path) -> None:
    await filled(url, keys)
    with pytest.raises(StorageTrouble, match="can't be written: No such file"):
        await kept(url, keys, file.parent / "nowhere" / "backup.gz")


async def test_what_a_hard_stop_left_beside_a_file_does_not_destroy_the_next(
    tmp_path: Path, keys: KeyRing, file: Path
) -> None:
    url, place = f"sqlite:///{tmp_path}/resonance.db", tmp_path / "resonance.db"
    await filled(url, keys)
    await kept(url, keys, file)
    before = await rows(url)
    stale = _left_by_a_hard_stop(place)
    for there in (True, False):  # the file itself may be gone, as where it was deleted by hand
        place.with_name("resonance.db-wal").write_bytes(stale)
        if not there:
            place.unlink()
        await restored(url, keys, file, force=True)
        assert {*tmp_path.glob("resonance.db*")} == {place}
        assert (await rows(url))["interview"] == before["interview"]


async def test_a_damaged_database_is_replaced_by_force_alone(
    tmp_path: Path, keys: KeyRing, file: Path
) -> None:
    url, place = f"sqlite:///{tmp_path}/resonance.db", tmp_path / "resonance.db"
    await filled(url, keys)
    await kept(url, keys, file)
    for damaged in (b"Dear Priya" * 1000, place.read_bytes()[:4096] + b"\xff" * 40_000):
        place.write_bytes(damaged)
        with pytest.raises(StorageTrouble, match="--force"):
            await restored(url, keys, file)
        assert place.read_bytes() == damaged
        await restored(url, keys, file, force=True)
        assert len((await rows(url))["exploration"]) == 1


def _left_by_a_hard_stop(place: Path) -> bytes:
    """The write-ahead log of a writer that never closed."""
    with closing(sqlite3.connect(place)) as writer:
        writer.execute(CHANGED)
        writer.commit()
        return place.with_name(f"{place.name}-wal").read_bytes()
