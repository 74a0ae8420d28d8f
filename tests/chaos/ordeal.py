"""The ordeal: so many nudges fall due while a bot is killed, again and again, by SIGKILL."""

import asyncio
import os
import random
import sys
import tempfile
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.core.meetings import Interview
from bot.core.members import Member
from bot.core.nudges import Lane
from bot.core.plan import Exploration, Option
from bot.playground.clock import PlaygroundClock
from bot.playground.faults import Fault
from bot.playground.members import Member as Colleague
from bot.playground.server import Playground
from bot.playground.stories import Story
from bot.services.nudges.planning import plan_check_in
from bot.slack.manifest import manifest
from storage.database import Database
from storage.keys import KeyRing, new_key

TEAM = "T0CHAOS"
MEMBERS = 20
#: Shares of calls that are asked to wait, and whose answer is lost after Slack has accepted.
ASKED_TO_WAIT, ANSWER_LOST = 0.05, 0.03
#: After the last kill the bot gets this long to finish.
PATIENCE = timedelta(seconds=90)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """How it went; `lost` and `twice` are what must be nought."""

    nudges: int
    kills: int
    lost: int
    twice: int

    def __str__(self) -> str:
        return f"nudges {self.nudges}, kills {self.kills}, lost {self.lost}, twice {self.twice}"


async def ordeal(*, nudges: int, kills: int, lasting: timedelta, url: str | None = None) -> Outcome:
    """`nudges` check-ins fall due over `lasting`, and the bot is killed `kills` times meanwhile.

    `url` names an empty, migrated database; without one it is a SQLite file.
    """
    key = new_key()
    async with playing() as playground:
        with tempfile.TemporaryDirectory() as folder:
            database_url = url or f"sqlite:///{folder}/resonance.db"
            async with Database(database_url, KeyRing(key)) as store:
                await _plan(store, playground.clock.now(), nudges, lasting)
                environment = _environment(playground, database_url, key)
                await _kill_again_and_again(playground, folder, environment, kills, lasting)
                await _finish(store, folder, environment)
        posted = _posted(playground)
    return Outcome(
        nudges=nudges,
        kills=kills,
        lost=nudges - len(posted),
        twice=sum(count - 1 for count in posted.values()),
    )


@asynccontextmanager
async def playing() -> AsyncIterator[Playground]:
    """A playground in which some posts are asked to wait, and some answers are lost."""

    async def nothing_due() -> None:
        return None

    people = tuple(Colleague(id=user, real_name=user, tz="Europe/London") for user in _users())
    story = Story(
        title="Chaos",
        text="",
        starts_at=None,
        workspace_id=TEAM,
        workspace_name="Chaos",
        members=people,
        channels=(),
        messages=(),
        calendars={},
        exploration=None,
    )
    playground = Playground(
        manifest=manifest(),
        story=story,
        clock=PlaygroundClock(),
        due=nothing_due,
        settle=nothing_due,
        limits=False,
    )
    post = "chat.postMessage"
    playground.faults.add(post, Fault.RATE_LIMITED, times=None, share=ASKED_TO_WAIT)
    playground.faults.add(post, Fault.LOST_RESPONSE, times=None, share=ANSWER_LOST)
    async with playground:
        yield playground


def _users() -> list[str]:
    return [f"U{n:05}" for n in range(MEMBERS)]


async def _plan(store: Database, now: datetime, nudges: int, lasting: timedelta) -> None:
    """Interviews that end at random moments, each with its check-in."""
    draw = random.Random(11)  # noqa: S311 - a schedule, no secret
    users = _users()
    for place, user in enumerate(users):
        ends = [
            now + timedelta(seconds=2) + lasting * draw.random()
            for _ in range(nudges // MEMBERS + (place < nudges % MEMBERS))
        ]
        async with store.writing() as work:
            member = await work.members.add(Member(team=TEAM, user=user, time_zone="Europe/London"))
            interviews = tuple(
                Interview(label=f"i{n}", starts_at=end - timedelta(hours=1), ends_at=end)
                for n, end in enumerate(ends)
            )
            whole = await work.explorations.add(
                member.id,
                Exploration(
                    question="Which?",
                    starts_on=now.date(),
                    ends_on=date(now.year + 1, 12, 31),
                    weekly_goal=1,
                    options=(Option(name="One"),),
                    interviews=interviews,
                ),
            )
            for interview in whole.interviews:
                await plan_check_in(work, member, interview)


async def _kill_again_and_again(
    playground: Playground, folder: str, environment: dict[str, str], kills: int, lasting: timedelta
) -> None:
    draw = random.Random(13)  # noqa: S311 - a schedule, no secret
    for _ in range(kills):
        bot = await _run(folder, environment)
        await _connected(playground)
        await asyncio.sleep(draw.random() * lasting.total_seconds() / kills)
        bot.kill()
        await bot.wait()


async def _finish(store: Database, folder: str, environment: dict[str, str]) -> None:
    """One last bot, left alone until nothing is due any more."""
    bot = await _run(folder, environment)
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            while await _due(store):
                await asyncio.sleep(0.1)
    finally:
        bot.terminate()
        await bot.wait()


async def _due(store: Database) -> bool:
    async with store.reading() as work:
        return await work.nudges.next_at(Lane.MESSAGES) is not None


async def _run(folder: str, environment: dict[str, str]) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.chaos.bot", "run", cwd=folder, env=environment
    )


async def _connected(playground: Playground) -> None:
    while not playground.connected:
        await asyncio.sleep(0.01)


def _environment(playground: Playground, url: str, key: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "SLACK_BOT_TOKEN": playground.bot_token,
        "SLACK_APP_TOKEN": playground.app_token,
        "SLACK_API_URL": playground.api_url,
        "DATABASE_URL": url,
        "RESONANCE_ENCRYPTION_KEYS": key,
        "RESONANCE_LOG_LEVEL": "ERROR",
    }


def _posted(playground: Playground) -> Counter[str]:
    """How often each nudge stands in a DM, by its own id."""
    return Counter(
        message.blocks[0]["block_id"]
        for user in _users()
        for message in playground.state.seen_by(user, f"D{user[1:]}")
    )
