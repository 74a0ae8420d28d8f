"""Members share the store among themselves; what is due by itself, and forms, wait for none."""

import asyncio
from contextlib import AsyncExitStack

from bot.services.sharing import AT_ONCE, PROMPT_AT_ONCE, Shared, promptly
from storage.database import Database


async def test_more_than_there_is_room_for_waits_its_turn(store: Database) -> None:
    shared = Shared(store)
    async with AsyncExitStack() as busy:
        for _ in range(AT_ONCE):
            await busy.enter_async_context(shared.reading())
        waiting = [asyncio.create_task(_read(shared)), asyncio.create_task(_write(shared))]

        async with store.writing() as work:  # as a delivery does
            assert await work.members.every() == ()
        assert not any(task.done() for task in waiting)

    await asyncio.gather(*waiting)


async def test_a_form_waits_behind_no_command(store: Database) -> None:
    shared = Shared(store)
    async with AsyncExitStack() as busy:
        for _ in range(AT_ONCE):
            await busy.enter_async_context(shared.reading())
        with promptly():
            await _write(shared)


async def test_forms_share_a_room_of_their_own(store: Database) -> None:
    shared = Shared(store)
    with promptly():
        async with AsyncExitStack() as busy:
            for _ in range(PROMPT_AT_ONCE):
                await busy.enter_async_context(shared.reading())
            waiting = asyncio.create_task(_read(shared))
            async with store.reading() as work:
                await work.members.every()
            assert not waiting.done()
    await waiting


async def _read(shared: Shared) -> None:
    async with shared.reading() as work:
        await work.members.every()


async def _write(shared: Shared) -> None:
    async with shared.writing() as work:
        await work.members.every()
