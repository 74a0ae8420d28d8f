"""5,000 check-ins due at once: how fast they are posted, and how fast commands are acknowledged
meanwhile."""

import asyncio
import tempfile
import time
from contextlib import AsyncExitStack
from datetime import date, datetime, timedelta
from itertools import cycle

from benchmarks.databases import Fresh, databases
from benchmarks.figures import Figure, percentile
from benchmarks.workspace import TEAM, ZONE, connected, dm_of, playground_of, process, users
from bot.core.meetings import Interview
from bot.core.members import Member
from bot.core.plan import Exploration, Option
from bot.playground.clock import PlaygroundClock
from bot.playground.payloads import slash_command
from bot.playground.server import Playground
from bot.services.nudges.planning import plan_check_in
from storage.database import Database
from storage.keys import KeyRing, new_key

DUE = 5_000
PEOPLE = users(DUE)
AIM_ACK_MS = 300.0
#: Somebody asks for their week so often, whether or not the one before has been answered.
COMMAND_EVERY_SECONDS = 0.1
PATIENCE_SECONDS = 120


def main() -> list[Figure]:
    """Takes about two minutes.

    The playground is this process; the bot, and the bare loop after it, are each one of their own.
    The loop has it easier: nobody has to be told of its messages, and nobody asks for anything.
    """
    with databases() as kinds:
        return [figure for kind, fresh in kinds.items() for figure in _figures(kind, fresh)]


def _figures(kind: str, fresh: Fresh) -> list[Figure]:
    with fresh() as url:
        engine, bare, acks = asyncio.run(_measured(url))
    posted = f"messages a second of {DUE:,} due at once, beside a bare loop, {kind}"
    return [
        Figure(name=posted, value=engine, unit="1/s", beside=bare),
        Figure(
            name=f"p99 of {len(acks)} acks meanwhile, {kind}",
            value=percentile(acks, 0.99),
            unit="ms",
            beside=AIM_ACK_MS,
        ),
    ]


async def _measured(url: str) -> tuple[float, float, list[float]]:
    """Messages a second of the bot and of the bare loop, and milliseconds until each ack."""
    key = new_key()
    async with Database(url, KeyRing(key)) as store:
        await _plan(store, PlaygroundClock().now())
    settings = {"DATABASE_URL": url, "RESONANCE_ENCRYPTION_KEYS": key}
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        clock = PlaygroundClock()
        playground = await stack.enter_async_context(playground_of(PEOPLE, clock, limits=False))
        bot = await process(playground, "bot", "run", folder=folder, settings=settings)
        await connected(playground)
        acks = await _acks_until(asyncio.create_task(_all_posted(playground)), playground)
        bot.terminate()
        await bot.wait()
        engine = _rate(_stamps(playground))
        loop = await process(playground, "benchmarks.bare_loop", str(DUE), folder=folder)
        if await loop.wait():
            raise RuntimeError("the bare loop failed")
        return engine, _rate(_stamps(playground)[DUE:]), acks


async def _plan(store: Database, now: datetime) -> None:
    """Everybody has had one interview, which ended just now."""
    exploration = Exploration(
        question="Which?",
        starts_on=now.date(),
        ends_on=date(now.year + 1, 12, 31),
        weekly_goal=1,
        options=(Option(name="One"), Option(name="Other")),
        interviews=(Interview(label="Talk", starts_at=now - timedelta(hours=1), ends_at=now),),
    )
    async with store.writing() as work:
        for user in PEOPLE:
            known = Member(team=TEAM, user=user, time_zone=ZONE, channel=dm_of(user))
            member = await work.members.add(known)
            whole = await work.explorations.add(member.id, exploration)
            await plan_check_in(work, member, whole.interviews[0])


async def _all_posted(playground: Playground) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while len(_stamps(playground)) < DUE:
            await asyncio.sleep(0.25)


async def _acks_until(end: asyncio.Task[None], playground: Playground) -> list[float]:
    acks: list[float] = []
    async with asyncio.TaskGroup() as asking:
        for user in cycle(PEOPLE):
            if end.done():
                break
            asking.create_task(_ask(playground, user, acks))
            await asyncio.sleep(COMMAND_EVERY_SECONDS)
    await end
    return acks


async def _ask(playground: Playground, user: str, acks: list[float]) -> None:
    """One command sent over the socket as Slack sends it; raises when it is not acknowledged."""
    workspace = playground.state
    secret = workspace.response_links.issue(user=user, channel=dm_of(user))
    payload = slash_command(
        workspace,
        member=workspace.member(user),
        channel=dm_of(user),
        command="/outreach",
        text="",
        answer_to=f"{playground.url}/response/{secret}",
    )
    began = time.perf_counter()
    await playground.sockets.deliver("slash_commands", payload)
    acks.append((time.perf_counter() - began) * 1000)


def _stamps(playground: Playground) -> list[float]:
    """When each message that is not an answer to a command was accepted, in order."""
    return sorted(
        float(message.ts)
        for user in PEOPLE
        for message in playground.state.messages.of(dm_of(user))
        if message.only_for is None
    )


def _rate(stamps: list[float]) -> float:
    return (len(stamps) - 1) / (stamps[-1] - stamps[0])
