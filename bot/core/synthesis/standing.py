"""Where it stands: the band, the odds, and one honest sentence with both and what they rest on."""

import math
from collections.abc import Sequence

from bot.core.statistics import Estimate, chance_of_first, estimates
from bot.core.synthesis.evidence import Account, counted
from bot.core.synthesis.values import Band, Standing

#: Conversations that each of the two leading options needs before anything is said.
FEWEST = 2
_HEADS = {
    Band.TOO_CLOSE: "Too close to call: with conversations like these the option in front",
    Band.LEANING: "Leaning towards {leader}: with conversations like these it",
    Band.AHEAD: "Ahead for now is {leader}: with conversations like these it",
    Band.WELL_AHEAD: "Well ahead for now is {leader}: with conversations like these it",
}


def estimated(told: Sequence[Account]) -> tuple[Estimate | None, ...]:
    """Each option's estimate, None where it has no conversations."""
    ratings = [len(r.check_in.ratings) for account in told for r in account.conversations]
    return estimates(
        [[r.score for r in account.conversations] for account in told],
        ratings=min(ratings, default=1),
    )


def standing(told: Sequence[Account]) -> Standing:
    """Where these options stand; `leader` and `odds` are None as far as the band says nothing."""
    ranked = _ranked(told)
    leading = [account for account, _ in ranked[:2]]
    if len(leading) < 2 or min(len(a.conversations) for a in leading) < FEWEST:
        return Standing(sentence=_too_early(told), band=Band.TOO_EARLY, leader=None, odds=None)
    first, *others = [estimate for _, estimate in ranked]
    odds = chance_of_first(first, others)
    band = band_of(odds, options=len(ranked))
    return Standing(
        sentence=f"{_sentence(band, leading[0].option, odds, told)}{_thin(leading)}",
        band=band,
        leader=None if band is Band.TOO_CLOSE else leading[0].option,
        odds=odds,
    )


def band_of(odds: float, *, options: int) -> Band:
    """The band of the leader's chance to come first among so many options (2 to 4)."""
    if odds < (0.65 if options == 2 else 0.50):
        return Band.TOO_CLOSE
    if odds < 0.85:
        return Band.LEANING
    return Band.AHEAD if odds < 0.95 else Band.WELL_AHEAD


def times_in_ten(odds: float) -> str:
    """Odds in words, never 10 in 10."""
    if odds >= 0.95:
        return "more than 9 times in 10"
    return f"about {math.floor(odds * 10 + 0.5)} times in 10"


def _ranked(told: Sequence[Account]) -> list[tuple[Account, Estimate]]:
    """The options that have an estimate, the highest first, ties by the file's order."""
    pairs = zip(told, estimated(told), strict=True)
    found = [(account, estimate) for account, estimate in pairs if estimate]
    return sorted(found, key=lambda pair: -pair[1].mean)


def _sentence(band: Band, leader: str, odds: float, told: Sequence[Account]) -> str:
    head = _HEADS[band].replace("{leader}", leader)
    return f"{head} comes first {times_in_ten(odds)} ({_rests_on(told)})."


def _thin(leading: Sequence[Account]) -> str:
    thin = [account.option for account in leading if len(account.conversations) == FEWEST]
    if not thin:
        return ""
    return f" That is thin: {' and '.join(thin)} rest{'s' if len(thin) == 1 else ''} on two."


def _too_early(told: Sequence[Account]) -> str:
    if not told:
        return "Too early to say: name two options, and there is something to compare."
    if len(told) == 1:
        return (
            f"Too early to say ({_rests_on(told)}): "
            f"{told[0].option} has no other option beside it yet."
        )
    return (
        f"Too early to say ({_rests_on(told)}): "
        "two on each of the leading options make a first comparison."
    )


def _rests_on(told: Sequence[Account]) -> str:
    return counted([len(account.conversations) for account in told])
