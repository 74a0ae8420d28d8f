"""The slowest of all the calendars that were written, here or elsewhere, to be hard to read."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.figures import Figure
from bot.calendars.ics import read_ics
from bot.calendars.reader import LIMIT_SECONDS

FILES = Path(__file__).parent.parent / "tests" / "data" / "calendars"
START = datetime(2026, 9, 1, tzinfo=UTC)
END = START + timedelta(days=30)


def main() -> list[Figure]:
    """Beside the time after which a child that reads one is killed."""
    paths = sorted(FILES.rglob("*.ics"))
    slowest = max(_seconds(path.read_bytes()) for path in paths)
    name = f"slowest of {len(paths)} hostile, faulty and foreign calendars"
    return [Figure(name=name, value=slowest, unit="s", beside=LIMIT_SECONDS)]


def _seconds(text: bytes) -> float:
    began = time.perf_counter()
    read_ics(text, window_start=START, window_end=END, zone=ZoneInfo("Europe/London"))
    return time.perf_counter() - began
