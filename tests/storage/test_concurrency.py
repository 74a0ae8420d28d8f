"""Writers at the same moment lose nothing and take nothing twice, in one process or in several."""

import asyncio
from dataclasses import replace
from itertools import count

import pytest

from bot.core.members import Member
from bot.core.nudges import LEASE
from bot.services.ports import Store
from storage.database import Database
from storage.keys import KeyRing
from tests.storage.cast import NOW, nudge, stored, with_exploration


async def test_500_changes_at_once_are_500_changes(
    url: str, keys: KeyRing, store: Store, maya: Member
) -> None:
    await with_exploration(store, maya)

    async def one_more(database: Store) -> None:
        async with database.writing() as work:
            [read] = await work.explorations.of(maya.id)
            await work.explorations.save_plan(replace(read, weekly_goal=read.weekly_goal + 1))

    async with Database(url, keys) as second_process:
        each = [one_more(one) for one in (store, second_process) for _ in range(250)]
        await asyncio.gather(*each)
    assert (await stored(store, maya)).weekly_goal == 502


async def test_two_claimers_take_everything_once(
    url: str, keys: KeyRing, store: Store, maya: Member
) -> None:
    async with store.writing() as work:
        for n in range(200):
            await work.nudges.plan(nudge(f"due:{n}", maya))

    async def claimed(database: Store) -> list[str]:
        taken: list[str] = []
        while True:
            async with database.writing() as work:
                batch = await work.nudges.claim(NOW, LEASE, 7)
            if not batch:
                return taken
            taken += [each.key for each in batch]

    async with Database(url, keys) as second_process:
        first, second = await asyncio.gather(claimed(store), claimed(second_process))
    assert sorted(first + second) == sorted(f"due:{n}" for n in range(200))


async def test_a_reader_sees_one_moment_while_others_write(store: Store, maya: Member) -> None:
    before = await with_exploration(store, maya)
    async with store.reading() as reader:
        assert await reader.explorations.of(maya.id) == (before,)
        async with store.writing() as work:
            await work.explorations.remove_all(maya.id)
        assert await reader.explorations.of(maya.id) == (before,)
    async with store.reading() as reader:
        assert await reader.explorations.of(maya.id) == ()


async def test_a_writer_cancelled_midway_stores_nothing_and_stands_in_nobodys_way(
    store: Store, maya: Member
) -> None:
    started = asyncio.Event()

    async def endless() -> None:
        async with store.writing() as work:
            started.set()
            for n in count():
                await work.nudges.plan(nudge(f"never:{n}", maya))

    for _ in range(5):
        task = asyncio.create_task(endless())
        await started.wait()
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        started.clear()
    async with store.writing() as work:
        assert await work.nudges.next_at() is None
