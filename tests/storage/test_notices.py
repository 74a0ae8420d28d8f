"""On Postgres, what one process plans wakes the clocks of all; told only of what was committed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.members import Member
from bot.core.nudges import LEASE, Lane, State
from storage import notices
from storage.database import Database
from storage.keys import KeyRing
from tests.postgres import Postgres
from tests.storage.cast import NOW, nudge, with_maya

PATIENCE_SECONDS = 10
LATER = NOW + timedelta(hours=1)


@dataclass
class Clock:
    """Writes down when it was woken, and how often it began to listen."""

    woken: asyncio.Queue[datetime] = field(default_factory=asyncio.Queue)
    began: asyncio.Queue[None] = field(default_factory=asyncio.Queue)

    def wake(self, due_at: datetime) -> None:
        self.woken.put_nowait(due_at)

    def begin(self) -> None:
        self.began.put_nowait(None)

    async def next_wake(self) -> datetime:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.woken.get()

    async def listens(self) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.began.get()


@pytest.fixture
async def store(postgres_url: str, keys: KeyRing) -> AsyncIterator[Database]:
    async with Database(postgres_url, keys) as database:
        yield database


@pytest.fixture
async def maya(store: Database) -> Member:
    return await with_maya(store)


@pytest.fixture
async def elsewhere(
    postgres_url: str, keys: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Clock]:
    """The clock of another process, which listens already."""
    monkeypatch.setattr(notices, "FIRST_WAIT", timedelta(milliseconds=50))
    clock = Clock()
    async with (
        Database(postgres_url, keys) as other,
        other.listening(clock.wake, clock.begin),
    ):
        await clock.listens()
        yield clock


async def test_another_process_is_told_of_the_earliest_moment_planned(
    store: Database, maya: Member, elsewhere: Clock
) -> None:
    async with store.writing() as work:
        await work.nudges.plan(nudge("late", maya, due_at=LATER))
        await work.nudges.plan(nudge("soon", maya))
    assert await elsewhere.next_wake() == NOW
    assert elsewhere.woken.empty()


async def test_another_process_is_told_when_something_is_to_be_tried_again(
    store: Database, maya: Member, elsewhere: Clock
) -> None:
    async with store.writing() as work:
        await work.nudges.plan(nudge("weekly", maya))
        [claim] = await work.nudges.claim(Lane.MESSAGES, NOW, LEASE, 1)
    assert await elsewhere.next_wake() == NOW
    async with store.writing() as work:
        await work.nudges.settle(claim, state=State.PLANNED, next_at=LATER, error="throttled")
    assert await elsewhere.next_wake() == LATER


async def test_what_was_rolled_back_is_told_to_nobody(
    store: Database, maya: Member, elsewhere: Clock
) -> None:
    async def fail() -> None:
        async with store.writing() as work:
            await work.nudges.plan(nudge("never", maya))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with store.writing() as work:
        await work.nudges.plan(nudge("later", maya, due_at=LATER))
    assert await elsewhere.next_wake() == LATER


async def test_a_listener_that_lost_the_server_comes_back_and_looks_what_it_missed(
    postgres: Postgres,
    store: Database,
    maya: Member,
    elsewhere: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with postgres.gone():
        pass
    await elsewhere.listens()
    async with store.writing() as work:
        await work.nudges.plan(nudge("weekly", maya))
    assert await elsewhere.next_wake() == NOW
    assert {record.getMessage() for record in caplog.records} == {
        "can't hear what other processes plan"
    }


async def test_an_embedded_database_has_nobody_else_to_listen_to(
    tmp_path: Path, keys: KeyRing
) -> None:
    clock = Clock()
    async with Database(f"sqlite:///{tmp_path}/resonance.db", keys) as alone:
        maya = await with_maya(alone)
        async with alone.listening(clock.wake, clock.begin), alone.writing() as work:
            await work.nudges.plan(nudge("weekly", maya))
    assert clock.woken.empty()
