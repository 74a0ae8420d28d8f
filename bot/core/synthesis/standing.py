"""Where it stands: the band, the odds, and one honest sentence with both and what they rest on."""

import math
from collections.abc import Mapping, Sequence

from bot.core.statistics import Estimate, chance_of_first, estimates
from bot.core.synthesis.evidence import Account, counted
from bot.core.synthesis.values import Band, Standing

#: Conversations that each of the two leading options needs before anything is said.
FEWEST = 2
#: Below these odds it is too close to call, by the number of options; with lower bounds "leaning"
#: was said of truly equal options in more than half of all cases (measured).
_CLOSE: Mapping[int, float] = {2: 0.70, 3: 0.55, 4: 0.45}
_LEANING_TO, _AHEAD_TO = 0.85, 0.95
_HEADS = {
    Band.LEANING: "Leaning towards {leader}",
    Band.AHEAD: "{leader} is ahead for now",
    Band.WELL_AHEAD: "{leader} is well ahead for now",
}

Ranked = Sequence[tuple[Account, Estimate]]


def estimated(told: Sequence[Account]) -> tuple[Estimate | None, ...]:
    """Each option's estimate, None where it has no conversations."""
    ratings = [len(r.check_in.ratings) for account in told for r in account.conversations]
    return estimates(
        [[r.score for r in account.conversations] for account in told],
        ratings=min(ratings, default=1),
    )


def ranked(told: Sequence[Account]) -> Ranked:
    """The options that have an estimate, the highest first, ties by the file's order."""
    pairs = zip(told, estimated(told), strict=True)
    found = [(account, estimate) for account, estimate in pairs if estimate]
    return sorted(found, key=lambda pair: -pair[1].mean)


def standing(told: Sequence[Account]) -> Standing:
    """Where these options stand; `leader` and `odds` are None as far as the band says nothing."""
    order = ranked(told)
    leading = [account for account, _ in order[:2]]
    if len(leading) < 2 or min(len(a.conversations) for a in leading) < FEWEST:
        return Standing(sentence=_too_early(told), band=Band.TOO_EARLY, leader=None, odds=None)
    first, *others = [estimate for _, estimate in order]
    odds = chance_of_first(first, others)
    band = band_of(odds, options=len(order))
    said = _close(order) if band is Band.TOO_CLOSE else _in_front(band, odds, order)
    return Standing(
        sentence=f"{said}{_thin(leading)}",
        band=band,
        leader=None if band is Band.TOO_CLOSE else leading[0].option,
        odds=odds,
    )


def band_of(odds: float, *, options: int) -> Band:
    """The band of the leader's chance to come first among so many options (2 to 4)."""
    if odds < _CLOSE[options]:
        return Band.TOO_CLOSE
    if odds < _LEANING_TO:
        return Band.LEANING
    return Band.AHEAD if odds < _AHEAD_TO else Band.WELL_AHEAD


def times_in_ten(odds: float) -> str:
    """Odds in words, never 10 in 10."""
    if odds >= _AHEAD_TO:
        return "more than 9 times in 10"
    return f"about {_tenths(odds)} times in 10"


def levels(order: Ranked) -> str:
    """As in "4 conversations at about 3.8 of 5, 4 at 3.3", named where there are more than two."""
    named = len(order) > 2
    (account, estimate), *others = order
    start = f"{account.option}: " if named else ""
    count = counted([len(account.conversations)])
    parts = [f"{start}{count} at about {estimate.mean:.1f} of 5"]
    for other, its in others:
        start = f"{other.option}: " if named else ""
        parts.append(f"{start}{len(other.conversations)} at {its.mean:.1f}")
    return ", ".join(parts)


def _in_front(band: Band, odds: float, order: Ranked) -> str:
    head = _HEADS[band].replace("{leader}", order[0][0].option)
    not_so = "less than 1" if odds >= _AHEAD_TO else f"about {10 - _tenths(odds)}"
    return (
        f"{head}: if you went on having conversations like these, it would stay in front "
        f"{times_in_ten(odds)}, and {not_so} in 10 it would not ({levels(order)})."
    )


def _close(order: Ranked) -> str:
    names = [account.option for account, _ in order]
    means = [f"{estimate.mean:.1f}" for _, estimate in order]
    counts = counted([len(account.conversations) for account, _ in order])
    return f"Too close to call: {_listed(names)} stand at about {_listed(means)} of 5 ({counts})."


def _tenths(odds: float) -> int:
    return math.floor(odds * 10 + 0.5)


def _thin(leading: Sequence[Account]) -> str:
    thin = [account.option for account in leading if len(account.conversations) == FEWEST]
    if not thin:
        return ""
    return f" That is thin: {' and '.join(thin)} rest{'s' if len(thin) == 1 else ''} on two."


def _too_early(told: Sequence[Account]) -> str:
    if not told:
        return "Too early to say: name two options, and there is something to compare."
    rests_on = counted([len(account.conversations) for account in told])
    if len(told) == 1:
        return f"Too early to say ({rests_on}): {told[0].option} has no other option beside it yet."
    return (
        f"Too early to say ({rests_on}): "
        "two on each of the leading options make a first comparison."
    )


def _listed(words: Sequence[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} and {last}"
