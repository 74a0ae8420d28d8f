"""Writes a synthesis as plain text to be read in a terminal."""

from collections.abc import Iterator, Sequence

from bot.core.synthesis.chart import chart_words, text_chart
from bot.core.synthesis.evidence import counted
from bot.core.synthesis.values import BodyCount, OptionEvidence, Quote, Synthesis, TopicCount
from bot.core.topics import Side, label


def as_text(synthesis: Synthesis) -> str:
    """Everything the synthesis holds, section by section; empty sections are left out."""
    sections = (
        ("Where it stands", [synthesis.standing.sentence]),
        ("Every conversation", [text_chart(synthesis), "", chart_words(synthesis)]),
        *((option.name, list(_option_lines(option))) for option in synthesis.options),
        ("Where head and gut disagree", [f"{c.interview}: {c.kind}" for c in synthesis.clashes]),
        ("Expected and felt", [
            f"{s.option}: expected {s.expected:.1f}, felt {s.felt:.1f} "
            f"({counted([s.of], 'interview')})" for s in synthesis.surprises
        ]),
        ("How far to trust it", synthesis.trust),
        ("What is missing", [f"{gap.option}, {gap.kind}: {gap.next}" for gap in synthesis.gaps]),
        ("An open question", [synthesis.question]),
    )  # fmt: skip
    return "\n\n".join(_section(title, lines) for title, lines in sections if any(lines))


def _section(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, "-" * len(title), *lines])


def _option_lines(option: OptionEvidence) -> Iterator[str]:
    yield from _topic_lines("What drew you", Side.DREW, option.drew)
    yield from _topic_lines("What put you off", Side.PUT_OFF, option.put_off)
    yield from _body_lines(option.body)


def _topic_lines(title: str, side: Side, topics: Sequence[TopicCount]) -> Iterator[str]:
    if topics:
        yield f"{title}:"
    for topic in topics:
        yield f"  {label(topic.topic, side)}, {topic.count} of {topic.of}{_quoted(topic.quote)}"


def _body_lines(body: Sequence[BodyCount]) -> Iterator[str]:
    if body:
        yield "How your body was:"
    for felt in body:
        yield f"  {felt.group}, {felt.count}{_quoted(felt.quote)}"


def _quoted(quote: Quote | None) -> str:
    return f": “{quote.text}” ({quote.interview})" if quote else ""
