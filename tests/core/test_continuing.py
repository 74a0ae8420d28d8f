"""A plan reworded keeps what hangs on it; what can't be told is asked."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.continuing import OptionsUnclear, continued
from bot.core.people import Person
from bot.core.plan import Exploration, Option

AGENCY, PEOPLE, TEACHING = (
    Option(name=name, id=n) for n, name in enumerate(("Agency", "People", "Teaching"), start=1)
)
KNOWN = Exploration(
    question="Which way?",
    starts_on=date(2026, 9, 7),
    ends_on=date(2026, 12, 4),
    weekly_goal=2,
    options=(AGENCY, PEOPLE, TEACHING),
    people=(
        Person(name="Priya", option="Agency"),
        Person(name="Ana", option="Agency"),
        Person(name="Tom", option="People"),
    ),
)


def ids(*names: str | Option, let_go: frozenset[int] = frozenset()) -> list[int]:
    options = tuple(Option(name=name) if isinstance(name, str) else name for name in names)
    return [option.id for option in continued(KNOWN, options, let_go)]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        # nothing but the order, the case, or one more
        (("Teaching", "people", "Agency"), [3, 2, 1]),
        (("Agency", "People", "Teaching", "Baking"), [1, 2, 3, 0]),
        # one, two or all of them reworded in one save
        (("Owner", "People", "Teaching"), [1, 2, 3]),
        (("Owner", "Growing people", "Teaching"), [1, 2, 3]),
        (("Owner", "Growing people", "A school"), [1, 2, 3]),
        (("Teaching", "Owner", "Growing people"), [3, 1, 2]),
        # one that holds nothing goes without a question
        (("Agency", "People"), [1, 2]),
    ],
)
def test_what_is_meant_by_a_changed_list(names: tuple[str, ...], found: list[int]) -> None:
    assert ids(*names) == found


def test_what_a_form_does_not_show_of_an_option_stays() -> None:
    believing = replace(KNOWN, options=(replace(AGENCY, beliefs=("Owners are free.",)),))
    [owner] = continued(believing, (Option(name="Owner", target=3),))
    assert owner == Option(name="Owner", target=3, id=1, beliefs=("Owners are free.",))


def test_an_id_tells_more_than_a_name() -> None:
    swapped = (replace(PEOPLE, name="Agency"), replace(AGENCY, name="People"), "Teaching")
    assert ids(*swapped) == [2, 1, 3]


def test_an_id_of_somewhere_else_is_none() -> None:
    assert ids("Agency", "People", "Teaching", Option(name="Baking", id=99)) == [1, 2, 3, 0]


@pytest.mark.parametrize(
    ("names", "lost"),
    [
        (("People", "Teaching"), ["Agency"]),
        (("Teaching",), ["Agency", "People"]),
        (("Owner", "Teaching"), ["Agency", "People"]),
        (("Owner", "Baking", "People", "Teaching"), ["Agency"]),
    ],
)
def test_what_holds_somebody_never_goes_unasked(names: tuple[str, ...], lost: list[str]) -> None:
    with pytest.raises(OptionsUnclear) as unclear:
        ids(*names)
    assert [held.option.name for held in unclear.value.lost] == lost


def test_the_question_names_what_hangs_on_it() -> None:
    with pytest.raises(OptionsUnclear, match="“Agency” with 2 people and “People” with 1 person"):
        ids("Teaching")


def test_what_she_lets_go_goes_and_the_rest_is_told_apart() -> None:
    assert ids("Owner", "Teaching", let_go=frozenset({2})) == [1, 3]
    assert ids("Teaching", let_go=frozenset({1, 2})) == [3]
    assert ids("Agency", "People", "Teaching", let_go=frozenset({1})) == [1, 2, 3]
