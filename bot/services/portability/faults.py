"""What is wrong in an exploration file, each fault with the place where it stands."""

import json
from difflib import get_close_matches
from typing import Any

from bot.core.errors import ResonanceError

_SHOWN = 60


class ImportFaults(ResonanceError):
    """A file that can't be imported. `faults` are all that were found, one line each, as in
    `explorations[0].interviews[3].check_in.pull: 7 is not 1 to 5`."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def shown(value: Any) -> str:
    """A value on one line, cut where it is long."""
    match value:
        case list():
            return "a list"
        case dict():
            return "an object"
        case str():
            text = _quoted(value)
        case _:
            text = json.dumps(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def within(path: str, key: str) -> str:
    """The place of a key; one that is no plain word is shown in quotes."""
    word = key if key.isidentifier() else _quoted(key)
    return f"{path}.{word}" if path else word


def nearest(word: str, known: list[str]) -> str:
    """`; did you mean "pull"?`, or nothing where no known word is close."""
    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean {_quoted(found[0])}?" if found else ""


def _quoted(text: str) -> str:
    """In quotes, on one line whatever is in it."""
    printable = "".join(c if c.isprintable() and c != '"' else json.dumps(c)[1:-1] for c in text)
    return f'"{printable}"'
