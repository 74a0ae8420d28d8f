"""People move from stage to stage, and are found by what she remembers of their name."""

from datetime import UTC, datetime

import pytest

from bot.core.errors import Ambiguous, InvalidInput, NotFound, either, quoted
from bot.core.people import NAME_LIMIT, Person, Stage, StageChange, checked_name, find_person

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
PRIYA, TOM, ANA = Person(name="Priya Shah"), Person(name="Tom Adeyemi"), Person(name="Ana Lima")


def test_a_step_is_kept_with_its_time() -> None:
    asked = PRIYA.moved_to(Stage.ASKED, NOW)
    assert asked.stage is Stage.ASKED
    assert asked.history == (StageChange(stage=Stage.ASKED, at=NOW),)


def test_a_step_to_where_things_stood_changes_nothing() -> None:
    assert PRIYA.moved_to(Stage.IDEA, NOW) is PRIYA


def test_a_step_back_is_a_step_too() -> None:
    back = PRIYA.moved_to(Stage.MET, NOW).moved_to(Stage.ASKED, NOW)
    assert [step.stage for step in back.history] == [Stage.MET, Stage.ASKED]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Priya \t Shah\n", "Priya Shah"),
        ("李", "李"),
        ("x" * NAME_LIMIT, "x" * NAME_LIMIT),
    ],
)
def test_a_name_is_stored_with_its_white_space_folded(typed: str, stored: str) -> None:
    assert checked_name(typed) == stored


@pytest.mark.parametrize("typed", ["", " \n\t", "x" * (NAME_LIMIT + 1)])
def test_a_name_that_is_none_is_told_beside_its_input(typed: str) -> None:
    with pytest.raises(InvalidInput) as fault:
        checked_name(typed)
    assert fault.value.field == "name"


def test_a_part_of_one_name_finds_its_person() -> None:
    assert find_person((PRIYA, TOM, ANA), "shah") is PRIYA


def test_nobody_of_that_name_says_how_to_add_somebody() -> None:
    with pytest.raises(NotFound, match=r"Nobody here is called “Ruth”.*/outreach add"):
        find_person((PRIYA,), "Ruth")


def test_several_of_that_name_are_all_offered() -> None:
    with pytest.raises(Ambiguous) as fault:
        find_person((PRIYA, TOM, ANA), "m")
    assert fault.value.names == ("Tom Adeyemi", "Ana Lima")
    assert str(fault.value) == "“m” could be Tom Adeyemi or Ana Lima. Which one do you mean?"


def test_a_long_text_in_a_names_place_is_answered_in_a_short_sentence() -> None:
    with pytest.raises(NotFound) as fault:
        find_person((PRIYA,), "word " * 600)
    assert len(str(fault.value)) < 200


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (("A",), "A"),
        (("A", "B"), "A or B"),
        (tuple("ABCDEF"), "A, B, C, D, E or F"),
        (tuple("ABCDEFGH"), "A, B, C, D, E, F or one of 2 more"),
    ],
)
def test_a_choice_of_names_reads_as_a_sentence(names: tuple[str, ...], sentence: str) -> None:
    assert either(names) == sentence


def test_what_was_typed_is_quoted_on_one_line() -> None:
    assert quoted(" a \n b ") == "“a b”"
