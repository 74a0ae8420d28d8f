"""A playground with as many people as a benchmark asks for, and the bot beside it as a process."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.playground.clock import PlaygroundClock
from bot.playground.members import Member
from bot.playground.server import Playground
from bot.playground.stories import Story
from bot.slack.manifest import manifest

TEAM = "T0BENCH"
ZONE = "Europe/London"


def users(count: int) -> list[str]:
    """Their Slack ids."""
    return [f"U{n:05}" for n in range(count)]


def dm_of(user: str) -> str:
    """The playground's id of a member's conversation with the app."""
    return f"D{user[1:]}"


def playground_of(
    people: Sequence[str],
    clock: PlaygroundClock,
    *,
    calendars: Mapping[str, str] | None = None,
    limits: bool = True,
) -> Playground:
    """Not entered yet; `calendars` are ICS texts by user, `limits` are Slack's own rates."""
    story = Story(
        title="Bench",
        text="",
        starts_at=None,
        workspace_id=TEAM,
        workspace_name="Bench",
        members=tuple(Member(id=user, real_name=user, tz=ZONE) for user in people),
        channels=(),
        messages=(),
        calendars=dict(calendars or {}),
        exploration=None,
    )
    return Playground(
        manifest=manifest(),
        story=story,
        clock=clock,
        due=_nothing_due,
        settle=_nothing_due,
        limits=limits,
    )


async def process(
    playground: Playground, *module: str, folder: str, settings: Mapping[str, str] | None = None
) -> Process:
    """A Python module started in `folder` with the playground's address and tokens."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *module,
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[1]),
            "SLACK_BOT_TOKEN": playground.bot_token,
            "SLACK_APP_TOKEN": playground.app_token,
            "SLACK_API_URL": playground.api_url,
            "RESONANCE_LOG_LEVEL": "WARNING",
            **(settings or {}),
        },
    )


async def connected(playground: Playground) -> None:
    """Returns once the bot has its socket."""
    while not playground.connected:
        await asyncio.sleep(0.005)


async def _nothing_due() -> None:
    return None
