"""No field is forgotten by any of the places that must know it; a failure names field and place."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings

from bot.core.choice import Choice, LookBack
from bot.core.meetings import Interview, Question
from bot.core.people import Person, StageChange
from bot.core.plan import Exploration, Option
from bot.core.reflection import Belief, CheckIn, SecondLook
from bot.services.portability.exporting import export_json
from bot.services.portability.importing import Imported, read_file
from bot.services.portability.markdown import export_markdown
from bot.services.portability.scrub import Scrub, without
from tests.core.filled import UNTOLD, exploration
from tests.services.portability.exploration_strategies import files
from tests.storage.cast import MAYA

ONE, OTHER = exploration(), exploration(turn=1)
#: Where each kind of value stands in an exploration.
PLACES: Mapping[type, tuple[str, ...]] = {
    Exploration: (),
    Option: ("options",),
    Person: ("people",),
    StageChange: ("people", "history"),
    Interview: ("interviews",),
    Question: ("interviews", "questions"),
    CheckIn: ("interviews", "check_in"),
    SecondLook: ("interviews", "check_in", "second_look"),
    Belief: ("interviews", "check_in", "beliefs"),
    Choice: ("choice",),
    LookBack: ("choice", "looked_back"),
}
FIELDS = [(kind, each.name) for kind in PLACES for each in fields(kind) if each.name not in UNTOLD]
#: What a page to read leaves out: the id in the file, and the record's own evidence.
NOT_ON_THE_PAGE = {(Interview, "label"), (Choice, "evidence")}
#: Texts that are not hers to write there, or name the person as such.
NO_OTHERS_NAME = {(Interview, "label"), (Interview, "person"), (Person, "name")}


def every(*pairs: tuple[type, str]) -> pytest.MarkDecorator:
    names = [f"{kind.__name__}.{name}" for kind, name in pairs]
    return pytest.mark.parametrize(("kind", "name"), pairs, ids=names)


def value_of(whole: Any, kind: type, name: str) -> Any:
    for step in PLACES[kind]:
        inner = getattr(whole, step)
        whole = inner[0] if isinstance(inner, tuple) else inner
    return getattr(whole, name)


def changed(whole: Any, path: tuple[str, ...], value: Any) -> Any:
    """The exploration with that one value in it, by its path."""
    step, *deeper = path
    if deeper and isinstance(inner := getattr(whole, step), tuple):
        return replace(whole, **{step: (changed(inner[0], tuple(deeper), value),)})
    if deeper:
        return replace(whole, **{step: changed(inner, tuple(deeper), value)})
    return replace(whole, **{step: value})


def holds_words(kind: type, name: str) -> bool:
    hint = str(get_type_hints(kind)[name])
    return ("str" in hint) and (kind, name) not in NO_OTHERS_NAME


@every(*FIELDS)
def test_it_goes_out_and_comes_back(kind: type, name: str) -> None:
    [back] = read_file(export_json(MAYA, (ONE,)).encode()).explorations
    assert value_of(back, kind, name) == value_of(ONE, kind, name), (
        f"{kind.__name__}.{name} is forgotten by export (portability/exporting) "
        "or import (portability/importing, answers)"
    )


@every(*(pair for pair in FIELDS if pair not in NOT_ON_THE_PAGE))
def test_it_can_be_read_on_the_page(kind: type, name: str) -> None:
    other = changed(ONE, (*PLACES[kind], name), value_of(OTHER, kind, name))
    assert export_markdown(MAYA, (other,)) != export_markdown(MAYA, (ONE,)), (
        f"{kind.__name__}.{name} is missing in portability/markdown"
    )


@every(*(pair for pair in FIELDS if holds_words(*pair)))
def test_a_forgotten_name_is_not_left_in_it(kind: type, name: str) -> None:
    several = isinstance(value_of(ONE, kind, name), tuple)
    tom = ("Tom Adeyemi",) if several else "Tom Adeyemi"
    named = changed(ONE, (*PLACES[kind], name), tom)
    scrub = Scrub("Tom Adeyemi", (), ())
    left = export_json(MAYA, (without(named, scrub, frozenset({"Tom Adeyemi"})),))
    assert "Tom Adeyemi" not in left, f"{kind.__name__}.{name} is missing in portability/scrub"


@given(files())
@settings(max_examples=50, deadline=None)
def test_whatever_the_values_are_they_come_back(whole: Imported) -> None:
    member = replace(MAYA, time_zone=whole.time_zone)
    assert read_file(export_json(member, whole.explorations).encode()) == whole
