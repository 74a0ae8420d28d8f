"""Clashes and surprises are shown as they are, never averaged away."""

import pytest

from bot.core.meetings import Interview
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
    assert synthesise(told).question == (
        "Somebody: a pull of 5, and your gut said no. What is each about?"
    )


def guts(option: str, score: int, *answers: Gut) -> list[Interview]:
    return [held(option, rated(score, gut=gut)) for gut in answers]


@pytest.mark.parametrize(
    ("front", "behind", "sentence"),
    [
        (
            [Gut.NO, Gut.LEANING_NO, Gut.LEANING_YES],
            [Gut.YES, Gut.YES, Gut.LEANING_YES],
            "Your gut points elsewhere: it said yes or leaning yes in 3 of 3 conversations about "
            "People development, and in 1 of 3 conversations about Agency owner.",
        ),
        (  # a calm, clear no, which the figures can't show
            [Gut.NO, Gut.LEANING_NO, Gut.NO, Gut.UNSURE],
            [Gut.UNSURE, Gut.UNSURE],
            "Your gut says otherwise: no or leaning no in 3 of 4 conversations about Agency owner, "
            "which has the highest figures.",
        ),
        ([Gut.YES, Gut.NO], [Gut.YES, Gut.UNSURE], None),
        ([Gut.NO, Gut.UNSURE], [Gut.YES, Gut.UNSURE], "Your gut points elsewhere"),  # .5 is enough
        ([Gut.NO], [Gut.YES, Gut.YES], None),  # one gut is no share
    ],
)
def test_the_gut_is_said_beside_the_figures_where_it_points_elsewhere(
    front: list[Gut], behind: list[Gut], sentence: str | None
) -> None:
    rest = [held(AGENCY, rated(5)) for _ in range(2)]
    told = exploration(*guts(AGENCY, 5, *front), *rest, *guts(PEOPLE, 2, *behind))
    said = synthesise(told).head_and_gut
    assert (said or "").startswith(sentence or "\0") if sentence else said is None


def test_nothing_is_said_of_the_gut_while_it_is_too_early() -> None:
    told = exploration(*guts(AGENCY, 5, Gut.NO), *guts(PEOPLE, 2, Gut.YES, Gut.YES))
    assert synthesise(told).head_and_gut is None


def test_surprises_set_the_mean_expectation_beside_the_mean_pull() -> None:
    told = exploration(
        held(AGENCY, rated(3), expectation=5),
        held(AGENCY, check_in(pull=2, energy=5), expectation=4),
        held(AGENCY, check_in(energy=5), expectation=1),
        held(AGENCY, rated(5)),
        held(PEOPLE, rated(4)),
    )
    assert synthesise(told).surprises == (Surprise(option=AGENCY, of=2, expected=4.5, felt=2.5),)
