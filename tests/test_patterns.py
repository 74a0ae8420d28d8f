"""No pattern that meets typed words can be made to look at them again and again.

Two repeats that take the same signs, with nothing between them that doesn't, try every way to share
a text among them; so does one that is searched for and can fail after it, from each of its signs.
"""

import ast
import importlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

_sre: Any = importlib.import_module("re._parser")

ROOT = Path(__file__).parent.parent
ROOMS = ("bot/core", "bot/slack")
#: Of all signs, enough to tell what a class of them holds.
SIGNS = [*map(chr, range(32, 127)), *"\n\t\u00a0éß٣李–—…×·•“”»。、،؟"]
#: Methods by which a pattern begins where the text does.
ANCHORED = {"match", "fullmatch"}
MOST = int(_sre.MAXREPEAT)

#: Patterns that would be refused, and why they meet nothing long.
BOUNDED = {
    "bot.slack.inputs._OPTION": "it meets a line of at most 200 signs",
}


def patterns() -> Iterator[tuple[str, str, int, bool]]:
    """Name, text and flags of every pattern of the rooms, and whether it is anchored."""
    for path in sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        module = importlib.import_module(name.removesuffix(".__init__"))
        tree = ast.parse(path.read_text())
        for attribute, value in vars(module).items():
            if isinstance(value, re.Pattern) and f"\n{attribute} = " in path.read_text():
                anchored = _methods(tree, attribute) <= ANCHORED
                yield f"{name}.{attribute}", value.pattern, value.flags, anchored
        yield from _written_in_place(tree, module, name)


def _methods(tree: ast.Module, attribute: str) -> set[str]:
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == attribute
    }


