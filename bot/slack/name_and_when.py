"""Tells a name from the day and time typed after it."""

import re
from collections.abc import Sequence

from bot.core.dates import JOINING, can_be_read, surely_time, words_of_time
from bot.core.names import matching
from bot.core.people import NAME_LIMIT, Person

#: "2026-10-15T10:00" is a day and a time, as computers write them.
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](?=\d\d:\d\d)")


def without_when(words: str, people: Sequence[Person]) -> tuple[str, str]:
    """What stands before a day and time at the end, and those words of it; "" where there is none.

    Will Sunday and Ana May are names where somebody is called so: the longest name wins that one
    of `people` bears, then the longest day and time. What looks like one and can't be read is taken
    for one all the same, so that the day is blamed for it and not the name.
    """
    splits = _splits(_ISO_TIME.sub(r"\1 ", words).split())
    borne = [(name, when) for name, when in splits if _is_borne(name, people)]
    meant = [(name, when) for name, when in reversed(splits) if _is_sure(when)]
    read = [(name, when) for name, when in borne if not when or can_be_read(when)]
    return (read or borne or meant or splits)[0]


def _splits(words: Sequence[str]) -> list[tuple[str, str]]:
    """Every name that may be meant with the day and time that is left then, the longest first."""
    count = words_of_time(words)
    if count and count == len(words) and not surely_time(words[0]):
        count -= 1
    ends = range(len(words), len(words) - count - 1, -1)
    return [(_name(words[:end]), _when(words[end:])) for end in ends]


def _name(words: Sequence[str]) -> str:
    return " ".join(words).rstrip(" ,")


def _when(words: Sequence[str]) -> str:
    return " ".join(word for word in words if word.casefold() not in JOINING)


def _is_borne(name: str, people: Sequence[Person]) -> bool:
    return len(name) <= NAME_LIMIT and bool(matching(people, name))


def _is_sure(when: str) -> bool:
    return any(surely_time(word) for word in when.split())
