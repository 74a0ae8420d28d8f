"""What a sweep costs when a million nudges wait, beside the same sweep when a thousand do."""

import asyncio
import time
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from statistics import median

from benchmarks.databases import Fresh, databases
from benchmarks.figures import Figure
from benchmarks.pending import plan_pending
from benchmarks.workspace import TEAM, users
from bot.core.members import Member
from bot.core.nudges import LEASE, Nudge
from bot.scheduling.dispatch import Dispatch
from storage.database import Database
from storage.keys import KeyRing, new_key

MANY, FEW, DUE, ROUNDS = 1_000_000, 1_000, 100, 31
START = datetime(2026, 10, 16, 9, tzinfo=UTC)


class Nowhere:
    """Takes what was claimed and leaves it, so that only the sweep is measured."""

    async def deliver(self, nudge: Nudge) -> None:
        pass

    async def give_back(self, nudge: Nudge, fault: Exception) -> None:
        raise RuntimeError(f"nudge {nudge.id} came back") from fault


class Table:
    """A database with its own clock, in which `DUE` nudges are due and the others a day later."""

    def __init__(self, store: Database) -> None:
        self._now = START
        self._dispatch = Dispatch(store, Nowhere(), lambda: self._now)

    async def sweep(self) -> float:
        """Milliseconds for claiming what is due and finding the next moment.

        Nothing is settled, so when the lease has lapsed the same are due once more.
        """
        began = time.perf_counter()
        next_at = await self._dispatch.sweep()
        took = time.perf_counter() - began
        if next_at != self._now + LEASE:
            raise RuntimeError(f"the next moment is {next_at}, not when the lease lapses")
        await self._dispatch.idle()
        self._now += LEASE
        return took * 1000


def main() -> list[Figure]:
    """Takes about a minute, nearly all of it for planning the millions."""
    with databases() as kinds:
        return [_figure(kind, fresh) for kind, fresh in kinds.items()]


def _figure(kind: str, fresh: Fresh) -> Figure:
    with fresh() as many, fresh() as few:
        value, beside = asyncio.run(_medians(many, few))
    name = f"sweep of {DUE} due, {MANY:,} pending beside {FEW:,}, {kind}"
    return Figure(name=name, value=value, unit="ms", beside=beside)


async def _medians(many: str, few: str) -> tuple[float, float]:
    """The two take turns, so that whatever else the machine does falls on both."""
    async with AsyncExitStack() as stack:
        tables = []
        for url, pending in ((many, MANY), (few, FEW)):
            store = await stack.enter_async_context(Database(url, KeyRing(new_key())))
            await _plan(url, store, pending)
            tables.append(Table(store))
        rounds = [[await table.sweep() for table in tables] for _ in range(ROUNDS)]
    value, beside = (median(times) for times in zip(*rounds, strict=True))
    return value, beside


async def _plan(url: str, store: Database, pending: int) -> None:
    async with store.writing() as work:
        someone, others = [
            await work.members.add(Member(team=TEAM, user=user)) for user in users(2)
        ]
    await plan_pending(url, [someone.id], DUE, START - timedelta(hours=1))
    await plan_pending(url, [others.id], pending, START + timedelta(days=1))
