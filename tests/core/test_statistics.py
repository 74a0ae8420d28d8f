"""A handful of conversations carries so far and no further."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.statistics import (
    Estimate,
    chance_by_quadrature,
    chance_of_first,
    estimates,
    student_t_cdf,
    student_t_quantile,
)

SCORES = st.lists(st.integers(4, 20).map(lambda quarters: quarters / 4), min_size=1, max_size=8)
OPTIONS = st.lists(SCORES, min_size=2, max_size=4)


def estimated(*scores: list[float], ratings: int = 4) -> list[Estimate]:
    return [found for found in estimates(scores, ratings=ratings) if found]


# NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2.
@pytest.mark.parametrize(
    ("df", "chance", "printed"),
    [
        (1, 0.90, 3.078),
        (1, 0.975, 12.706),
        (2, 0.995, 9.925),
        (6, 0.90, 1.440),
        (7, 0.95, 1.895),
        (10, 0.95, 1.812),
        (30, 0.975, 2.042),
        (100, 0.999, 3.174),
    ],
)
def test_t_agrees_with_the_printed_table(df: int, chance: float, printed: float) -> None:
    assert student_t_quantile(chance, df) == pytest.approx(printed, abs=0.0005)


def test_t_with_one_degree_of_freedom_is_the_cauchy_law() -> None:
    for t in (-30.0, -1.0, 0.0, 0.3, 7.5):
        assert student_t_cdf(t, 1) == pytest.approx(0.5 + math.atan(t) / math.pi, abs=1e-12)


@pytest.mark.parametrize("df", [1, 2, 3, 6, 7, 14, 61, 200])
def test_t_agrees_with_its_density_summed_up(df: int) -> None:
    def density(t: float) -> float:
        size = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - math.log(df * math.pi) / 2
        return math.exp(size - (df + 1) / 2 * math.log1p(t * t / df))

    steps, width = 2000, 1.7 / 2000
    simpson = [4 if n % 2 else 2 for n in range(1, steps)]
    inner = math.fsum(w * density(n * width) for n, w in enumerate(simpson, start=1))
    summed = (density(0) + inner + density(1.7)) * width / 3
    assert student_t_cdf(1.7, df) - 0.5 == pytest.approx(summed, abs=1e-9)


@given(t=st.floats(-50, 50), df=st.integers(1, 200))
def test_t_is_symmetric(t: float, df: int) -> None:
    assert student_t_cdf(t, df) + student_t_cdf(-t, df) == pytest.approx(1, abs=1e-12)


@given(chance=st.floats(0.01, 0.99), df=st.integers(1, 200))
def test_the_quantile_undoes_the_chance(chance: float, df: int) -> None:
    assert student_t_cdf(student_t_quantile(chance, df), df) == pytest.approx(chance, abs=1e-9)


def test_two_options_worked_by_hand() -> None:
    """Agency owner 4, 3, 5; People development 3, 2.

    Means 4 and 2.5; centre (6.5 + 1.65) / 2.5 = 3.26; squares 2 + 0.5; df 6 + 2 + 1 = 9;
    scatter sqrt((6 x 0.81 + 2.5) / 9) = sqrt(0.817778) = 0.904311.
    """
    agency, people = estimated([4.0, 3.0, 5.0], [3.0, 2.0])
    assert agency.mean == pytest.approx((12 + 2 * 3.26) / 5)
    assert people.mean == pytest.approx((5 + 2 * 3.26) / 4)
    assert agency.spread == pytest.approx(0.904311 / math.sqrt(5), abs=1e-6)
    assert people.spread == pytest.approx(0.904311 / 2, abs=1e-6)
    assert agency.df == 9
    assert agency.range == pytest.approx((3.1447, 4.2633), abs=1e-4)


@pytest.mark.parametrize(("ratings", "scatter"), [(4, 0.9), (3, 0.95), (2, 1.0), (1, 1.2)])
def test_fewer_ratings_say_less(ratings: int, scatter: float) -> None:
    (only,) = estimated([3.0], ratings=ratings)
    assert only.spread == pytest.approx(scatter / math.sqrt(3))


def test_an_option_without_conversations_has_no_estimate_and_moves_nobody_elses() -> None:
    alone = estimates([[4.0, 3.0]], ratings=4)
    assert estimates([[4.0, 3.0], []], ratings=4) == (*alone, None)


def test_nothing_at_all_has_no_estimates() -> None:
    assert estimates([], ratings=4) == ()
    assert estimates([[], []], ratings=4) == (None, None)


def test_one_great_coffee_is_drawn_to_the_middle() -> None:
    great, _ = estimated([5.0], [3.0])
    assert great.mean < 4.5


def test_the_range_stays_on_the_scale() -> None:
    (low,) = estimated([1.0])
    (high,) = estimated([5.0] * 8)
    assert low.range[0] == 1.0
    assert high.range[1] == 5.0


def test_equal_options_are_a_coin_toss() -> None:
    agency, people = estimated([4.0, 3.0], [3.0, 4.0])
    assert chance_of_first(agency, [people]) == pytest.approx(0.5, abs=1e-12)


def test_four_equal_options_share_the_chance() -> None:
    first, *others = estimated([4.0, 3.0], [3.0, 4.0], [4.0, 3.0], [3.0, 4.0])
    assert chance_of_first(first, others) == pytest.approx(0.25, abs=1e-12)


def test_an_option_by_itself_comes_first() -> None:
    (only,) = estimated([4.0, 3.0])
    assert chance_of_first(only, []) == pytest.approx(1, abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(agency=SCORES, people=SCORES)
def test_the_sum_over_scatters_gives_students_t(agency: list[float], people: list[float]) -> None:
    first, second = estimated(agency, people)
    exact = chance_of_first(first, [second])
    assert chance_by_quadrature(first, [second]) == pytest.approx(exact, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(scores=OPTIONS)
def test_somebody_comes_first(scores: list[list[float]]) -> None:
    found = estimated(*scores)
    chances = [
        chance_of_first(each, [*found[:place], *found[place + 1 :]])
        for place, each in enumerate(found)
    ]
    assert math.fsum(chances) == pytest.approx(1, abs=1e-9)


@given(scores=OPTIONS)
def test_the_range_holds_the_estimate(scores: list[list[float]]) -> None:
    for each in estimated(*scores):
        low, high = each.range
        assert 1 <= low <= each.mean <= high <= 5


@given(scores=OPTIONS)
def test_a_better_conversation_raises_the_estimate(scores: list[list[float]]) -> None:
    before = estimated(*scores)[0]
    after = estimated([*scores[0], 5.0], *scores[1:])[0]
    assert after.mean >= before.mean


@given(scores=OPTIONS)
def test_options_in_another_order_have_the_same_estimates(scores: list[list[float]]) -> None:
    there = [each.mean for each in estimated(*scores)]
    back = [each.mean for each in estimated(*reversed(scores))]
    assert there == pytest.approx(back[::-1])
