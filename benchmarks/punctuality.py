"""How long after an interview's end its DM is accepted: 50 ends among 1,000 pending nudges."""

import asyncio
import random
import tempfile
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta

from benchmarks.figures import Figure, percentile
from bot.compose import Resonance
from bot.core.members import Member
from bot.core.nudges import Kind, Nudge
from bot.core.plan import Exploration, Option
from bot.playground.clock import PlaygroundClock
from bot.playground.members import Member as Colleague
from bot.playground.server import Playground
from bot.playground.stories import Story
from bot.services.ports import Request
from bot.slack.manifest import manifest
from bot.trial import settings_for
from storage.database import Database
from storage.keys import KeyRing, new_key

MEMBERS, ENDS_EACH, PENDING = 10, 5, 1000
SOONEST_SECONDS, LATEST_SECONDS = 10, 45
TEAM = "T0BENCH"


def main() -> list[Figure]:
    """Takes about 50 seconds, since the ends are really waited for."""
    delays = asyncio.run(_delays())
    name = "interview's end to its DM accepted, {} of 50 ends"
    return [
        Figure(name=name.format("median"), value=percentile(delays, 0.5), unit="s", beside=1.0),
        Figure(name=name.format("p99"), value=percentile(delays, 0.99), unit="s", beside=1.0),
    ]


async def _delays() -> list[float]:
    """Seconds from each end to Slack's own time stamp of the DM about it."""
    clock = PlaygroundClock()
    ends = _ends(clock.now())
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        database = Database(f"sqlite:///{folder}/bench.db", KeyRing(new_key()))
        store = await stack.enter_async_context(database)
        playground = await stack.enter_async_context(_playground(clock, ends))
        bot = Resonance(settings_for(playground), store, clock.now)
        await bot.start()
        stack.push_async_callback(bot.stop)
        for user in ends:
            await _explore(bot, store, playground, user)
        await asyncio.sleep(LATEST_SECONDS + 5)
        return [delay for user, due in ends.items() for delay in _late(playground, user, due)]


def _ends(now: datetime) -> dict[str, list[datetime]]:
    """For each member, seconds at which an interview ends; the draws are seeded."""
    draw = random.Random(7)  # noqa: S311 - a schedule, no secret
    start = now.replace(microsecond=0)
    seconds = range(SOONEST_SECONDS, LATEST_SECONDS)
    return {
        f"U{n:05}": sorted(
            start + timedelta(seconds=second) for second in draw.sample(seconds, ENDS_EACH)
        )
        for n in range(MEMBERS)
    }


def _playground(clock: PlaygroundClock, ends: dict[str, list[datetime]]) -> Playground:
    async def nothing_due() -> None:
        return None

    story = Story(
        title="Fifty ends",
        text="",
        starts_at=None,
        workspace_id=TEAM,
        workspace_name="Bench",
        members=tuple(Colleague(id=user, real_name=user, tz="Europe/London") for user in ends),
        channels=(),
        messages=(),
        calendars={user: _calendar(due) for user, due in ends.items()},
        exploration=None,
    )
    return Playground(
        manifest=manifest(), story=story, clock=clock, due=nothing_due, settle=nothing_due
    )


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


async def _explore(bot: Resonance, store: Database, playground: Playground, user: str) -> None:
    """A member with an exploration, a hundred pending nudges and a connected calendar."""
    now = playground.clock.now()
    async with store.writing() as work:
        member = await work.members.add(Member(team=TEAM, user=user, time_zone="Europe/London"))
        exploration = Exploration(
            question="Which?",
            starts_on=now.date(),
            ends_on=date(now.year + 1, 12, 31),
            weekly_goal=1,
            options=(Option(name="One"), Option(name="Other")),
        )
        await work.explorations.add(member.id, exploration)
        for n in range(PENDING // MEMBERS):
            await work.nudges.plan(
                Nudge(
                    key=f"weekly:{member.id}:{n}:start",
                    kind=Kind.WEEK_START,
                    member_id=member.id,
                    due_at=now + timedelta(days=1, minutes=n),
                )
            )
    request = Request(member=member, at=now)
    await bot.desk.connecting.connect(request, playground.calendar_address(user))


def _late(playground: Playground, user: str, due: list[datetime]) -> list[float]:
    """Slack's time stamps of a member's DMs against the ends, both in order."""
    stamps = sorted(
        datetime.fromtimestamp(float(message.ts), UTC)
        for message in playground.state.seen_by(user, f"D{user[1:]}")
    )
    if len(stamps) != len(due):
        raise RuntimeError(f"{len(stamps)} messages for {len(due)} ends")
    return [(stamp - end).total_seconds() for stamp, end in zip(stamps, due, strict=True)]
