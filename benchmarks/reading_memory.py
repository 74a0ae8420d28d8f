"""What a child that reads calendars holds: when it waits, and when it has read a large one."""

import asyncio
from zoneinfo import ZoneInfo

import psutil

from benchmarks.calendars import END, EVENTS, START, calendar_of
from benchmarks.figures import Figure
from bot.calendars.reader import CalendarReader

MIB = 1 << 20


def main() -> list[Figure]:
    """Resident memory, what it shares with other Python processes included."""
    return asyncio.run(_measured())


async def _measured() -> list[Figure]:
    reader = CalendarReader()
    idle = await _held(reader, calendar_of(1))
    after = await _held(reader, calendar_of(EVENTS))
    await reader.close()
    return [
        Figure(name="memory of a child that reads calendars", value=idle, unit="MiB"),
        Figure(name=f"the same after {EVENTS:,} events", value=after, unit="MiB", beside=idle),
    ]


async def _held(reader: CalendarReader, text: bytes) -> float:
    await reader.read(text, window_start=START, window_end=END, zone=ZoneInfo("UTC"))
    [child] = psutil.Process().children()
    return child.memory_info().rss / MIB
