"""What comes together is answered together, and each hears what became of it."""

import asyncio

import pytest

from bot.services.nudges.batching import Batching
from storage.errors import StorageTrouble


async def test_what_comes_while_one_group_is_answered_is_answered_next_and_at_once() -> None:
    groups: list[list[int]] = []

    async def doubled(numbers: list[int]) -> list[int]:
        groups.append(numbers)
        await asyncio.sleep(0)
        return [2 * number for number in numbers]

    grouping = Batching(doubled)
    first = asyncio.create_task(grouping.ask(1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    others = await asyncio.gather(*(grouping.ask(number) for number in range(2, 50)))

    assert [await first, *others] == [2 * number for number in range(1, 50)]
    assert groups == [[1], list(range(2, 50))]


async def test_a_fault_is_told_to_all_of_its_group_and_to_nobody_after_it() -> None:
    async def refused(numbers: list[int]) -> list[int]:
        if 13 in numbers:
            raise StorageTrouble("The database could not save this.")
        return numbers

    grouping = Batching(refused)
    told = await asyncio.gather(grouping.ask(1), grouping.ask(13), return_exceptions=True)

    assert [type(fault) for fault in told] == [StorageTrouble, StorageTrouble]
    assert await grouping.ask(2) == 2


async def test_what_nobody_waits_for_any_more_hinders_no_other() -> None:
    async def same(numbers: list[int]) -> list[int]:
        await asyncio.sleep(0)
        return numbers

    grouping = Batching(same)
    tasks = [asyncio.create_task(grouping.ask(number)) for number in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()

    with pytest.raises(asyncio.CancelledError):
        await tasks[1]
    assert await tasks[0] == 0
    assert await tasks[2] == 2
