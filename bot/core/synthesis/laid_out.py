"""Lays out the evidence of an exploration; the same data gives the same synthesis on any day."""

from bot.core.plan import Exploration
from bot.core.statistics import Estimate
from bot.core.synthesis.contrasts import clashes, surprises
from bot.core.synthesis.evidence import Account, accounts, reflections
from bot.core.synthesis.gaps import gaps
from bot.core.synthesis.open_question import open_question
from bot.core.synthesis.standing import estimated, standing
from bot.core.synthesis.tallies import body_counts, topic_counts
from bot.core.synthesis.trust import trust
from bot.core.synthesis.values import OptionEvidence, Point, Synthesis
from bot.core.topics import Side


def synthesise(exploration: Exploration) -> Synthesis:
    """The synthesis of all that was said so far, however little."""
    told, everything = accounts(exploration), reflections(exploration)
    stands, clashing = standing(told), clashes(everything)
    conversations = sum(len(account.conversations) for account in told)
    return Synthesis(
        standing=stands,
        options=tuple(map(_option_evidence, told, estimated(told))),
        clashes=clashing,
        surprises=surprises(told),
        trust=trust(told, everything),
        gaps=gaps(exploration, told),
        question=open_question(stands.band, clashing, conversations),
    )


def _option_evidence(account: Account, estimate: Estimate | None) -> OptionEvidence:
    rated = account.conversations
    return OptionEvidence(
        name=account.option,
        conversations=len(rated),
        estimate=estimate.mean if estimate else None,
        range=estimate.range if estimate else None,
        points=tuple(Point(interview=r.label, score=r.score) for r in rated),
        drew=topic_counts(account.told, Side.DREW),
        put_off=topic_counts(account.told, Side.PUT_OFF),
        body=body_counts(account.told),
    )
