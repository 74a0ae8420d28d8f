"""Changes that come together are committed together, and each hears what became of it."""

import asyncio
from contextlib import AbstractAsyncContextManager

import pytest

from bot.services.grouping import Change, Grouping
from bot.services.ports import Work
from storage.database import Database
from storage.errors import StorageTrouble


def changing(result: bool) -> Change:
    async def change(_: Work) -> bool:
        return result

    return change


async def failing(_: Work) -> bool:
    raise StorageTrouble("The database could not save this.")


async def test_what_comes_while_one_is_committed_is_committed_next_and_at_once(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    transactions, writing = [], store.writing

    def counted() -> AbstractAsyncContextManager[Work]:
        transactions.append(1)
        return writing()

    monkeypatch.setattr(store, "writing", counted)
    grouping = Grouping(store)
    wanted = [True, False, *[True] * 48]

    kept = await asyncio.gather(*(grouping.keep(changing(result)) for result in wanted))

    assert kept == wanted
    assert len(transactions) <= 2


async def test_a_fault_is_told_to_all_of_its_transaction_and_to_nobody_after_it(
    store: Database,
) -> None:
    grouping = Grouping(store)
    told = await asyncio.gather(
        grouping.keep(changing(True)), grouping.keep(failing), return_exceptions=True
    )

    assert [type(fault) for fault in told] == [StorageTrouble, StorageTrouble]
    assert await grouping.keep(changing(True))


async def test_a_change_that_nobody_waits_for_any_more_hinders_no_other(store: Database) -> None:
    grouping = Grouping(store)
    tasks = [asyncio.create_task(grouping.keep(changing(True))) for _ in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()

    with pytest.raises(asyncio.CancelledError):
        await tasks[1]
    assert await tasks[0]
    assert await tasks[2]
