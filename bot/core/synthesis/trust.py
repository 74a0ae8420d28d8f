"""How far to trust it: what is thin, lopsided or confounded about the evidence, in plain lines."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from statistics import fmean

from bot.core.meetings import Medium
from bot.core.synthesis.contrasts import surprises
from bot.core.synthesis.evidence import Account, Reflection, counted
from bot.core.synthesis.leaving_out import LeastSurely, carried, least_surely, stands, without
from bot.core.synthesis.standing import standing
from bot.core.synthesis.values import Standing

#: So many lines are read; the most consequential come first.
MOST = 3
_FEW = 3
_CANDID = 4
#: Answered later than this, an impression has had a night to change.
_FRESH = timedelta(hours=24)
#: Means that differ by less say nothing worth a line.
_APART = 0.5


def trust(
    told: Sequence[Account], everything: Sequence[Reflection], now: Standing
) -> tuple[str, ...]:
    """Lines on these options' accounts, which stand so `now`; `everything` includes reflections
    that have no option."""
    found = least_surely(told, now)
    lines = [carried(found, now)] if found else []
    lines += _candour(told, found)
    lines += _no_option(told, everything)
    lines += [line for doubt in _LIGHTER for line in doubt(told)]
    return tuple(lines[:MOST])


def _candour(told: Sequence[Account], found: LeastSurely | None) -> Iterator[str]:
    """Weighting by candour adds nothing (measured): how it stands without those rated under 4 is
    said beside the headline; whom she did not rate stays."""
    doubtful = [r for account in told for r in account.conversations if _is_doubtful(r)]
    said_already = found is not None and doubtful == [found.without]
    if doubtful and not said_already:
        how_many = "one" if len(doubtful) == 1 else len(doubtful)
        left = without(told, _is_doubtful)
        yield (
            f"Without the {how_many} you found less than candid, {stands(left, standing(left))}."
        )


def _is_doubtful(reflection: Reflection) -> bool:
    return (reflection.check_in.candour or _CANDID) < _CANDID


def _one_sided(told: Sequence[Account]) -> Iterator[str]:
    by_count = sorted(told, key=lambda account: len(account.conversations))
    if len(by_count) < 2:
        return
    least, most = by_count[0], by_count[-1]
    few, many = len(least.conversations), len(most.conversations)
    if many >= max(_FEW, 2 * few):
        yield f"One-sided: {counted([many])} on {most.option}, {few or 'none'} on {least.option}."


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


def _one_source(told: Sequence[Account]) -> Iterator[str]:
    for account in told:
        met = [r.person for r in account.conversations if r.person]
        if len(met) < max(2, len(account.conversations)):
            continue
        if place := _the_only([person.organisation for person in met]):
            yield f"Everybody you met for {account.option} is at {place}."
        elif guide := _the_only([person.referred_by for person in met]):
            yield f"Everybody you met for {account.option} was named by {guide}."


def _the_only(words: Sequence[str | None]) -> str | None:
    return words[0] if len({word and word.casefold() for word in words}) == 1 else None


def _no_option(told: Sequence[Account], everything: Sequence[Reflection]) -> Iterator[str]:
    placed = {r.label for account in told for r in account.told}
    loose = sum(r.label not in placed for r in everything)
    if loose:
        verb, them = ("belongs", "it") if loose == 1 else ("belong", "them")
        yield f"{counted([loose], 'check-in')} {verb} to no option, so no option counts {them}."


def _late(told: Sequence[Account]) -> Iterator[str]:
    rated = [r for account in told for r in account.conversations]
    late = sum(_first_answered(r) - r.interview.ends_at > _FRESH for r in rated)
    if late:
        yield (
            f"{late} of {counted([len(rated)])} had an answer only more than a day later, "
            "when details have blurred."
        )


def _first_answered(reflection: Reflection) -> datetime:
    first = reflection.check_in.first_answer
    return (first or reflection.check_in).answered_at


def _expected(told: Sequence[Account]) -> Iterator[str]:
    """High hopes tend to come down and low ones up, whatever the conversation was like."""
    for surprise in surprises(told):
        if surprise.of >= 2 and abs(surprise.expected - surprise.felt) >= _APART:
            yield (
                f"About {surprise.option} you expected {surprise.expected:.1f} and felt "
                f"{surprise.felt:.1f} ({counted([surprise.of])}); part of that is only that hopes, "
                "high or low, tend to come back to the middle."
            )


def _second_looks(told: Sequence[Account]) -> Iterator[str]:
    pairs = [
        (r.check_in.pull, r.check_in.second_look.pull)
        for account in told
        for r in account.told
        if r.check_in.second_look and r.check_in.pull and r.check_in.second_look.pull
    ]
    less, more = sum(b < a for a, b in pairs), sum(b > a for a, b in pairs)
    if less or more:
        yield (
            f"Looked at again the next day, your pull was lower in {less} and higher in {more} "
            f"of {len(pairs)}."
        )


def _in_person(told: Sequence[Account]) -> Iterator[str]:
    """Only within one option: between two, the medium and the work can't be told apart."""
    for account in told:
        met = [r for r in account.conversations if r.interview.medium]
        near = [r.score for r in met if r.interview.medium is Medium.IN_PERSON]
        far = [r.score for r in met if r.interview.medium is not Medium.IN_PERSON]
        if min(len(near), len(far)) >= 2 and abs(fmean(near) - fmean(far)) >= _APART:
            yield (
                f"About {account.option}, in person your conversations average "
                f"{fmean(near):.1f} ({len(near)}), by video or phone {fmean(far):.1f} ({len(far)})."
            )


Doubt = Callable[[Sequence[Account]], Iterator[str]]
_LIGHTER: tuple[Doubt, ...] = (
    _one_sided,
    _one_after_the_other,
    _one_source,
    _late,
    _expected,
    _second_looks,
    _in_person,
)
