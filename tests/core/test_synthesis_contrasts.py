"""Clashes and surprises are shown as they are, never averaged away."""

import pytest

from bot.core.reflection import Gut
from bot.core.synthesis import synthesise
from bot.core.synthesis.values import ClashKind, Surprise
from tests.core.told import AGENCY, PEOPLE, check_in, exploration, held, rated


@pytest.mark.parametrize(
    ("pull", "calm", "gut", "kinds"),
    [
        (4, 3, Gut.LEANING_NO, [ClashKind.HIGH_PULL_GUT_NO]),
        (5, 5, Gut.NO, [ClashKind.HIGH_PULL_GUT_NO]),
        (3, 1, Gut.NO, []),
        (2, 5, Gut.LEANING_YES, [ClashKind.LOW_PULL_GUT_YES]),
        (1, 1, Gut.YES, [ClashKind.LOW_PULL_GUT_YES]),
        (3, 3, Gut.YES, []),
        (4, 2, Gut.UNSURE, [ClashKind.HIGH_PULL_LOW_CALM]),
        (4, 2, Gut.NO, [ClashKind.HIGH_PULL_GUT_NO, ClashKind.HIGH_PULL_LOW_CALM]),
        (4, None, None, []),
        (None, 1, Gut.NO, []),
    ],
)
def test_clashes(
    pull: int | None, calm: int | None, gut: Gut | None, kinds: list[ClashKind]
) -> None:
    told = exploration(held(AGENCY, check_in(pull=pull, calm=calm, gut=gut)))
    assert [(clash.interview, clash.kind) for clash in synthesise(told).clashes] == [
        ("i1", kind) for kind in kinds
    ]


def test_a_clash_counts_without_an_option_too() -> None:
    told = exploration(held(None, check_in(pull=5, gut=Gut.NO)))
    assert [clash.interview for clash in synthesise(told).clashes] == ["i1"]


def test_a_clash_leads_to_the_open_question_in_its_turn() -> None:
    told = exploration(held(None, check_in(pull=5, gut=Gut.NO)))
    assert synthesise(told).question == "What does your gut know that the pull does not?"


def test_surprises_set_the_mean_expectation_beside_the_mean_pull() -> None:
    told = exploration(
        held(AGENCY, rated(3), expectation=5),
        held(AGENCY, check_in(pull=2, energy=5), expectation=4),
        held(AGENCY, check_in(energy=5), expectation=1),
        held(AGENCY, rated(5)),
        held(PEOPLE, rated(4)),
    )
    assert synthesise(told).surprises == (Surprise(option=AGENCY, of=2, expected=4.5, felt=2.5),)
