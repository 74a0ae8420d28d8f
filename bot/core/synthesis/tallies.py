"""Counts of what was tapped, over an option's check-ins."""

from collections import Counter
from collections.abc import Sequence

from bot.core.synthesis.evidence import Reflection
from bot.core.synthesis.quotes import body_quote, topic_quote
from bot.core.synthesis.values import BodyCount, TopicCount
from bot.core.topics import Side, body_group


def topic_counts(told: Sequence[Reflection], side: Side) -> tuple[TopicCount, ...]:
    """The topics tapped on that side, most often tapped first, ties as they first came up."""
    tapped = {r.label: dict.fromkeys(getattr(r.check_in, side)) for r in told}
    counts = Counter(topic for topics in tapped.values() for topic in topics)
    return tuple(
        TopicCount(
            topic=topic,
            count=count,
            of=len(told),
            quote=topic_quote(topic, side, [r for r in told if topic in tapped[r.label]]),
        )
        for topic, count in counts.most_common()
    )


def body_counts(told: Sequence[Reflection]) -> tuple[BodyCount, ...]:
    """The groups of body words, most often felt first; a word in no group stands for itself."""
    felt = {
        r.label: dict.fromkeys(body_group(word) or word for word in r.check_in.body) for r in told
    }
    counts = Counter(group for groups in felt.values() for group in groups)
    return tuple(
        BodyCount(
            group=group,
            count=count,
            quote=body_quote(group, [r for r in told if group in felt[r.label]]),
        )
        for group, count in counts.most_common()
    )
