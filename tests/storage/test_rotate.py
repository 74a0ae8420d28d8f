"""After rotating, the newest key alone opens everything; interrupted, nothing is lost."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.feeds import Calendar
from bot.core.members import Member
from storage import rotate as rotating
from storage.database import Database
from storage.errors import StorageTrouble
from storage.keys import KeyRing, new_key
from storage.rotate import rotate
from tests.storage.cast import CHOICE, EXPLORATION, stored, with_exploration


@pytest.fixture
def newer() -> str:
    return new_key()


async def test_the_newest_key_alone_opens_what_older_ones_sealed(
    url: str, one_key: str, newer: str, store: Database, maya: Member
) -> None:
    async with store.writing() as work:
        kept = await work.explorations.add(maya.id, replace(EXPLORATION, choice=CHOICE))
        calendar = await work.calendars.save(
            Calendar(member_id=maya.id, address="https://calendar.example/secret.ics")
        )

    assert await rotate(url, KeyRing(newer, one_key)) == 11
    assert await rotate(url, KeyRing(newer, one_key)) == 0

    async with Database(url, KeyRing(newer)) as later:
        assert await stored(later, maya) == kept
        async with later.reading() as work:
            assert await work.calendars.get(calendar.id) == calendar


async def test_it_goes_on_where_it_was_interrupted(
    url: str,
    one_key: str,
    newer: str,
    store: Database,
    maya: Member,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rotating, "BATCH", 1)
    kept = await with_exploration(store, maya)
    ring = Interrupted(newer, one_key, after=4)
    with pytest.raises(KeyboardInterrupt):
        await rotate(url, ring)

    async with Database(url, KeyRing(newer, one_key)) as meanwhile:
        assert await stored(meanwhile, maya) == kept
    with pytest.raises(StorageTrouble, match="does not open this database"):
        async with Database(url, KeyRing(newer)):
            pytest.fail("the old key was given up too soon")

    await rotate(url, KeyRing(newer, one_key))
    async with Database(url, KeyRing(newer)) as later:
        assert await stored(later, maya) == kept


async def test_what_is_written_meanwhile_is_not_lost(
    url: str, one_key: str, newer: str, store: Database, maya: Member
) -> None:
    ring = KeyRing(newer, one_key)
    kept = await with_exploration(store, maya)
    async with Database(url, ring) as bot:
        people = [replace(kept.people[2], notes=f"note {n}") for n in range(20)]

        async def write() -> None:
            for person in people:
                async with bot.writing() as work:
                    await work.explorations.save_person(kept, person)

        await asyncio.gather(write(), rotate(url, ring))
    async with Database(url, KeyRing(newer)) as later:
        assert (await stored(later, maya)).people[2] == people[-1]


async def test_what_no_key_opens_is_left_as_it_is(
    url: str, newer: str, store: Database, maya: Member
) -> None:
    kept = await with_exploration(store, maya)
    with pytest.raises(StorageTrouble, match="does not open this database"):
        await rotate(url, KeyRing(newer))
    assert await stored(store, maya) == kept


class Interrupted(KeyRing):
    """Somebody presses Ctrl-C while this ring is at work."""

    def __init__(self, *keys: str, after: int) -> None:
        super().__init__(*keys)
        self._left = after

    def reseal(self, sealed: str) -> str:
        self._left -= 1
        if self._left < 0:
            raise KeyboardInterrupt
        return super().reseal(sealed)
