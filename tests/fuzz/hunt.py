"""Reads broken calendars for a given time, and keeps the smallest that is not read as it should."""

import asyncio
import re
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from zlib import crc32
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings

from bot.calendars import ics
from bot.calendars.reader import CalendarReader
from bot.calendars.reading import Reading
from tests.fuzz.mutations import Seeds, broken

#: Longer than any honest calendar of the size tried here takes, even on a busy machine.
LIMIT_SECONDS = 3.0
BEFORE, LONG = timedelta(days=2), timedelta(days=30)
ZONE = ZoneInfo("Europe/London")
#: Of so many calendars one is also read by a child.
BY_A_CHILD = 10
_START = re.compile(rb"DTSTART[^:\n]*:(\d{8})")


class Misread(AssertionError):
    """A calendar that was not read as every calendar should be; the sentence says how."""


class TooSlow(BaseException):
    """Not to be caught by what is being tested."""


@dataclass(kw_only=True, slots=True)
class Hunt:
    """How many were read, how long the slowest took, and what was found."""

    read: int = 0
    slowest_seconds: float = 0.0
    found: bytes | None = None
    why: str = ""


def seeds(folders: Iterable[Path]) -> Seeds:
    """The calendars to start from."""
    paths = sorted(path for folder in folders for path in folder.rglob("*.ics"))
    return Seeds(tuple(path.read_bytes().decode("utf-8", "replace") for path in paths))


def hunt(seeds: Seeds, seconds: float) -> Hunt:
    """Stops at the first calendar found, made as small as it can be."""
    hunted = Hunt()
    until = time.monotonic() + seconds
    with asyncio.Runner() as runner:
        reader = CalendarReader(limit_seconds=2 * LIMIT_SECONDS)
        while time.monotonic() < until and hunted.found is None:
            _some(hunted, seeds, runner, reader)
        runner.run(reader.close())
    return hunted


def _some(hunted: Hunt, seeds: Seeds, runner: asyncio.Runner, reader: CalendarReader) -> None:
    """A few calendars; hypothesis tries the smallest that fails last, so that one is kept."""

    @settings(
        max_examples=50,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(broken(seeds))
    def all_are_read(text: bytes) -> None:
        hunted.read += 1
        try:
            reading = _checked(hunted, text)
            if crc32(text) % BY_A_CHILD == 0:
                _refuse_difference(reading, runner.run(_by(reader, text)))
        except Exception as fault:  # whatever it is, it is what is hunted
            hunted.found, hunted.why = text, f"{type(fault).__name__}: {fault}"
            raise

    try:
        all_are_read()
    except Exception:  # told by what is returned, unless it is a fault of the hunt
        if hunted.found is None:
            raise


def _checked(hunted: Hunt, text: bytes) -> Reading:
    began = time.perf_counter()
    start, end = window(text)
    with _limited():
        reading = ics.read_ics(text, window_start=start, window_end=end, zone=ZONE)
    hunted.slowest_seconds = max(hunted.slowest_seconds, time.perf_counter() - began)
    order = [(one.starts_at, one.uid) for one in reading.occurrences]
    if order != sorted(order):
        raise Misread("its occurrences are out of order")
    for one in reading.occurrences:
        if not one.starts_at <= one.ends_at or one.starts_at >= end or one.ends_at < start:
            raise Misread(f"an occurrence lasts from {one.starts_at} to {one.ends_at}")
    return reading


def _refuse_difference(reading: Reading, by_a_child: Reading) -> None:
    if by_a_child != reading:
        raise Misread("a child reads it otherwise")


async def _by(reader: CalendarReader, text: bytes) -> Reading:
    start, end = window(text)
    return await reader.read(text, window_start=start, window_end=end, zone=ZONE)


def window(text: bytes) -> tuple[datetime, datetime]:
    """A month that begins shortly before the first start in it."""
    found = _START.search(text)
    day = found[1].decode() if found else "20260915"
    try:
        start = datetime.strptime(f"{day}Z", "%Y%m%d%z").astimezone(UTC) - BEFORE
        return start, start + LONG
    except (ValueError, OverflowError):
        return window(b"")


@contextmanager
def _limited() -> Iterator[None]:
    """Breaks off what takes too long."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LIMIT_SECONDS, 0.1)  # again, if a callback swallows it
    try:
        yield
    except TooSlow:
        raise Misread(f"it takes longer than {LIMIT_SECONDS:g} seconds") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
