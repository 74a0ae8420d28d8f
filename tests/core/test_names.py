"""A name typed by hand finds what bears it."""

import pytest

from bot.core.names import folded, matching
from bot.core.people import Person

PEOPLE = tuple(
    Person(name=name)
    for name in ("Ana Lima", "Ana Lima Costa", "Zoë Ng", "Zoe Nga", "李娜", "ДАНА")
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ana lima", ["Ana Lima"]),  # a whole name wins over a part of a longer one
        ("Costa", ["Ana Lima Costa"]),
        ("ANA", ["Ana Lima", "Ana Lima Costa"]),
        ("  ana \t lima ", ["Ana Lima"]),
        ("zoe", ["Zoë Ng", "Zoe Nga"]),
        ("zoë ng", ["Zoë Ng"]),
        ("zoe ng", ["Zoë Ng"]),  # whole but for the accent
        ("Zoe\u0308 Ng", ["Zoë Ng"]),  # the accent typed as a letter of its own
        ("李", ["李娜"]),
        ("дана", ["ДАНА"]),
        ("Tom", []),
        ("", []),
        (" \n", []),
        ("\u0301", []),  # an accent alone says nothing
        ("*", []),
    ],
)
def test_whole_names_come_before_those_but_for_accents_and_those_before_parts(
    words: str, found: list[str]
) -> None:
    assert [person.name for person in matching(PEOPLE, words)] == found


def test_two_alike_but_for_the_accent_are_told_apart_by_typing_it() -> None:
    both = (Person(name="Zoë"), Person(name="Zoe"))
    assert [p.name for p in matching(both, "ZOË")] == ["Zoë"]
    assert [p.name for p in matching(both, "zoe")] == ["Zoe"]


def test_a_sharp_s_and_a_ligature_compare_as_they_are_typed() -> None:
    assert folded("Groß") == folded("GROSS")
    assert folded("ﬁnn") == "finn"
