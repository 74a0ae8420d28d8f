"""How long after an interview's end its DM is accepted: 200 ends among 100,000 pending nudges."""

import asyncio
import random
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta

from benchmarks.databases import Fresh, databases
from benchmarks.figures import Figure, percentile
from benchmarks.pending import plan_pending
from benchmarks.workspace import TEAM, ZONE, dm_of, playground_of, users
from bot.commands.trial import settings_for
from bot.compose.resonance import Resonance
from bot.core.members import Member
from bot.core.plan import Exploration, Option
from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.services.calendars.connecting import Typed
from bot.services.ports import Request
from storage.database import Database
from storage.keys import KeyRing, new_key

PEOPLE, EXPLORING, ENDS_EACH, PENDING = 1_000, 40, 5, 100_000
ENDS = EXPLORING * ENDS_EACH
#: After so many seconds every calendar is connected, and the two minutes begin.
SOONEST_SECONDS, LATEST_SECONDS = 10, 130
AIM_SECONDS = 1.0

#: The moments at which interviews end, in order, by the Slack user who has them.
Schedule = Mapping[str, list[datetime]]


def main() -> list[Figure]:
    """Takes about two and a half minutes a database, since the ends are really waited for."""
    with databases() as kinds:
        return [figure for kind, fresh in kinds.items() for figure in _figures(kind, fresh)]


def _figures(kind: str, fresh: Fresh) -> list[Figure]:
    with fresh() as url:
        delays = asyncio.run(_delays(url))
    return [
        Figure(
            name=f"interview's end to its DM accepted, {name} of {ENDS} ends, {kind}",
            value=percentile(delays, share),
            unit="s",
            beside=AIM_SECONDS,
        )
        for name, share in (("median", 0.5), ("p99", 0.99))
    ]


async def _delays(url: str) -> list[float]:
    """Seconds from each end to Slack's own time stamp of the DM about it."""
    clock = PlaygroundClock()
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(Database(url, KeyRing(new_key())))
        members = await _members(store, clock.now())
        await plan_pending(url, [m.id for m in members], PENDING, clock.now() + timedelta(days=1))
        exploring = members[:EXPLORING]
        ends = _ends([member.user for member in exploring], clock.now())
        calendars = {user: _calendar(due) for user, due in ends.items()}
        playground = await stack.enter_async_context(
            playground_of(list(ends), clock, calendars=calendars)
        )
        bot = Resonance(settings_for(playground), store, clock.now)
        await bot.start()
        stack.push_async_callback(bot.stop)
        for member in exploring:
            request = Request(member=member, at=clock.now())
            typed = Typed(address=playground.calendar_address(member.user))
            await bot.services.connecting.connect(request, typed)
        await _past(clock, max(due[-1] for due in ends.values()) + timedelta(seconds=5))
        return [delay for user, due in ends.items() for delay in _late(playground, user, due)]


async def _members(store: Database, now: datetime) -> list[Member]:
    """The first of them with an exploration, the others with nothing but what is pending."""
    exploration = Exploration(
        question="Which?",
        starts_on=now.date(),
        ends_on=date(now.year + 1, 12, 31),
        weekly_goal=1,
        options=(Option(name="One"), Option(name="Other")),
    )
    async with store.writing() as work:
        members = [
            await work.members.add(Member(team=TEAM, user=user, time_zone=ZONE))
            for user in users(PEOPLE)
        ]
        for member in members[:EXPLORING]:
            await work.explorations.add(member.id, exploration)
    return members


def _ends(people: list[str], now: datetime) -> Schedule:
    """Whole seconds, of each member's no two alike; the draws are seeded."""
    draw = random.Random(7)  # noqa: S311 - a schedule, no secret
    start = now.replace(microsecond=0)
    seconds = range(SOONEST_SECONDS, LATEST_SECONDS)
    return {
        user: sorted(
            start + timedelta(seconds=second) for second in draw.sample(seconds, ENDS_EACH)
        )
        for user in people
    }


def _calendar(ends: list[datetime]) -> str:
    """An ICS text with a tagged half hour before each end."""
    events = [
        "BEGIN:VEVENT\r\n"
        f"UID:{n}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Talk #interview\r\n"
        f"DTSTART:{end - timedelta(minutes=30):%Y%m%dT%H%M%SZ}\r\nDTEND:{end:%Y%m%dT%H%M%SZ}\r\n"
        "END:VEVENT\r\n"
        for n, end in enumerate(ends)
    ]
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n"


async def _past(clock: PlaygroundClock, moment: datetime) -> None:
    await asyncio.sleep((moment - clock.now()).total_seconds())


def _late(playground: Playground, user: str, due: list[datetime]) -> list[float]:
    """Slack's time stamps of a member's DMs against the ends, both in order."""
    stamps = sorted(
        datetime.fromtimestamp(float(message.ts), UTC)
        for message in playground.state.seen_by(user, dm_of(user))
    )
    if len(stamps) != len(due):
        raise RuntimeError(f"{len(stamps)} messages for {len(due)} ends")
    return [(stamp - end).total_seconds() for stamp, end in zip(stamps, due, strict=True)]
