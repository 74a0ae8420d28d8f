"""How a name typed by hand finds what bears it: whole before part, accents and case aside."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar


class Named(Protocol):
    """Anything found by its name."""

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)


def matching(things: Sequence[N], words: str) -> tuple[N, ...]:
    """Those whose name is `words`; else those it is but for accents; else those it is part of."""
    sought, plain = " ".join(words.split()).casefold(), folded(words)
    rules: tuple[Callable[[str], bool], ...] = (
        lambda name: name.casefold() == sought,
        lambda name: folded(name) == plain,
        lambda name: plain in folded(name),
    )
    for fits in rules if plain else ():
        if found := tuple(thing for thing in things if fits(thing.name)):
            return found
    return ()


def folded(text: str) -> str:
    """The text as it is compared: one space between words, in one case, without accents."""
    parts = unicodedata.normalize("NFKD", " ".join(text.split()).casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
