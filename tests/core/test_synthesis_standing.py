"""Where it stands is said with its word, its number and what it rests on, and never as advice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.meetings import Status
from bot.core.reflection import CheckIn
from bot.core.synthesis import Synthesis, synthesise
from bot.core.synthesis.standing import band_of, times_in_ten
from bot.core.synthesis.values import Band
from tests.core.told import AGENCY, PEOPLE, check_in, exploration, held, rated

THIRD = "Teaching"


def after(**scores: list[int]) -> Synthesis:
    """The synthesis after conversations rated alike throughout, an option a keyword."""
    names = {"agency": AGENCY, "people": PEOPLE, "teaching": THIRD}
    interviews = [held(names[key], rated(score)) for key, own in scores.items() for score in own]
    return synthesise(exploration(*interviews, options=tuple(names[key] for key in scores)))


@pytest.mark.parametrize(
    ("odds", "options", "band"),
    [
        (0.50, 2, Band.TOO_CLOSE),
        (0.6999, 2, Band.TOO_CLOSE),
        (0.70, 2, Band.LEANING),
        (0.5499, 3, Band.TOO_CLOSE),
        (0.55, 3, Band.LEANING),
        (0.4499, 4, Band.TOO_CLOSE),
        (0.45, 4, Band.LEANING),
        (0.8499, 2, Band.LEANING),
        (0.85, 2, Band.AHEAD),
        (0.9499, 4, Band.AHEAD),
        (0.95, 2, Band.WELL_AHEAD),
        (1.0, 2, Band.WELL_AHEAD),
    ],
)
def test_bands_are_half_open(odds: float, options: int, band: Band) -> None:
    assert band_of(odds, options=options) is band


@pytest.mark.parametrize(
    ("odds", "words"),
    [
        (0.5, "about 5 times in 10"),
        (0.65, "about 7 times in 10"),
        (0.949, "about 9 times in 10"),
        (0.95, "more than 9 times in 10"),
        (1.0, "more than 9 times in 10"),
    ],
)
def test_odds_in_words_never_reach_ten_in_ten(odds: float, words: str) -> None:
    assert times_in_ten(odds) == words


def test_well_ahead_says_who_and_how_often_and_on_what() -> None:
    standing = after(agency=[5, 5, 4, 5], people=[2, 1, 2]).standing
    assert standing.band is Band.WELL_AHEAD
    assert standing.leader == AGENCY
    assert standing.odds is not None
    assert standing.odds > 0.95
    assert standing.sentence == (
        "Agency owner is well ahead for now: if you went on having conversations like these, it "
        "would stay in front more than 9 times in 10, and less than 1 in 10 it would not "
        "(4 conversations at about 4.2 of 5, 3 at 2.3)."
    )


def test_alike_is_too_close_to_call_and_names_no_leader() -> None:
    standing = after(agency=[4, 3, 4], people=[4, 4, 3]).standing
    assert (standing.band, standing.leader, standing.odds) == (Band.TOO_CLOSE, None, 0.5)
    assert standing.sentence == (
        "Too close to call: Agency owner and People development stand at about 3.6 and 3.6 of 5 "
        "(3 and 3 conversations)."
    )


def test_two_conversations_are_called_thin_without_moving_the_band() -> None:
    standing = after(agency=[5, 5], people=[2, 2, 2]).standing
    assert standing.band is Band.WELL_AHEAD
    assert standing.sentence.endswith(" That is thin: Agency owner rests on two.")


def test_one_conversation_on_a_leading_option_is_too_early() -> None:
    standing = after(agency=[5], people=[2, 3, 2]).standing
    assert (standing.band, standing.leader, standing.odds) == (Band.TOO_EARLY, None, None)
    assert standing.sentence == (
        "Too early to say (1 and 3 conversations): "
        "two on each of the leading options make a first comparison."
    )


def test_a_third_option_hardly_explored_does_not_hold_up_the_two_that_lead() -> None:
    standing = after(agency=[5, 5, 5], people=[4, 4, 4], teaching=[1]).standing
    assert standing.leader == AGENCY
    assert standing.sentence.endswith(
        "(Agency owner: 3 conversations at about 4.3 of 5, People development: 3 at 3.7, "
        "Teaching: 1 at 2.6)."
    )


def test_a_third_option_without_conversations_leaves_a_comparison_of_two() -> None:
    two = after(agency=[5, 4, 4], people=[4, 4, 4])
    three = after(agency=[5, 4, 4], people=[4, 4, 4], teaching=[])
    assert three.standing.odds == two.standing.odds
    assert three.standing.band is two.standing.band


def test_one_option_has_nothing_beside_it() -> None:
    sentence = after(agency=[5, 5]).standing.sentence
    assert sentence == (
        "Too early to say (2 conversations): Agency owner has no other option beside it yet."
    )


def test_a_conversation_scores_the_mean_of_the_ratings_it_was_given() -> None:
    told = exploration(
        held(AGENCY, check_in(energy=4, pull=1)),
        held(AGENCY, check_in(candour=5, gut="yes")),
        held(AGENCY, rated(3)),
    )
    agency = synthesise(told).options[0]
    assert agency.conversations == 2
    assert [(point.interview, point.score) for point in agency.points] == [("i1", 2.5), ("i3", 3)]


def test_only_what_was_held_and_confirmed_counts() -> None:
    told = exploration(
        *(held(AGENCY, rated(5), status=status) for status in Status if status is not Status.HELD),
        held(AGENCY, rated(5), certain=False),
        held(AGENCY, None),
    )
    agency = synthesise(told).options[0]
    assert (agency.conversations, agency.estimate, agency.range) == (0, None, None)


@settings(max_examples=50, deadline=None)
@given(
    ratings=st.lists(st.lists(st.integers(1, 5), max_size=5), min_size=0, max_size=4),
)
def test_no_sentence_ever_gives_advice(ratings: list[list[int]]) -> None:
    options = ("Sailing", "Teaching", "Baking", "Law")[: len(ratings)]
    told: list[tuple[str, CheckIn]] = [
        (option, rated(score))
        for option, own in zip(options, ratings, strict=True)
        for score in own
    ]
    said = synthesise(exploration(*(held(*each) for each in told), options=options))
    for words in (said.standing.sentence, said.question, *said.trust):
        assert "should" not in words
        assert "10 in 10" not in words
        assert "10 times in 10" not in words
    assert said.standing.sentence
    assert said.question.endswith("?")
