"""A check-in keeps within its scale, and what was first answered stays beside what replaced it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.errors import InvalidInput
from bot.core.reflection import RATINGS, TEXT_LIMIT, TEXTS, CheckIn, Gut, SecondLook
from tests.core.told import check_in

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
FIRST = CheckIn(answered_at=NOW, pull=4, worth_keeping="No August off.", gut=Gut.UNSURE)


@pytest.mark.parametrize("name", [*RATINGS, "candour"])
@pytest.mark.parametrize("value", [0, 6, -1, 1000])
def test_a_rating_off_the_scale_names_its_field(name: str, value: int) -> None:
    with pytest.raises(InvalidInput, match=f"{value} is not 1 to 5") as fault:
        check_in(**{name: value})
    assert fault.value.field == name


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_kept_up_to_slacks_limit_and_refused_beyond(name: str) -> None:
    check_in(**{name: "x" * TEXT_LIMIT})
    with pytest.raises(InvalidInput) as fault:
        check_in(**{name: "x" * (TEXT_LIMIT + 1)})
    assert fault.value.field == name


def test_the_ratings_given_come_in_the_order_asked() -> None:
    assert CheckIn(answered_at=NOW, pull=1, energy=5).ratings == (5, 1)
    assert CheckIn(answered_at=NOW, candour=5, gut=Gut.YES).ratings == ()


def test_a_changed_answer_keeps_the_first_one_beside_it() -> None:
    changed = FIRST.amended(CheckIn(answered_at=LATER, pull=2))
    assert changed.pull == 2
    assert changed.answered_at == LATER
    assert changed.first_answer == FIRST


def test_a_second_change_still_keeps_the_very_first() -> None:
    once = FIRST.amended(CheckIn(answered_at=LATER, pull=2))
    twice = once.amended(CheckIn(answered_at=LATER + timedelta(days=1), pull=1))
    assert twice.first_answer == FIRST


def test_a_change_keeps_the_second_look_and_the_first_answer_has_none() -> None:
    looked = replace(FIRST, second_look=SecondLook(answered_at=LATER, pull=3))
    changed = looked.amended(CheckIn(answered_at=LATER, pull=2))
    assert changed.second_look == looked.second_look
    assert changed.first_answer == FIRST


def test_saying_the_same_again_changes_nothing() -> None:
    again = replace(FIRST, answered_at=LATER)
    assert FIRST.amended(again) is FIRST
    changed = FIRST.amended(CheckIn(answered_at=LATER, pull=2))
    assert changed.amended(CheckIn(answered_at=LATER, pull=2)) is changed


def test_going_back_to_the_first_answer_is_a_change_too() -> None:
    back = FIRST.amended(CheckIn(answered_at=LATER, pull=2)).amended(
        replace(FIRST, answered_at=LATER)
    )
    assert back.pull == 4
    assert back.first_answer == FIRST
