"""How a name typed by hand finds what bears it: whole before part, accents and case aside."""

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol, TypeVar


class Named(Protocol):
    """Anything found by its name."""

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)

#: Letters that Unicode doesn't take apart, and signs that keyboards put for others.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "ß": "ss",
        **dict.fromkeys("’‘ʼʹ`´′＇", "'"),
        **dict.fromkeys("‐‑‒–—−﹣－", "-"),
    }
)
#: How those who lack a letter write it out.
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def matching(things: Sequence[N], words: str) -> tuple[N, ...]:
    """Those whose name is `words`; else those it is but for accents; else those it is part of."""
    sought, plain = " ".join(words.split()).casefold(), spellings(words)
    rules: tuple[Callable[[str], bool], ...] = (
        lambda name: name.casefold() == sought,
        lambda name: not plain.isdisjoint(spellings(name)),
        lambda name: any(each in known for each in plain for known in spellings(name)),
    )
    for fits in rules if folded(words) else ():
        if found := tuple(thing for thing in things if fits(thing.name)):
            return found
    return ()


@lru_cache(maxsize=4096)
def spellings(text: str) -> frozenset[str]:
    """The text as it is compared, also with ä, ö, ü, ø, å written out: Jürgen is Juergen too."""
    composed = unicodedata.normalize("NFC", text.casefold())
    return frozenset({folded(text), folded(composed.translate(_WRITTEN_OUT))})


def folded(text: str) -> str:
    """The text as it is compared: one space between words, in one case, without accents, with
    plain apostrophes and hyphens."""
    plain = " ".join(text.split()).casefold().translate(_PLAIN)
    parts = unicodedata.normalize("NFKD", plain).translate(_PLAIN)
    kept = (part for part in parts if not unicodedata.combining(part))
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())
