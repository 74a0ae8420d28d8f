"""How long `resonance run` takes until Slack has its socket, and what it weighs when idle."""

import asyncio
import os
import sys
import tempfile
import time
from asyncio.subprocess import Process

import psutil

from benchmarks.figures import Figure
from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.playground.stories import story_named
from bot.slack.manifest import manifest

AIM_SECONDS, AIM_MEBIBYTES = 2.0, 120.0
RUNS, IDLE_SECONDS = 3, 3


def main() -> list[Figure]:
    """The middle one of three runs, each as a process of its own on a fresh database."""
    runs = [asyncio.run(_one_run()) for _ in range(RUNS)]
    seconds, memory = (sorted(values)[RUNS // 2] for values in zip(*runs, strict=True))
    return [
        Figure(name="start until connected", value=seconds, unit="s", beside=AIM_SECONDS),
        Figure(name="memory when idle (RSS)", value=memory, unit="MiB", beside=AIM_MEBIBYTES),
    ]


async def _one_run() -> tuple[float, float]:
    async def nothing_due() -> None:
        return None

    playground = Playground(
        manifest=manifest(),
        story=story_named("empty"),
        clock=PlaygroundClock(),
        due=nothing_due,
        settle=nothing_due,
    )
    with tempfile.TemporaryDirectory() as folder:
        async with playground:
            began = time.perf_counter()
            bot = await _run(playground, folder)
            while not playground.connected:
                await asyncio.sleep(0.005)
            ready = time.perf_counter() - began
            await asyncio.sleep(IDLE_SECONDS)
            memory = psutil.Process(bot.pid).memory_info().rss / 1024**2
            bot.terminate()
            await bot.wait()
    return ready, memory


async def _run(playground: Playground, folder: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.getcwd(),
            "SLACK_BOT_TOKEN": playground.bot_token,
            "SLACK_APP_TOKEN": playground.app_token,
            "SLACK_API_URL": playground.api_url,
            "RESONANCE_LOG_LEVEL": "WARNING",
        },
    )
