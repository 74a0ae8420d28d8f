"""How late check-ins leave under 100 commands a second on explorations with 300 interviews,
beside how late they leave in the same run before anybody asks for anything."""

import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta

from benchmarks.databases import Fresh, databases
from benchmarks.figures import Figure, percentile
from benchmarks.workspace import TEAM, ZONE, connected, dm_of, playground_of, process, users
from bot.core.meetings import Interview, Status
from bot.core.members import Member
from bot.core.people import Person, Stage
from bot.core.plan import Exploration, Option
from bot.core.reflection import CheckIn, Gut
from bot.playground.clock import PlaygroundClock
from bot.playground.payloads import slash_command
from bot.playground.server import Playground
from bot.services.nudges.planning import plan_check_in
from storage.database import Database
from storage.keys import KeyRing, new_key

#: Whoever asks has had so many interviews, with so many people.
ASKING, INTERVIEWS, MET = 10, 300, 100
WORDS = (("/outreach", ""), ("/interviews", ""), ("/resonance", "why"), ("/reflect", ""))
A_SECOND = 100
#: Ten interviews end in each second: first in quiet, then while commands come.
ENDS_A_SECOND, QUIET_SECONDS, BUSY_SECONDS = 10, 10, 30
QUIET = QUIET_SECONDS * ENDS_A_SECOND
ENDING = QUIET + BUSY_SECONDS * ENDS_A_SECOND
#: From the plan to the first end: the bot starts meanwhile.
LEAD = timedelta(seconds=20)
PEOPLE = users(ASKING + ENDING)
AIM_SECONDS = 1.0
PATIENCE_SECONDS = 300


def main() -> list[Figure]:
    """Takes about two minutes. The playground is this process, the bot one of its own."""
    with databases() as kinds:
        return [figure for kind, fresh in kinds.items() for figure in _figures(kind, fresh)]


def _figures(kind: str, fresh: Fresh) -> list[Figure]:
    with fresh() as url:
        delays = asyncio.run(_delays(url))
    quiet, busy = percentile(delays[:QUIET], 0.99), percentile(delays[QUIET:], 0.99)
    during = f"p99 of check-ins' delay under {A_SECOND} commands a second"
    return [
        Figure(name=f"{during}, {kind}", value=busy, unit="s", beside=AIM_SECONDS),
        Figure(
            name=f"the same beside the quiet before, {kind}", value=busy, unit="s", beside=quiet
        ),
    ]


async def _delays(url: str) -> list[float]:
    """Seconds from each end to Slack's own time stamp of the DM about it, in order."""
    key = new_key()
    clock = PlaygroundClock()
    async with Database(url, KeyRing(key)) as store:
        await _seed(store, clock.now())
        begins = clock.now() + LEAD
        ends = await _plan(store, begins)
    settings = {"DATABASE_URL": url, "RESONANCE_ENCRYPTION_KEYS": key}
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        playground = await stack.enter_async_context(playground_of(PEOPLE, clock, limits=False))
        bot = await process(playground, "bot", "run", folder=folder, settings=settings)
        await connected(playground)
        await asyncio.sleep((ends[QUIET] - clock.now()).total_seconds())
        asking = asyncio.create_task(_ask(playground))
        await _all_posted(playground)
        await asking
        bot.terminate()
        await bot.wait()
        return [
            (posted - end).total_seconds()
            for end, posted in zip(ends, _posted(playground), strict=True)
        ]


async def _seed(store: Database, now: datetime) -> None:
    """Everybody who asks, each with a great deal stored."""
    for user in PEOPLE[:ASKING]:
        async with store.writing() as work:
            known = Member(team=TEAM, user=user, time_zone=ZONE, channel=dm_of(user))
            member = await work.members.add(known)
            await work.explorations.add(member.id, _much(now))


def _much(now: datetime) -> Exploration:
    names = [f"Person Number {n}" for n in range(MET)]
    people = [
        Person(name=name, option="One", stage=Stage.MET, role="owner", organisation="Brightside")
        for name in names
    ]
    held = [
        Interview(
            label=f"i{n}",
            person=names[n % MET],
            option="One",
            starts_at=now - timedelta(days=n + 1, hours=1),
            ends_at=now - timedelta(days=n + 1),
            status=Status.HELD,
            check_in=_answers(now - timedelta(days=n + 1)),
        )
        for n in range(INTERVIEWS)
    ]
    return _exploration(now, people, held)


def _answers(at: datetime) -> CheckIn:
    return CheckIn(
        answered_at=at,
        body=("settled",),
        body_words="Shoulders dropped on the walk out.",
        energy=4,
        calm=4,
        clarity=5,
        pull=3,
        drew_me=("autonomy",),
        put_me_off=("selling",),
        worth_keeping="She has not had an August off in six years.",
        gut=Gut.LEANING_NO,
    )


async def _plan(store: Database, begins: datetime) -> list[datetime]:
    """One interview for each of the others; when they end, in order."""
    ends = [begins + timedelta(seconds=n / ENDS_A_SECOND) for n in range(ENDING)]
    async with store.writing() as work:
        for user, end in zip(PEOPLE[ASKING:], ends, strict=True):
            known = Member(team=TEAM, user=user, time_zone=ZONE, channel=dm_of(user))
            member = await work.members.add(known)
            talk = Interview(label="Talk", starts_at=end - timedelta(hours=1), ends_at=end)
            whole = await work.explorations.add(member.id, _exploration(begins, [], [talk]))
            await plan_check_in(work, member, whole.interviews[0])
    return ends


def _exploration(
    now: datetime, people: Sequence[Person], interviews: Sequence[Interview]
) -> Exploration:
    return Exploration(
        question="Which?",
        starts_on=now.date(),
        ends_on=date(now.year + 1, 12, 31),
        weekly_goal=1,
        options=(Option(name="One"), Option(name="Other")),
        people=tuple(people),
        interviews=tuple(interviews),
    )


async def _ask(playground: Playground) -> None:
    """So many a second, whether or not those before have been answered; not acknowledged raises."""
    async with asyncio.TaskGroup() as asking:
        for n in range(BUSY_SECONDS * A_SECOND):
            command, text = WORDS[n % len(WORDS)]
            asking.create_task(_command(playground, PEOPLE[n % ASKING], command, text))
            await asyncio.sleep(1 / A_SECOND)


async def _command(playground: Playground, user: str, command: str, text: str) -> None:
    workspace = playground.state
    secret = workspace.response_links.issue(user=user, channel=dm_of(user))
    payload = slash_command(
        workspace,
        member=workspace.member(user),
        channel=dm_of(user),
        command=command,
        text=text,
        answer_to=f"{playground.url}/response/{secret}",
    )
    await playground.sockets.deliver("slash_commands", payload)


async def _all_posted(playground: Playground) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while len(_posted(playground)) < ENDING:
            await asyncio.sleep(0.5)


def _posted(playground: Playground) -> list[datetime]:
    """When each check-in was accepted, by the order of those who had one."""
    stamps = (
        [m.ts for m in playground.state.messages.of(dm_of(user)) if m.only_for is None]
        for user in PEOPLE[ASKING:]
    )
    return [datetime.fromtimestamp(float(ts[0]), UTC) for ts in stamps if ts]
