"""The clock wakes when something falls due, and what is due is delivered, whatever goes wrong."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import apscheduler.schedulers.base
import pytest

from bot.core.feeds import Calendar
from bot.core.members import Member
from bot.core.nudges import Kind, Lane, Nudge, State
from bot.scheduling import clock as clock_module
from bot.scheduling import dispatch
from bot.scheduling.clock import Clock
from bot.scheduling.dispatch import Dispatch
from bot.services.nudges.planning import plan_poll
from storage.database import Database
from storage.keys import KeyRing, new_key

PATIENCE_SECONDS = 10


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Courier:
    """Settles every nudge as sent; `before` is what happens on the way."""

    store: Database
    delivered: list[Nudge] = field(default_factory=list)
    given_back: list[str] = field(default_factory=list)
    before: Callable[[Nudge], None] = lambda _: None
    polling: Callable[[], Awaitable[object]] | None = None
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, nudge: Nudge) -> None:
        self.before(nudge)
        if nudge.kind is Kind.POLL and self.polling:
            await self.polling()
        async with self.store.writing() as work:
            await work.nudges.settle(nudge, state=State.SENT)
        self.delivered.append(nudge)
        self.arrived.set()

    async def give_back(self, nudge: Nudge, fault: Exception) -> None:
        self.given_back.append(type(fault).__name__)
        async with self.store.writing() as work:
            await work.nudges.settle(nudge, state=State.PLANNED, next_at=now(), error="fault")

    async def has_delivered(self, number: int) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(self.delivered) < number:
                self.arrived.clear()
                await self.arrived.wait()


@dataclass
class Running:
    store: Database
    member: Member
    courier: Courier
    clock: Clock
    dispatch: Dispatch

    async def plan(self, *due_in: timedelta) -> None:
        async with self.store.writing() as work:
            for n, wait in enumerate(due_in):
                await work.nudges.plan(
                    Nudge(
                        key=f"weekly:{self.member.id}:{now().isoformat()}:{n}",
                        kind=Kind.WEEK_START,
                        member_id=self.member.id,
                        due_at=now() + wait,
                    )
                )

    async def plan_poll(self, number: int) -> None:
        async with self.store.writing() as work:
            calendar = await work.calendars.save(
                Calendar(member_id=self.member.id, address=f"https://calendar.example/{number}")
            )
            await plan_poll(work, calendar, now())


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Running]:
    async with Database(f"sqlite:///{folder}/resonance.db", KeyRing(new_key())) as store:
        async with store.writing() as work:
            member = await work.members.add(Member(team="T0RESONANCE", user="U0MAYA"))
        courier = Courier(store)
        carrying = Dispatch(store, courier, now)
        clock = Clock(carrying.sweep, now)
        carrying.on_room = clock.moved
        store.on_planned = clock.wake
        clock.start()
        try:
            yield Running(store, member, courier, clock, carrying)
        finally:
            await clock.stop()
            await carrying.idle()


async def test_what_is_planned_while_it_sleeps_is_delivered_when_due(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.plan(timedelta(milliseconds=300))
        await bot.courier.has_delivered(1)

        [nudge] = bot.courier.delivered
        assert nudge.due_at <= now()


async def test_something_sooner_wakes_it_earlier(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        await bot.plan(timedelta(hours=1))
        await bot.plan(timedelta(milliseconds=100))
        await bot.courier.has_delivered(1)

        assert len(bot.courier.delivered) == 1


async def test_a_wake_during_a_sweep_is_not_lost(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        planned: list[asyncio.Task[None]] = []

        def plan_more(_: Nudge) -> None:
            if len(planned) < 20:
                planned.append(asyncio.create_task(bot.plan(timedelta())))

        bot.courier.before = plan_more
        await bot.plan(timedelta())
        await bot.courier.has_delivered(21)


async def test_more_than_there_is_room_for_is_all_delivered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "SLOTS", dict.fromkeys(Lane, 3))
    async with running(tmp_path) as bot:
        await bot.plan(*[timedelta()] * 20)
        await bot.courier.has_delivered(20)

        assert len({nudge.key for nudge in bot.courier.delivered}) == 20


async def test_a_fault_in_one_delivery_is_no_other_s_and_it_is_tried_again(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        failing = iter([True])

        def fail_once(_: Nudge) -> None:
            if next(failing, False):
                raise ZeroDivisionError

        bot.courier.before = fail_once
        await bot.plan(timedelta(), timedelta())
        await bot.courier.has_delivered(2)

        assert bot.courier.given_back == ["ZeroDivisionError"]


async def test_the_clock_outlives_a_store_that_fails() -> None:
    sweeps: list[int] = []
    swept_again = asyncio.Event()

    async def sweep() -> datetime | None:
        sweeps.append(1)
        if len(sweeps) == 1:
            raise OSError("the disk is gone")
        swept_again.set()
        return None

    clock = Clock(sweep, now)
    clock.start()
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not sweeps:
            await asyncio.sleep(0)
        clock.wake(now())
        await swept_again.wait()
    await clock.stop()


async def test_a_clock_moved_ahead_sweeps_at_once() -> None:
    ahead = timedelta()
    swept: asyncio.Queue[datetime] = asyncio.Queue()

    def moved_now() -> datetime:
        return now() + ahead

    async def sweep() -> datetime | None:
        swept.put_nowait(moved_now())
        return moved_now() + timedelta(hours=2)

    clock = Clock(sweep, moved_now)
    clock.start()
    async with asyncio.timeout(PATIENCE_SECONDS):
        await swept.get()
        ahead = timedelta(hours=3)
        clock.moved()
        assert await swept.get() > now() + timedelta(hours=2)
    await clock.stop()


async def test_a_clock_turned_back_a_month_sweeps_again_within_the_floor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock_module, "datetime", Turned)
    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", Turned)
    monkeypatch.setattr(clock_module, "FLOOR", timedelta(milliseconds=100))
    swept: asyncio.Queue[datetime] = asyncio.Queue()

    async def sweep() -> datetime | None:
        swept.put_nowait(Turned.now(UTC))
        return None

    monkeypatch.setattr(Turned, "ahead", timedelta(days=30))
    clock = Clock(sweep, lambda: Turned.now(UTC))
    clock.start()
    async with asyncio.timeout(PATIENCE_SECONDS):
        await swept.get()
        monkeypatch.setattr(Turned, "ahead", timedelta())
        right = now() + timedelta(days=1)
        while await swept.get() > right:
            pass
    await clock.stop()


async def test_the_table_is_looked_through_at_first_each_hour_and_when_the_clock_turned_back(
    tmp_path: Path,
) -> None:
    at, looks = now(), []
    async with Database(f"sqlite:///{tmp_path}/resonance.db", KeyRing(new_key())) as store:

        async def look() -> None:
            looks.append(at)

        carrying = Dispatch(store, Courier(store), lambda: at, look)
        for passed in (0, 59, 60, 61, -61, -60):
            at = at.replace(microsecond=0) if not looks else looks[0] + timedelta(minutes=passed)
            await carrying.sweep()

    since = [look - looks[0] for look in looks]
    assert since == [timedelta(minutes=minutes) for minutes in (0, 60, -61)]


class Turned(datetime):
    """The machine's time, `ahead` of what it is."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + cls.ahead


async def test_calendars_that_do_not_answer_keep_no_message_waiting(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        answered = asyncio.Event()
        bot.courier.polling = answered.wait
        for n in range(dispatch.SLOTS[Lane.POLLS] + 50):
            await bot.plan_poll(n)
        await bot.plan(timedelta())
        await bot.courier.has_delivered(1)

        assert [nudge.kind for nudge in bot.courier.delivered] == [Kind.WEEK_START]
        answered.set()
        await bot.courier.has_delivered(dispatch.SLOTS[Lane.POLLS] + 51)
