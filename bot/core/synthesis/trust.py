"""How far to trust it: what is thin, lopsided or confounded about the evidence, in plain lines."""

from collections.abc import Callable, Iterator, Sequence
from statistics import fmean

from bot.core.meetings import Medium
from bot.core.synthesis.evidence import Account, Reflection, counted
from bot.core.synthesis.standing import standing

_FEW = 3
_CANDID = 4


def trust(told: Sequence[Account], everything: Sequence[Reflection]) -> tuple[str, ...]:
    """Lines on these options' accounts; `everything` includes reflections that have no option."""
    conversations = [r for account in told for r in account.conversations]
    return (
        *(line for doubt in _DOUBTS for line in doubt(told)),
        *_no_option(told, everything),
        *(_STANDING_LINES if conversations else ()),
    )


_STANDING_LINES = (
    "Every option starts with two imaginary so-so conversations, so that one great coffee "
    "can't decide it. The figures speak of conversations like these, not of future happiness.",
)


def _few(told: Sequence[Account]) -> Iterator[str]:
    for account in told:
        count = len(account.conversations)
        if 0 < count < _FEW:
            yield f"{account.option} rests on {counted([count])}; each new one can still turn it."


def _one_sided(told: Sequence[Account]) -> Iterator[str]:
    by_count = sorted(told, key=lambda account: len(account.conversations))
    if len(by_count) < 2:
        return
    least, most = by_count[0], by_count[-1]
    few, many = len(least.conversations), len(most.conversations)
    if many >= max(_FEW, 2 * few):
        yield f"One-sided: {counted([many])} on {most.option}, {few or 'none'} on {least.option}."


def _candour(told: Sequence[Account]) -> Iterator[str]:
    """Weighting by candour adds nothing (measured): the candid ones stand beside the rest."""
    rated = [r for account in told for r in account.conversations if r.check_in.candour]
    if all(_candid(r) for r in rated):
        return
    candid = [
        Account(option=account.option, told=tuple(r for r in account.told if _candid(r)))
        for account in told
    ]
    sentence = standing(candid).sentence
    yield (
        f"Counting only those you rated {_CANDID} or more for candour: "
        f"{sentence[0].lower()}{sentence[1:]}"
    )


def _one_organisation(told: Sequence[Account]) -> Iterator[str]:
    for account in told:
        met = [r.person.organisation if r.person else None for r in account.conversations]
        places = {place.casefold() if place else None for place in met}
        if len(met) >= 2 and len(places) == 1 and met[0]:
            yield f"Everybody you met for {account.option} is at {met[0]}."


def _one_after_the_other(told: Sequence[Account]) -> Iterator[str]:
    """Over-confident when moods drift: .80 instead of .93 (measured) for the same nine in ten."""
    spans = [
        (account.option, min(starts), max(starts))
        for account in told
        if len(starts := [r.interview.starts_at for r in account.conversations]) >= 2
    ]
    for earlier, _, last in spans:
        for later, first, _ in spans:
            if last < first:
                yield (
                    f"You finished {earlier} before {later} began. Moods drift over weeks, "
                    "so part of the difference may be the season; alternating helps."
                )


def _in_person(told: Sequence[Account]) -> Iterator[str]:
    conversations = [r for account in told for r in account.conversations if r.interview.medium]
    near = [r.score for r in conversations if r.interview.medium is Medium.IN_PERSON]
    far = [r.score for r in conversations if r.interview.medium is not Medium.IN_PERSON]
    if len(near) >= 2 and len(far) >= 2:
        yield (
            f"In person your conversations average {fmean(near):.1f} ({len(near)}), "
            f"by video or phone {fmean(far):.1f} ({len(far)})."
        )


def _no_option(told: Sequence[Account], everything: Sequence[Reflection]) -> Iterator[str]:
    placed = {r.label for account in told for r in account.told}
    loose = sum(r.label not in placed for r in everything)
    if loose:
        verb, them = ("belongs", "it") if loose == 1 else ("belong", "them")
        yield f"{counted([loose], 'check-in')} {verb} to no option, so no option counts {them}."


def _candid(reflection: Reflection) -> bool:
    return (reflection.check_in.candour or 0) >= _CANDID


_DOUBTS: tuple[Callable[[Sequence[Account]], Iterator[str]], ...] = (
    _few,
    _one_sided,
    _candour,
    _one_organisation,
    _one_after_the_other,
    _in_person,
)
