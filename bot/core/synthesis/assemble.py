"""Lays out the evidence of an exploration; the same data gives the same synthesis on any day."""

from bot.core.plan import Exploration, Option
from bot.core.statistics import Estimate
from bot.core.synthesis.contrasts import clashes, head_and_gut, surprises
from bot.core.synthesis.evidence import Account, accounts, reflections
from bot.core.synthesis.gaps import gaps
from bot.core.synthesis.open_question import open_question
from bot.core.synthesis.quotes import own_words
from bot.core.synthesis.standing import estimated, ranked, standing
from bot.core.synthesis.tallies import (
    alike,
    belief_counts,
    body_counts,
    gut_counts,
    topic_counts,
)
from bot.core.synthesis.trust import trust
from bot.core.synthesis.values import Band, OptionEvidence, Point, Synthesis
from bot.core.topics import Side


def synthesise(exploration: Exploration) -> Synthesis:
    """The synthesis of all that was said so far, however little."""
    told, everything = accounts(exploration), reflections(exploration)
    options = tuple(map(_option_evidence, exploration.options, told, estimated(told)))
    stands, clashing, shared = standing(told), clashes(everything), alike(options)
    order = [account for account, _ in ranked(told)]
    early = stands.band is Band.TOO_EARLY
    return Synthesis(
        standing=stands,
        options=options,
        clashes=clashing,
        surprises=surprises(told),
        trust=trust(told, everything, stands),
        gaps=gaps(exploration, told),
        question=open_question(stands.band, order[:1], everything, clashing, shared),
        head_and_gut=None if early else head_and_gut(order),
        alike=shared,
    )


def _option_evidence(option: Option, account: Account, estimate: Estimate | None) -> OptionEvidence:
    rated = account.conversations
    return OptionEvidence(
        name=account.option,
        conversations=len(rated),
        estimate=estimate.mean if estimate else None,
        range=estimate.range if estimate else None,
        points=tuple(
            Point(interview=r.label, score=r.score) for r in account.in_time if r.check_in.ratings
        ),
        drew=topic_counts(account.told, Side.DREW),
        put_off=topic_counts(account.told, Side.PUT_OFF),
        body=body_counts(account.told),
        gut=gut_counts(account.told),
        own_words=own_words(account.in_time),
        beliefs=belief_counts(option, account.told),
    )