def _written_in_place(
    tree: ast.Module, module: ModuleType, name: str
) -> Iterator[tuple[str, str, int, bool]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            where, said = node.func, node.args[0] if node.args else None
            if not isinstance(where.value, ast.Name) or where.value.id != "re":
                continue
            if isinstance(said, ast.Constant) and where.attr != "compile":
                yield f"{name}:{node.lineno}", str(said.value), 0, where.attr in ANCHORED
            elif isinstance(said, ast.Name) and isinstance(getattr(module, said.id, 0), str):
                yield f"{name}:{node.lineno}", getattr(module, said.id), 0, where.attr in ANCHORED


def fault(pattern: str, flags: int, anchored: bool) -> str | None:
    """How the pattern can be made to repeat its work, if it can."""
    for parts in _sequences(list(_sre.parse(pattern, flags))):
        for n, part in enumerate(parts):
            if _endless(part) and (why := _fault_of(parts, n, anchored)):
                return why
    return None


def _fault_of(parts: Sequence[Any], place: int, anchored: bool) -> str | None:
    part, before, after = parts[place], parts[:place], parts[place + 1 :]
    if any(_endless(inner) for inner in _inside(part)):
        return "a repeat within a repeat"
    if _shared_with_another(part, after):
        return "two repeats of the same signs"
    fixed = anchored or any(p[0] is _sre.AT or _looks_behind(p) for p in before)
    within = all(_signs(p) & _signs(part) or _may_be_empty(p) for p in before)
    if within and not fixed and _can_fail(after):
        return "a search that can begin at each sign of a repeat"
    return None


def _shared_with_another(part: Any, after: Sequence[Any]) -> bool:
    for other in after:
        shared = _signs(part) & _signs(other)
        if _endless(other) and shared:
            return True
        if not shared and not _may_be_empty(other):
            return False
    return False


def _looks_behind(part: Any) -> bool:
    return part[0] is _sre.ASSERT_NOT and part[1][0] < 0


def _sequences(parts: Sequence[Any]) -> Iterator[list[Any]]:
    """Every way through the alternatives, groups taken apart."""
    if not parts:
        yield []
        return
    first, rest = parts[0], parts[1:]
    for tail in _sequences(rest):
        for head in _heads(first):
            yield [*head, *tail]


def _heads(part: Any) -> Iterator[list[Any]]:
    op, value = part
    if _is_group(part) and not _repeats_within(part):
        yield [(_OPAQUE, part)]  # taken apart, ten groups of ten words would be ten billion ways
    elif op is _sre.SUBPATTERN:
        yield from _sequences(list(value[-1]))
    elif op is _sre.BRANCH:
        for branch in value[1]:
            yield from _sequences(list(branch))
    elif op in _REPEATS and value[1] == 1:
        yield []
        yield from _sequences(list(value[2]))
    else:
        yield [part]


_REPEATS = (_sre.MAX_REPEAT, _sre.MIN_REPEAT)


#: A group without an endless repeat, which may take any sign that is anywhere in it.
_OPAQUE = "opaque"


def _is_group(part: Any) -> bool:
    op, value = part
    return op in {_sre.SUBPATTERN, _sre.BRANCH} or (op in _REPEATS and value[1] == 1)


def _members(part: Any) -> Iterator[Any]:
    """The parts directly in a group."""
    op, value = part
    if op is _sre.BRANCH:
        for branch in value[1]:
            yield from branch
    else:
        yield from value[-1]


def _repeats_within(part: Any) -> bool:
    if part[0] in _REPEATS and not _is_group(part):
        return _endless(part)
    return _is_group(part) and any(map(_repeats_within, _members(part)))


def _endless(part: Any) -> bool:
    return part[0] in _REPEATS and int(part[1][1]) == MOST


def _inside(part: Any) -> Iterator[Any]:
    for sequence in _sequences(list(part[1][2])):
        yield from sequence


def _may_be_empty(part: Any) -> bool:
    if part[0] == _OPAQUE:
        op, value = part[1]
        return op in _REPEATS or (op is _sre.BRANCH and not all(map(len, value[1])))
    return part[0] in {_sre.AT, _sre.ASSERT, _sre.ASSERT_NOT} or (
        part[0] in _REPEATS and part[1][0] == 0
    )


def _can_fail(parts: Sequence[Any]) -> bool:
    return any(part[0] in {_sre.AT, _sre.ASSERT} or not _may_be_empty(part) for part in parts)


def _signs(part: Any) -> frozenset[str]:
    """The signs that a part may take, of those in SIGNS."""
    op, value = part
    if op == _OPAQUE or _is_group(part):
        inner = value if op == _OPAQUE else part
        return frozenset().union(*map(_signs, _members(inner)))
    if op in _REPEATS:
        return frozenset().union(*(_signs(inner) for inner in _inside(part)))
    if op in {_sre.AT, _sre.ASSERT, _sre.ASSERT_NOT}:
        return frozenset()
    taken = re.compile(_source(op, value))
    return frozenset(sign for sign in SIGNS if taken.fullmatch(sign))


def _source(op: Any, value: Any) -> str:
    """A part of one sign, written again."""
    if op is _sre.ANY:
        return "."
    if op is _sre.LITERAL:
        return re.escape(chr(value))
    if op is _sre.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    if op is _sre.GROUPREF:
        return "(?s:.)"
    assert op is _sre.IN, op
    negated = value[0][0] is _sre.NEGATE
    return f"[{'^' if negated else ''}{''.join(map(_member, value[negated:]))}]"


_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}


def _member(member: Any) -> str:
    op, value = member
    if op is _sre.CATEGORY:
        return _CATEGORIES[str(value)]
    if op is _sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return re.escape(chr(value))


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        (r"^\s*(\S+\s*)*$", True),
        (r"^(.+?)\s+\d$", True),
        (r"\s*,\s*", False),
        (r"[.!?]+[\"]*(?=\s)", False),
        (r"\d+x", False),
    ],
)
def test_a_pattern_that_repeats_its_work_is_seen(pattern: str, anchored: bool) -> None:
    assert fault(pattern, 0, anchored)


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        (r"\d+x", True),
        (r"(?<!\d)\d+x", False),
        (r" ?[,،] ?", False),
        (r"\*|[●◐○]+\s*", False),
        (r"a+b+", True),
        (r"\d{1,9}|\d{1,3}(?:[.,]\d{3}){1,2}", True),
    ],
)
def test_a_pattern_that_reads_on_is_left_alone(pattern: str, anchored: bool) -> None:
    assert fault(pattern, 0, anchored) is None


def test_no_pattern_that_meets_typed_words_repeats_its_work() -> None:
    seen = list(patterns())
    found = {
        name: why
        for name, text, flags, anchored in seen
        if (why := fault(text, flags & re.VERBOSE, anchored))
    }
    assert len(seen) > 20
    assert set(found) == set(BOUNDED), found
