"""A member has room for a few things at once, everybody together for many, and the rest is told."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.slack import room
from bot.slack.room import Crowded, Room

MAYA, JONAS = ("T0RESONANCE", "U0MAYA"), ("T0RESONANCE", "U0JONAS")


@pytest.fixture
async def inside() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


async def enters(stack: AsyncExitStack, where: Room, who: tuple[str, str]) -> None:
    await stack.enter_async_context(where.place_for(who))


async def test_one_member_s_things_wait_for_each_other_and_nobody_else_does(
    inside: AsyncExitStack,
) -> None:
    here = Room()
    for _ in range(room.AT_ONCE):
        await enters(inside, here, MAYA)
    waiting = asyncio.create_task(_one(here, MAYA))

    await _one(here, JONAS)
    await asyncio.sleep(0)
    assert not waiting.done()

    await inside.aclose()
    await waiting


async def test_what_is_too_much_for_one_is_turned_away_and_told_once() -> None:
    here = Room()
    async with asyncio.TaskGroup() as asking, AsyncExitStack() as inside:
        for _ in range(room.AT_ONCE):
            await enters(inside, here, MAYA)
        for _ in range(room.EACH - room.AT_ONCE):
            asking.create_task(_one(here, MAYA))
        await asyncio.sleep(0)

        told = [await _refused(here, MAYA) for _ in range(3)]
        await _one(here, JONAS)

    assert [each.again for each in told] == [False, True, True]
    assert str(told[0]) == room.HERS
    await _one(here, MAYA)


async def test_what_is_too_much_for_all_is_told_to_each_and_to_the_log_once(
    inside: AsyncExitStack, caplog: pytest.LogCaptureFixture
) -> None:
    here = Room()
    for n in range(room.ALL):
        await enters(inside, here, ("T0RESONANCE", f"U{n}"))

    with caplog.at_level(logging.WARNING):
        told = [await _refused(here, who) for who in (MAYA, JONAS)]

    assert [(str(each), each.again) for each in told] == [(room.EVERYBODY_S, False)] * 2
    assert [record.getMessage() for record in caplog.records] == ["too much is asked at once"]


async def test_what_ends_makes_room_also_when_it_fails() -> None:
    here = Room()
    for _ in range(room.EACH + 1):
        with pytest.raises(ZeroDivisionError):
            async with here.place_for(MAYA):
                raise ZeroDivisionError


async def _one(here: Room, who: tuple[str, str]) -> None:
    async with here.place_for(who):
        pass


async def _refused(here: Room, who: tuple[str, str]) -> Crowded:
    with pytest.raises(Crowded) as told:
        async with here.place_for(who):
            raise AssertionError("there was room")
    return told.value
