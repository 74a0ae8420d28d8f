"""How it would stand without one conversation, or without some: what carries the picture."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.core.synthesis.evidence import Account, Reflection
from bot.core.synthesis.standing import levels, ranked, standing, times_in_ten
from bot.core.synthesis.values import Band, Standing

#: An answer of at most so much to "how candid were they?" is guarded.
_GUARDED = 2


def without(told: Sequence[Account], gone: Callable[[Reflection], bool]) -> list[Account]:
    return [
        replace(account, told=tuple(r for r in account.told if not gone(r))) for account in told
    ]


def least_surely(told: Sequence[Account]) -> tuple[Reflection, Standing] | None:
    """The conversation without which the option in front leads least surely, and how it would stand
    then; None where nothing leads now. With more than two options the one is found by the
    estimates, whose order is quick, and only its odds are computed."""
    now = standing(told)
    if now.leader is None:
        return None
    leader = now.leader
    everyone = [r for account in told for r in account.conversations]
    carrying = min(everyone, key=lambda r: _lead(without(told, lambda x: x is r), leader))
    return carrying, standing(without(told, lambda x: x is carrying))


def carried(told: Sequence[Account]) -> str | None:
    """Whether one conversation carries the picture, in one sentence."""
    if (found := least_surely(told)) is None:
        return None
    one, then = found
    left = without(told, lambda r: r is one)
    if then.leader == standing(told).leader and then.odds is not None:
        return (
            f"No single conversation carries it; least surely without {one.who}: "
            f"{times_in_ten(then.odds)} ({levels(ranked(left))})."
        )
    guarded = (one.check_in.candour or _GUARDED + 1) <= _GUARDED
    whom = f"{one.who}, whom you found guarded," if guarded else one.who
    return f"One conversation carries it: without {whom} {stands(left)}."


def stands(told: Sequence[Account]) -> str:
    """How these stand, as the end of a sentence."""
    then = standing(told)
    if then.odds is None:
        return "it is too early to say"
    on = levels(ranked(told))
    if then.band is Band.TOO_CLOSE:
        return f"it is too close to call ({on})"
    return f"{then.leader} would be in front {times_in_ten(then.odds)} ({on})"


def _lead(told: Sequence[Account], leader: str) -> float:
    """How far the leader stands above the next: in spreads for two, in points for more, which is
    their order by odds for two and near it for more."""
    by_name = {account.option: estimate for account, estimate in ranked(told)}
    own = by_name.pop(leader, None)
    if own is None or not by_name:
        return float("-inf")
    if len(by_name) > 1:
        return own.mean - max(other.mean for other in by_name.values())
    then = standing(told)
    sign = 1 if ranked(told)[0][0].option == leader else -1
    return sign * (then.odds or 0.0)
