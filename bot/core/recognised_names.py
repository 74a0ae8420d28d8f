"""Which tracked people an event's words name, however the name is written."""

import re
from functools import lru_cache

from bot.core.meetings import Occurrence
from bot.core.names import folded, spellings
from bot.core.people import Person

_TITLES = (
    r"(?:dr|prof|professor|mr|mrs|ms|mx|miss|sir|herr|frau|mme|monsieur|madame|sra?|sig|pan|pani)"
)
_HONORIFIC = re.compile(rf"{_TITLES}$")
_AFTER = frozenset({"phd", "md", "mba", "jr", "sr", "esq"})
#: First names that are words of everyday language too: they need a second sign.
_WORDS = frozenset(
    (
        *(
            "will",
            "mark",
            "may",
            "june",
            "april",
            "august",
            "art",
            "bill",
            "bob",
            "chance",
        ),
        *(
            "chase",
            "christian",
            "dawn",
            "drew",
            "faith",
            "frank",
            "grace",
            "grant",
            "guy",
        ),
        *(
            "hope",
            "hunter",
            "ivy",
            "jack",
            "joy",
            "junior",
            "lance",
            "max",
            "melody",
        ),
        *(
            "miles",
            "norm",
            "pat",
            "penny",
            "ray",
            "rich",
            "rob",
            "rose",
            "rusty",
            "sandy",
        ),
        *(
            "skip",
            "sky",
            "star",
            "stone",
            "summer",
            "sunny",
            "tea",
            "tim",
            "violet",
            "wade",
        ),
        *(
            "amber",
            "angel",
            "autumn",
            "eve",
            "harmony",
            "iris",
            "jade",
            "jasmine",
            "lily",
        ),
        *(
            "mercy",
            "olive",
            "pearl",
            "ruby",
            "heather",
            "holly",
            "gene",
            "dean",
            "duke",
        ),
        *(
            "earl",
            "king",
            "page",
            "pace",
            "jo",
        ),
    )
)
#: Written without blanks and without case: there a name ends where another word begins.
_WITHOUT_BLANKS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}$")
_BESIDE = (
    r"(?:w/ ?|with |mit |con |avec |met |med |com |z |ze |<> ?|/ ?|& ?"
    r"|\bx |and |und |meet |chat |call )"
)


def named(
    occurrence: Occurrence, people: tuple[Person, ...], me: str | None = None
) -> tuple[Person, ...]:
    """Those named in full, else by a surname with a title, else by first name in the title alone.

    Several are returned only where the words fit all of them alike.
    """
    texts = (occurrence.title, occurrence.description)
    if full := tuple(p for p in people if any(_in_full(text, p) for text in texts)):
        return full[:1]
    if formal := tuple(p for p in people if _formally(occurrence.title, p)):
        return formal
    return tuple(p for p in people if _by_first_name(occurrence.title, p, me))


def is_called(name: str, person: str) -> bool:
    """Whether `name` is all of a person's name, or its first word."""
    words = _words(person)
    return bool(words) and any(says_exactly(name, each) for each in (" ".join(words), words[0]))


def says_exactly(text: str, words: str) -> bool:
    return not spellings(text).isdisjoint(spellings(words))


def says(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words, accents and case aside."""
    texts = spellings(text)
    return any(
        pattern.search(each)
        for spelt in spellings(words)
        for each in texts
        # most words are in no text at all, which is seen fifty times sooner so
        if spelt and spelt.split()[0] in each and (pattern := _pattern(spelt))
    )


def _in_full(text: str, person: Person) -> bool:
    words = _words(person.name)
    turned = f"{words[-1]} {' '.join(words[:-1])}" if len(words) > 1 else ""
    return says(text, person.name) or (
        len(words) > 1 and (says(text, " ".join(words)) or says(text, turned))
    )


def _formally(title: str, person: Person) -> bool:
    """ "Prof. Weiss", "Frau Dr. Weiss"."""
    words = _words(person.name)
    return len(words) > 1 and any(
        re.search(rf"\b{_TITLES}\.? {re.escape(spelt)}(?!\w)", text)
        for spelt in spellings(words[-1])
        for text in spellings(title)
    )


def _by_first_name(title: str, person: Person, me: str | None) -> bool:
    """A first name that is long enough, or with a second sign: "with" before it, or her own."""
    words = _words(person.name)
    if not words or (len(words[0]) < 2 and not _WITHOUT_BLANKS.match(words[0])):
        return False
    first = words[0]
    if (me and is_called(first, me)) or not says(title, first):
        return False
    if len(first) > 2 and first not in _WORDS:
        return True
    mine = bool(me) and says(title, _words(me or "")[0])
    return mine or re.search(rf"{_BESIDE}{re.escape(first)}(?!\w)", folded(title)) is not None


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without titles before and letters after it."""
    words = [word.strip(".,") for word in folded(name).split()]
    kept = tuple(w for w in words if w and not _HONORIFIC.match(w) and w not in _AFTER)
    return kept or tuple(word for word in words if word)


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str] | None:
    """None for no words at all."""
    sought = words.split()
    if not sought:
        return None
    together = r"[\s,_]{1,5}".join(re.escape(word) for word in sought)
    if _WITHOUT_BLANKS.match("".join(sought)):
        return re.compile(together)
    after = r"(?![\w-])" if words.startswith("#") else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_])(?<!#){together}{after}")
