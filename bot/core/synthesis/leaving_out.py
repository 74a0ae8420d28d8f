"""How it would stand without one conversation, or without some: what carries the picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.core.statistics import Estimate, chance_of_first, estimates
from bot.core.synthesis.evidence import Account, Reflection
from bot.core.synthesis.standing import levels, ranked, standing, times_in_ten
from bot.core.synthesis.values import Band, Standing

#: An answer of at most so much to "how candid were they?" is guarded.
_GUARDED = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class LeastSurely:
    """The conversation without which the option in front leads least surely, what is left then, and
    how that stands."""

    without: Reflection
    left: Sequence[Account]
    standing: Standing


def without(told: Sequence[Account], gone: Callable[[Reflection], bool]) -> list[Account]:
    return [
        replace(account, told=tuple(r for r in account.told if not gone(r))) for account in told
    ]


def least_surely(told: Sequence[Account], now: Standing) -> LeastSurely | None:
    """None where nothing leads now. With two options the odds decide; with more the estimates,
    whose order is quick to find, and only the one's odds are computed."""
    if now.leader is None:
        return None
    rated = [account.conversations for account in told]
    leader = [account.option for account in told].index(now.leader)
    places = [(n, at) for n, own in enumerate(rated) for at in range(len(own))]
    n, at = min(places, key=lambda place: _lead(rated, leader, place))
    one = rated[n][at]
    left = without(told, lambda r: r is one)
    return LeastSurely(without=one, left=left, standing=standing(left))


def carried(found: LeastSurely, now: Standing) -> str:
    """Whether one conversation carries the picture, in one sentence."""
    one, then = found.without, found.standing
    if then.leader == now.leader and then.odds is not None:
        return (
            f"No single conversation carries it; least surely without {one.who}: "
            f"{times_in_ten(then.odds)} ({levels(ranked(found.left))})."
        )
    guarded = (one.check_in.candour or _GUARDED + 1) <= _GUARDED
    whom = f"{one.who}, whom you found guarded," if guarded else one.who
    return f"One conversation carries it: without {whom} {stands(found.left, then)}."


def stands(told: Sequence[Account], then: Standing) -> str:
    """How these stand, as the end of a sentence."""
    if then.odds is None:
        return "it is too early to say"
    on = levels(ranked(told))
    if then.band is Band.TOO_CLOSE:
        return f"it is too close to call ({on})"
    return f"{then.leader} would be in front {times_in_ten(then.odds)} ({on})"


def _lead(rated: Sequence[Sequence[Reflection]], leader: int, gone: tuple[int, int]) -> float:
    """How far the leader is ahead without the conversation at that place: its odds beside one
    other, its points above the next of several."""
    left = [[r for at, r in enumerate(own) if (n, at) != gone] for n, own in enumerate(rated)]
    ratings = min((len(r.check_in.ratings) for own in left for r in own), default=1)
    found = estimates([[r.score for r in own] for own in left], ratings=ratings)
    own, others = found[leader], [e for n, e in enumerate(found) if e and n != leader]
    if own is None or not others:
        return float("-inf")
    return chance_of_first(own, others) if len(others) == 1 else _above(own, others)


def _above(own: Estimate, others: Sequence[Estimate]) -> float:
    return own.mean - max(other.mean for other in others)
