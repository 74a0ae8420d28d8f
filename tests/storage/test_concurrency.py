"""Writers at the same moment lose nothing and take nothing twice, in one process or in several."""

import asyncio
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from bot.core.members import Member
from bot.core.nudges import LEASE, Lane, State
from bot.services.ports import Store
from storage.database import Database
from storage.keys import KeyRing
from tests.storage.cast import MAYA, NOW, nudge, stored, with_exploration

ROOT = Path(__file__).parents[2]


async def claimer(
    url: str, key: str, *, module: str = "claimer", words: tuple[str, ...] = ()
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", f"tests.storage.{module}", url, key, *words),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def heard(process: asyncio.subprocess.Process) -> bytes:
    assert process.stdout is not None
    return await process.stdout.readline()


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


async def test_processes_that_claim_at_once_take_everything_once(
    url: str, one_key: str, store: Store, maya: Member
) -> None:
    async with store.writing() as work:
        for n in range(300):
            await work.nudges.plan(nudge(f"due:{n}", maya))

    claimers = [await claimer(url, one_key) for _ in range(2)]
    for each in claimers:
        assert await heard(each) == b"ready\n"
    said = await asyncio.gather(*(each.communicate(b"now\n") for each in claimers))

    claimed = [key for out, _ in said for key in out.decode().split()]
    assert sorted(claimed) == sorted(f"due:{n}" for n in range(300))


async def test_a_days_cap_holds_for_all_processes_together(
    url: str, one_key: str, store: Store, maya: Member
) -> None:
    async with store.writing() as work:
        for n in range(40):
            await work.nudges.plan(nudge(f"due:{n}", maya))

    cap = 3
    crowders = [await claimer(url, one_key, module="crowder", words=(str(cap),)) for _ in range(3)]
    for each in crowders:
        assert await heard(each) == b"ready\n"
    said = await asyncio.gather(*(each.communicate(b"now\n") for each in crowders))
    assert len([key for out, _ in said for key in out.decode().split()]) == cap


async def test_room_that_was_taken_and_not_used_is_there_for_another(
    store: Store, maya: Member
) -> None:
    async with store.writing() as work:
        for n in range(2):
            await work.nudges.plan(nudge(f"due:{n}", maya))
        first, second = await work.nudges.claim(Lane.MESSAGES, NOW, LEASE, 2)
        day = NOW.date()
        assert await work.nudges.take_room(first, day, 1)
        assert await work.nudges.take_room(first, day, 1)  # its own place, tried again
        assert not await work.nudges.take_room(second, day, 1)
        await work.nudges.settle(first, state=State.DROPPED)
        assert await work.nudges.take_room(second, day, 1)


async def test_no_more_is_claimed_than_there_is_room_for_however_many_claim(
    store: Store, maya: Member
) -> None:
    async with store.writing() as work:
        for n in range(20):
            await work.nudges.plan(nudge(f"due:{n}", maya))

    async def claimed() -> int:
        async with store.writing() as work:
            return len(await work.nudges.claim(Lane.MESSAGES, NOW, LEASE, 3))

    assert await asyncio.gather(*(claimed() for _ in range(6))) == [3] * 6


async def test_requests_that_meet_a_member_at_once_make_one_member(store: Store) -> None:
    async def met() -> Member:
        async with store.writing() as work:
            return await work.members.find(MAYA.team, MAYA.user) or await work.members.add(MAYA)

    members = await asyncio.gather(*(met() for _ in range(6)))
    assert len({member.id for member in members}) == 1


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
        assert await work.nudges.next_at(Lane.MESSAGES) is None
