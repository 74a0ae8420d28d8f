"""No pattern that meets a stranger's text has two repeats that can take the same signs from each
other: then a text that doesn't fit is tried in as many ways as there are to share them out."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, count
from typing import Any

import pytest

import bot.calendars
from bot.core import foreign, names, recognised_names, title_words

#: The repeats of `re`'s own parser, and the signs that a character class is tried with.
_PARSER: Any = re._parser  # type: ignore[attr-defined]  # there is no other way to a pattern's parts
_SIGNS = [chr(code) for code in range(256)] + list("\u2028\u3000\u0660é\ud800")
#: A repeat of up to so many costs no more than that many times its length.
_FEW = 400
_GROUPS = count()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a pattern: which signs it may be made of, whether it can be empty, whether it
    may go on, and the groups it is in that can be left out as a whole."""

    signs: frozenset[str]
    optional: bool
    endless: bool
    groups: frozenset[int] = frozenset()

    def can_be_passed(self, one: "Part", other: "Part") -> bool:
        """On the way from one to the other, with no sign that only it could take."""
        return (
            self.optional
            or bool(self.groups - one.groups - other.groups)
            or bool(self.signs & one.signs & other.signs)
        )


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    found = [
        importlib.import_module(f"bot.calendars.{module.name}")
        for module in pkgutil.iter_modules(bot.calendars.__path__)
        if module.name != "child"
    ]
    for module in (*found, foreign, names, recognised_names, title_words):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{module.__name__}.{name}", value
    yield from title_words.KINDS
    for words in ("Priya Shah", "coffee with", "#interview", "a a a"):
        pattern = recognised_names._pattern(words)
        assert pattern is not None
        yield f"words: {words}", pattern


def overlapping(pattern: re.Pattern[Any]) -> bool:
    """Whether two of its repeats meet, with nothing between them that only one place can be."""
    parts = list(_parts(_PARSER.parse(pattern.pattern, pattern.flags & ~re.DEBUG), pattern.flags))
    for (first, one), (second, other) in combinations(enumerate(parts), 2):
        between = parts[first + 1 : second]
        meet = one.signs & other.signs and all(part.can_be_passed(one, other) for part in between)
        if one.endless and other.endless and meet:
            return True
    return False


def _parts(parsed: Any, flags: int) -> Iterator[Part]:
    for kind, value in parsed:
        yield from _parts_of(str(kind), value, flags)


def _parts_of(kind: str, value: Any, flags: int) -> Iterator[Part]:
    match kind:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, inner = value
            yield from _repeated(least, most, list(_parts(inner, flags)))
        case "SUBPATTERN":
            yield from _parts(value[-1], flags)
        case "BRANCH":
            ways = [list(_parts(way, flags)) for way in value[1]]
            signs = frozenset(sign for way in ways for part in way for sign in part.signs)
            empty = any(all(part.optional for part in way) for way in ways)
            endless = any(part.endless for way in ways for part in way)
            yield Part(signs, empty, endless)
        case "ASSERT" | "ASSERT_NOT":
            yield from (Part(part.signs, True, part.endless) for part in _parts(value[1], flags))
        case "AT":
            return
        case _:
            yield Part(_signs_of(kind, value, flags), optional=False, endless=False)


def _repeated(least: int, most: Any, inner: list[Part]) -> Iterator[Part]:
    """One sign again and again is one stretch; a group is written twice, to see it meet itself."""
    endless = int(most) > _FEW
    if len(inner) == 1 and not inner[0].endless:
        yield Part(inner[0].signs, optional=least == 0, endless=endless)
        return
    for _ in range(2 if endless else 1):
        group = {next(_GROUPS)} if least == 0 else set[int]()
        yield from (replace(part, groups=part.groups | group) for part in inner)


def _signs_of(kind: str, value: Any, flags: int) -> frozenset[str]:
    if kind == "ANY":
        return frozenset(_SIGNS)
    if kind == "LITERAL":
        literal = chr(value)
        return frozenset({literal, literal.swapcase()} if flags & re.IGNORECASE else {literal})
    return frozenset(sign for sign in _SIGNS if _is_in(kind, value, sign))


def _is_in(kind: str, value: Any, sign: str) -> bool:
    match kind:
        case "NOT_LITERAL":
            return ord(sign) != int(value)
        case "RANGE":
            return bool(value[0] <= ord(sign) <= value[1])
        case "LITERAL":
            return ord(sign) == int(value)
        case "CATEGORY":
            named = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
            word = str(value).rpartition("_")[2]
            return ("NOT" in str(value)) != bool(re.match(named[word], sign))
        case _:  # IN: a class of these, or of none of them
            negated = str(value[0][0]) == "NEGATE"
            return negated != any(_is_in(str(k), v, sign) for k, v in value if str(k) != "NEGATE")


PATTERNS = dict(patterns())


@pytest.mark.parametrize("name", PATTERNS)
def test_no_two_repeats_of_a_pattern_overlap(name: str) -> None:
    assert not overlapping(PATTERNS[name])


@pytest.mark.parametrize(
    ("pattern", "overlaps"),
    [
        (r"\s*(?:\xef\xbb\xbf)?\s*<", True),
        (r';EMAIL="?([^";:,\s]+@[^";:,\s]+)', True),
        (r"(a+)+$", True),
        (r"[^:]*x[^:]*$", True),
        (r"(?:\w+,?)*;", True),
        (r"[^:]*:[^:]*$", False),
        (r"\n\w+(?:\n [^\n]*)*", False),
        (r"\d{1,8}\d{1,8}", False),
    ],
)
def test_what_overlaps_is_seen(pattern: str, overlaps: bool) -> None:
    assert overlapping(re.compile(pattern)) is overlaps


def test_every_pattern_in_the_rooms_of_calendars_has_a_name_to_be_found_by() -> None:
    """One written where it is used is not seen here."""
    unseen = re.compile(r"re\.(?:match|search|fullmatch|sub|split|findall|finditer)\(")
    for module in pkgutil.iter_modules(bot.calendars.__path__):
        source = importlib.import_module(f"bot.calendars.{module.name}").__file__
        assert source is not None
        with open(source, encoding="utf-8") as file:
            assert not unseen.search(file.read()), source
