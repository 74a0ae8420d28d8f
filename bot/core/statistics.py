"""Honest figures from a handful of conversations: every option starts with two imaginary ones.

The model: scores of an option scatter around its own mean with one spread shared by all options.
Each option's mean is drawn to a common centre as if two so-so conversations had been held already,
and the spread is drawn to a usual one as if it had been seen six times. In textbooks this is the
normal model with a conjugate prior: Gelman et al., Bayesian Data Analysis, 3rd ed., section 3.3.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

#: Imaginary conversations that each option starts with.
IMAGINARY = 2
#: A so-so conversation, and how many options' means it weighs in the common centre.
SO_SO, SO_SO_WEIGHT = 3.3, 0.5
#: The usual scatter of a conversation's score, by the number of ratings it averages.
USUAL_SCATTER = {1: 1.2, 2: 1.0, 3: 0.95, 4: 0.9}
#: Observations that the usual scatter is worth.
SCATTER_WEIGHT = 6
#: Scores lie within these.
LOWEST, HIGHEST = 1.0, 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """Where an option stands on the scale of 1 to 5: a Student t with `df` degrees of freedom."""

    mean: float
    spread: float
    df: int

    @property
    def range(self) -> tuple[float, float]:
        """Bounds that hold the option's true mean 8 times in 10, cut to the scale."""
        reach = student_t_quantile(0.9, self.df) * self.spread
        return max(LOWEST, self.mean - reach), min(HIGHEST, self.mean + reach)


def estimates(scores: Sequence[Sequence[float]], *, ratings: int) -> tuple[Estimate | None, ...]:
    """An estimate for each option's scores, None for an option without any.

    `ratings` is the smallest number of ratings (1 to 4) that any of these scores averages.
    """
    heard = [(own, fmean(own)) for own in scores if own]
    means = [mean for _, mean in heard]
    df = SCATTER_WEIGHT + sum(len(own) - 1 for own, _ in heard)
    squares = math.fsum((score - mean) ** 2 for own, mean in heard for score in own)
    scatter = math.sqrt((SCATTER_WEIGHT * USUAL_SCATTER[ratings] ** 2 + squares) / df)
    centre = (math.fsum(means) + SO_SO * SO_SO_WEIGHT) / (len(means) + SO_SO_WEIGHT)
    return tuple(
        Estimate(
            mean=(math.fsum(own) + IMAGINARY * centre) / (len(own) + IMAGINARY),
            spread=scatter / math.sqrt(len(own) + IMAGINARY),
            df=df,
        )
        if own
        else None
        for own in scores
    )


def chance_of_first(leader: Estimate, others: Sequence[Estimate]) -> float:
    """The chance that the leader's true mean is above every other's; 1 when there is no other.

    All must come from one call of `estimates`, since they share their scatter.
    """
    match others:
        case [other]:
            apart = math.hypot(leader.spread, other.spread)
            return student_t_cdf((leader.mean - other.mean) / apart, leader.df)
        case _:
            return chance_by_quadrature(leader, others)


def chance_by_quadrature(leader: Estimate, others: Sequence[Estimate]) -> float:
    """The same chance for any number of others, by summing instead of drawing at random.

    The shared scatter follows its scaled chi-square; given it, the means are independent normals.
    Both integrals are trapezium sums, which converge exponentially for such bell shapes
    (Trefethen and Weideman, SIAM Review 56, 2014): right to 1e-9 or better.
    """
    weighted = _scatter_nodes(leader.df)
    total = math.fsum(weight for _, weight in weighted)
    return math.fsum(w * _chance_given(factor, leader, others) for factor, w in weighted) / total


def _chance_given(factor: float, leader: Estimate, others: Sequence[Estimate]) -> float:
    """The chance when every spread is `factor` times the one estimated."""
    gaps = [(leader.mean - other.mean) / (factor * other.spread) for other in others]
    slopes = [leader.spread / other.spread for other in others]
    ahead = (
        weight * math.prod(_normal_cdf(g + z * k) for g, k in zip(gaps, slopes, strict=True))
        for z, weight in _NORMAL_NODES
    )
    return math.fsum(ahead)


def _scatter_nodes(df: int) -> list[tuple[float, float]]:
    """Factors of the spread and their weights, even steps in the logarithm of chi-square / df."""
    step = math.sqrt(2 / df) / 2
    logs = (n * step for n in range(-44, 26))
    return [(math.exp(-y / 2), math.exp(df / 2 * (1 + y - math.exp(y)))) for y in logs]


def _normal_cdf(x: float) -> float:
    return math.erfc(-x / math.sqrt(2)) / 2


_NORMAL_NODES = tuple(
    (n / 5, math.exp(-((n / 5) ** 2) / 2) / (5 * math.sqrt(2 * math.pi))) for n in range(-42, 43)
)


def student_t_cdf(t: float, df: int) -> float:
    """P(T <= t) for a whole number of degrees of freedom, by the finite series of
    Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4."""
    angle = math.atan(t / math.sqrt(df))
    sine, cosine = math.sin(angle), math.cos(angle)
    term = cosine if df % 2 else 1.0
    series = term if df > 1 else 0.0
    for n in range(3 if df % 2 else 2, df - 1, 2):
        term *= cosine**2 * (n - 1) / n
        series += term
    middle = 2 / math.pi * (angle + sine * series) if df % 2 else sine * series
    return (1 + middle) / 2


def student_t_quantile(chance: float, df: int) -> float:
    """The t that is not exceeded with this chance (0 to 1, exclusive), by bisection."""
    if chance < 0.5:
        return -student_t_quantile(1 - chance, df)
    low, high = 0.0, 1.0
    while student_t_cdf(high, df) < chance:
        low, high = high, high * 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if student_t_cdf(middle, df) < chance else (low, middle)
    return (low + high) / 2
