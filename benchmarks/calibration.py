"""How often the synthesis is right when it says 9 in 10, over conversations that are made up.

Each made-up member has two options, whose true means lie as far apart as two imaginary
conversations allow. A conversation scatters about its option's mean and its four ratings about the
conversation, rounded to 1..5; the two scatters are those that give the usual ones of `statistics`.
"""

import math
from collections.abc import Callable
from random import Random
from statistics import fmean

from benchmarks.figures import Figure
from bot.core.statistics import chance_of_first, estimates

PAIRS = 20_000
COUNTS = (2, 3, 5, 8)
_CONVERSATION, _RATING = 0.77, 0.92
_BETWEEN_OPTIONS = 0.9 / math.sqrt(2)
#: How far a mood falls from the first conversation to the last, where it drifts.
_DRIFT = 1.0

#: The mood of the nth of so many conversations in all.
Mood = Callable[[int, int], float]
#: The places in time of an option's conversations: for option 0 or 1, of `count` each.
Order = Callable[[int, int], range]


def main() -> list[Figure]:
    """The rows of the table; the draws are seeded, so it always comes out alike."""
    return [
        *(_right_at_nine(f"{count} and {count} conversations", count, _steady) for count in COUNTS),
        _right_at_nine(
            "5 and 5 conversations, moods drift, options alternate", 5, _falling, _alternating
        ),
        _right_at_nine(
            "5 and 5 conversations, moods drift, one option after the other", 5, _falling
        ),
        *(_false_alarms(count) for count in COUNTS),
    ]


def _steady(_place: int, _total: int) -> float:
    return 0.0


def _falling(place: int, total: int) -> float:
    return _DRIFT * (0.5 - place / (total - 1))


def _one_after_the_other(option: int, count: int) -> range:
    return range(option * count, (option + 1) * count)


def _alternating(option: int, count: int) -> range:
    return range(option, 2 * count, 2)


def _right_at_nine(
    name: str, count: int, mood: Mood, order: Order = _one_after_the_other
) -> Figure:
    """The share that is right, beside what was said on average, where .85 to .95 was said."""
    random = _draws(count)
    said: list[float] = []
    right: list[bool] = []
    for _ in range(PAIRS):
        truth = [random.gauss(3.3, _BETWEEN_OPTIONS) for _ in range(2)]
        odds = _odds_of_the_first(random, truth, count, mood, order)
        if 0.85 <= max(odds, 1 - odds) < 0.95:
            said.append(max(odds, 1 - odds))
            right.append((odds > 0.5) == (truth[0] > truth[1]))
    return _row(f"right when it says 9 in 10: {name}", fmean(right), fmean(said))


def _false_alarms(count: int) -> Figure:
    """How often one of two equal options is said to be ahead "more than 9 times in 10".

    Beside it stands the tenth that chance alone would raise at .95, a twentieth a side.
    """
    random = _draws(count)
    odds = [
        _odds_of_the_first(random, [3.3, 3.3], count, _steady, _alternating) for _ in range(PAIRS)
    ]
    alarms = fmean(max(each, 1 - each) >= 0.95 for each in odds)
    return _row(
        f"says more than 9 in 10 of equal options: {count} and {count} conversations", alarms, 0.1
    )


def _odds_of_the_first(
    random: Random, truth: list[float], count: int, mood: Mood, order: Order
) -> float:
    scores = [
        [_score(random, mean + mood(place, 2 * count)) for place in order(option, count)]
        for option, mean in enumerate(truth)
    ]
    first, second = (each for each in estimates(scores, ratings=4) if each)
    return chance_of_first(first, [second])


def _score(random: Random, mean: float) -> float:
    talk = random.gauss(mean, _CONVERSATION)
    return fmean(min(5, max(1, round(random.gauss(talk, _RATING)))) for _ in range(4))


def _draws(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - simulated conversations, no secrets


def _row(name: str, value: float, beside: float) -> Figure:
    return Figure(name=name, value=value, unit="share", beside=beside)
