"""How long `resonance run` takes until Slack has its socket, and what it weighs when idle."""

import asyncio
import tempfile
import time

import psutil

from benchmarks.figures import Figure
from benchmarks.workspace import connected, playground_of, process
from bot.playground.clock import PlaygroundClock

AIM_SECONDS, AIM_MEBIBYTES = 2.0, 120.0
RUNS, IDLE_SECONDS = 3, 3


def main() -> list[Figure]:
    """The middle one of three runs, each as a process of its own on a fresh database.

    Takes about fifteen seconds.
    """
    runs = [asyncio.run(_one_run()) for _ in range(RUNS)]
    seconds, memory = (sorted(values)[RUNS // 2] for values in zip(*runs, strict=True))
    return [
        Figure(name="start until connected", value=seconds, unit="s", beside=AIM_SECONDS),
        Figure(name="memory when idle (RSS)", value=memory, unit="MiB", beside=AIM_MEBIBYTES),
    ]


async def _one_run() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with playground_of([], PlaygroundClock()) as playground:
            began = time.perf_counter()
            bot = await process(playground, "bot", "run", folder=folder)
            await connected(playground)
            ready = time.perf_counter() - began
            await asyncio.sleep(IDLE_SECONDS)
            memory = psutil.Process(bot.pid).memory_info().rss / 1024**2
            bot.terminate()
            await bot.wait()
    return ready, memory
