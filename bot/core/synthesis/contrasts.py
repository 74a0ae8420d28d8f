"""Where her answers differ: head from gut, and what she felt from what she expected."""

from collections.abc import Iterator, Sequence
from statistics import fmean

from bot.core.reflection import CheckIn, Gut
from bot.core.synthesis.evidence import Account, Reflection
from bot.core.synthesis.values import Clash, ClashKind, Surprise

_NO = frozenset({Gut.NO, Gut.LEANING_NO})
_YES = frozenset({Gut.YES, Gut.LEANING_YES})


def clashes(told: Sequence[Reflection]) -> tuple[Clash, ...]:
    """Every clash, in the order of the interviews and then of their kinds."""
    return tuple(Clash(interview=r.label, kind=kind) for r in told for kind in _kinds(r.check_in))


def surprises(told: Sequence[Account]) -> tuple[Surprise, ...]:
    """For each option with an expectation and a pull to compare, the two means.

    She is asked beforehand how much she expects to want this; what answers it afterwards is the
    pull she felt, not the score of the whole conversation.
    """
    compared = ((account.option, _expected_and_felt(account.told)) for account in told)
    return tuple(
        Surprise(
            option=option,
            of=len(pairs),
            expected=fmean(expected for expected, _ in pairs),
            felt=fmean(felt for _, felt in pairs),
        )
        for option, pairs in compared
        if pairs
    )


def _kinds(check_in: CheckIn) -> Iterator[ClashKind]:
    if check_in.pull is None:
        return
    if check_in.pull >= 4 and check_in.gut in _NO:
        yield ClashKind.HIGH_PULL_GUT_NO
    if check_in.pull <= 2 and check_in.gut in _YES:
        yield ClashKind.LOW_PULL_GUT_YES
    if check_in.pull >= 4 and check_in.calm is not None and check_in.calm <= 2:
        yield ClashKind.HIGH_PULL_LOW_CALM


def _expected_and_felt(told: Sequence[Reflection]) -> list[tuple[int, int]]:
    return [
        (r.interview.expectation, r.check_in.pull)
        for r in told
        if r.interview.expectation is not None and r.check_in.pull is not None
    ]
