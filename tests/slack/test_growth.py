"""What is typed is read in work that grows no faster than its length, whatever it is.

Work is counted in instructions of our own; what a pattern does within one is held by
tests/test_patterns.py.
"""

import gc
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core.dates import parse_date, parse_when
from bot.core.errors import ResonanceError
from bot.core.people import Person
from bot.core.plan import Exploration, Option
from bot.core.zones import zone_named
from bot.slack.grammar import logged_of, person_of, split_command, whole_number
from bot.slack.inputs import listed, option_of, options_of

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
OPTIONS = (Option(name="Agency owner"), Option(name="People development"))
KNOWN = Exploration(
    question="Which way next?",
    starts_on=date(2026, 9, 7),
    ends_on=date(2026, 12, 31),
    weekly_goal=2,
    options=OPTIONS,
    people=tuple(Person(name=f"Priya {n}") for n in range(20)),
)

READERS: dict[str, Callable[[str], object]] = {
    "the subcommand": split_command,
    "an option": option_of,
    "options": options_of,
    "a number": lambda words: whole_number(words, "A number", "/outreach goal 2"),
    "somebody new": lambda words: person_of(words, OPTIONS),
    "an interview": lambda words: logged_of(words, KNOWN, NOW, LONDON),
    "a day": lambda words: parse_date(words, NOW.date()),
    "a day and a time": lambda words: parse_when(words, NOW, LONDON),
    "a zone": zone_named,
    "a list": listed,
}
HOSTILE = (
    "(",
    " ",
    "for ",
    "at ",
    ", ",
    "1:",
    "1 ",
    "1,",
    ".",
    "14:30 ",
    "tue ",
    "May 1 ",
    "x",
    "é",
    "a: 1\n",
)
LENGTH = 1200


def work(read: Callable[[str], object], words: str) -> int:
    """How many instructions reading takes; a fault that is told is an answer, too."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    gc.disable()  # what is cleared away after other tests is no part of it
    sys.settrace(trace)
    try:
        read(words)
    except ResonanceError:
        pass
    finally:
        sys.settrace(before)
        gc.enable()
    return count


@pytest.mark.parametrize("reader", READERS)
def test_twice_the_words_are_at_most_two_and_a_half_times_the_work(reader: str) -> None:
    read = READERS[reader]
    for piece in HOSTILE:
        words = piece * (LENGTH // len(piece))
        work(read, words)  # what is looked up once and kept is no part of it
        once, twice = work(read, words), work(read, words * 2)
        assert twice <= 2.5 * once, (piece, once, twice)
