"""The part of the bot that polls calendars, over a real database, and what its polls cost."""

import asyncio
import resource
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from benchmarks.workspace import TEAM, ZONE
from bot.calendars.ics_feed import IcsFeed
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import SafeFetcher
from bot.calendars.sources import Sources
from bot.compose.store import system_now
from bot.core.feeds import Calendar, CalendarKind
from bot.core.meetings import Interview, Status
from bot.core.members import Member
from bot.core.people import Person
from bot.core.plan import Exploration, Option
from bot.scheduling.clock import Clock
from bot.scheduling.dispatch import Dispatch
from bot.services.calendars.polling import Polling
from bot.services.metrics import NoMetrics, Polled
from bot.services.nudges.delivering import Delivering
from bot.services.nudges.letters import Letter, Posted
from bot.services.nudges.planning import plan_poll
from storage.database import Database
from storage.keys import KeyRing

POLL_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """Seconds, of all polls together: on the wall, and of this process's CPU time."""

    polls: int
    wall: float
    cpu: float


class Settled(NoMetrics):
    """Counts what comes of polls, and tells when all that are due have been read."""

    def __init__(self) -> None:
        self.outcomes: list[Polled] = []
        self.all_read = asyncio.Event()
        self._due = 0

    def expect(self, polls: int) -> None:
        self.outcomes, self._due = [], polls
        self.all_read.clear()

    def polled(self, kind: CalendarKind, outcome: Polled) -> None:
        del kind
        self.outcomes.append(outcome)
        if len(self.outcomes) == self._due:
            self.all_read.set()


class NoMessenger:
    """Nobody is written to."""

    async def post(self, member: Member, letter: Letter) -> Posted:
        raise RuntimeError(f"a letter to {member.user}: {letter}")

    async def find(self, member: Member, nudge_id: int, since: datetime) -> Posted | None:
        raise RuntimeError(f"nudge {nudge_id} to {member.user}, unsure since {since}")


class Watched:
    """Polls whatever is said to be due, as the whole bot would."""

    def __init__(self, store: Database, dispatch: Dispatch, settled: Settled) -> None:
        self._store = store
        self._dispatch = dispatch
        self._settled = settled

    async def poll(self, calendars: Sequence[Calendar], *, changed: int = 0) -> Cost:
        """All are due now; returns when their rows are settled, `changed` of them having been read
        and the others found to be as they were."""
        self._settled.expect(len(calendars))
        async with self._store.writing() as work:
            now = system_now()
            for calendar in calendars:
                await plan_poll(work, calendar, now)
        began, used = time.perf_counter(), time.process_time()
        await self._settled.all_read.wait()
        await self._dispatch.idle()
        cost = Cost(
            polls=len(calendars),
            wall=time.perf_counter() - began,
            cpu=time.process_time() - used,
        )
        expected = [Polled.READ] * changed + [Polled.UNCHANGED] * (len(calendars) - changed)
        if sorted(self._settled.outcomes) != sorted(expected):
            raise RuntimeError(f"{changed} of {len(calendars)} changed, but not as polled")
        return cost


@asynccontextmanager
async def watched(url: str, key: str, host: str) -> AsyncIterator[Watched]:
    """Joined as the whole bot is, for calendars at `host`."""
    settled = Settled()
    reader = CalendarReader()
    async with Database(url, KeyRing(key)) as store, SafeFetcher(frozenset({host})) as fetcher:
        polling = Polling(
            store=store,
            source=Sources({CalendarKind.ICS: IcsFeed(fetcher, reader)}),
            now=system_now,
            poll_every=POLL_EVERY,
            tally=settled,
        )
        nudging = Delivering(
            store=store, messenger=NoMessenger(), polling=polling, now=system_now, tally=settled
        )
        dispatch = Dispatch(store, nudging, system_now)
        clock = Clock(dispatch.sweep, system_now)
        dispatch.on_room, store.on_planned = clock.moved, clock.wake
        clock.start()
        yield Watched(store, dispatch, settled)
        await clock.stop()
        await dispatch.idle()
    await reader.close()


async def connect(
    store: Database, users: Sequence[str], calendars: Sequence[Calendar]
) -> list[Calendar]:
    """A calendar for each user, who has an exploration well under way."""
    exploration = _exploration(system_now())
    async with store.writing() as work:
        members = [
            await work.members.add(Member(team=TEAM, user=user, time_zone=ZONE)) for user in users
        ]
        for member in members:
            await work.explorations.add(member.id, exploration)
        return [
            await work.calendars.save(replace(calendar, member_id=member.id))
            for member, calendar in zip(members, calendars, strict=True)
        ]


def children_cpu() -> float:
    """Seconds of CPU time that the children of this process used which have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _exploration(now: datetime) -> Exploration:
    """Ten people in it, three of them met."""
    people = [
        Person(name=f"Person Number {n}", option="Agency owner", email=f"p{n}@brightside.example")
        for n in range(10)
    ]
    interviews = [
        Interview(
            label=f"i{n}",
            person=person.name,
            status=Status.HELD,
            starts_at=now - timedelta(days=n, hours=1),
            ends_at=now - timedelta(days=n),
        )
        for n, person in enumerate(people[:3], start=1)
    ]
    return Exploration(
        question="Which?",
        starts_on=now.date(),
        ends_on=date(now.year + 1, 12, 31),
        weekly_goal=2,
        options=(Option(name="Agency owner"), Option(name="People development")),
        people=tuple(people),
        interviews=tuple(interviews),
    )
