"""Where her answers differ: head from gut, and what she felt from what she expected."""

from collections.abc import Iterator, Sequence
from statistics import fmean

from bot.core.reflection import CheckIn, Gut
from bot.core.synthesis.evidence import Account, Reflection, counted
from bot.core.synthesis.values import Clash, ClashKind, Surprise

_NO = frozenset({Gut.NO, Gut.LEANING_NO})
_YES = frozenset({Gut.YES, Gut.LEANING_YES})
#: The gut points elsewhere where another option's share of yes is so much higher, with so many
#: guts each; or where so large a share of the front option's own guts say no.
_HIGHER, _EACH, _CALM_NO = 0.5, 2, 0.75


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


def head_and_gut(order: Sequence[Account]) -> str | None:
    """One sentence where her gut points away from the option with the highest estimate, which comes
    first in `order`: the score can't show a calm, clear no, since calm and clarity are high about
    it (measured)."""
    front, *others = order
    own = _guts(front)
    if len(own) < _EACH:
        return None
    rivals = [a for a in others if len(_guts(a)) >= _EACH]
    rival = max(rivals, key=lambda account: _share(_guts(account), _YES), default=None)
    if rival and _share(_guts(rival), _YES) - _share(own, _YES) >= _HIGHER:
        return (
            f"Your gut points elsewhere: it said yes or leaning yes in {_of(rival, _YES)} about "
            f"{rival.option}, and in {_of(front, _YES)} about {front.option}."
        )
    if _share(own, _NO) >= _CALM_NO:
        return (
            f"Your gut says otherwise: no or leaning no in {_of(front, _NO)} about "
            f"{front.option}, which has the highest figures."
        )
    return None


def _guts(account: Account) -> list[Gut]:
    return [r.check_in.gut for r in account.told if r.check_in.gut]


def _share(guts: Sequence[Gut], of: frozenset[Gut]) -> float:
    return sum(gut in of for gut in guts) / len(guts)


def _of(account: Account, answers: frozenset[Gut]) -> str:
    guts = _guts(account)
    return f"{sum(gut in answers for gut in guts)} of {counted([len(guts)])}"


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
