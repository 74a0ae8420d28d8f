"""The synthesis as a message: every line counted, each quote with the way to its check-in."""

from collections.abc import Iterator, Mapping

from bot.core.synthesis import Synthesis, chart_words, text_chart
from bot.core.synthesis.values import OptionEvidence, Quote, TopicCount
from bot.core.topics import Side, label
from bot.slack import ids
from bot.slack.blocks.kit import (
    Block,
    Message,
    actions,
    button,
    context,
    divider,
    header,
    message,
    more,
    paragraphs,
    section,
)
from bot.slack.words import SENTENCE_LIMIT, clipped_escaped, counted, escape, inline

TOPICS_SHOWN = 3
BODY_SHOWN = 8
LINES_SHOWN = 8
QUOTE_LIMIT = 500
REST_LIMIT = 2000
CHART_LIMIT = 2900
SIDES = ((Side.DREW, "Drew you"), (Side.PUT_OFF, "Put you off"))


def synthesis_card(
    question: str, synthesis: Synthesis, interviews: Mapping[str, tuple[int, str | None]]
) -> Message:
    """`interviews` maps a label ("i1") to the stored interview and the name of its person."""
    blocks = [
        header(question),
        section(f"*{escape(synthesis.standing.sentence)}*"),
        *_chart(synthesis),
        *_options(synthesis, interviews),
        *_lists(synthesis, interviews),
        section(f"*A question to sit with:* {escape(synthesis.question)}"),
    ]
    return message(*blocks, _onward())


def _onward() -> Block:
    return actions(button("Interviews", ids.INTERVIEWS_SHOW), button("This week", ids.WEEK_SHOW))


def _chart(synthesis: Synthesis) -> list[Block]:
    if not any(option.points for option in synthesis.options):
        return []
    drawn = escape(text_chart(synthesis)).replace("```", "'''")
    return [
        section(f"```{clipped_escaped(drawn, CHART_LIMIT)}```"),
        context(escape(chart_words(synthesis))),
    ]


def _options(
    synthesis: Synthesis, interviews: Mapping[str, tuple[int, str | None]]
) -> Iterator[Block]:
    for option in synthesis.options:
        if option.drew or option.put_off or option.body:
            yield divider()
            yield section(f"*{inline(option.name)}*{_body(option)}")
            for side, title in SIDES:
                topics = _of(option, side)[:TOPICS_SHOWN]
                yield from (_topic(title, side, topic, interviews) for topic in topics)
            if rest := list(_rest(option)):
                yield context(*rest)


def _body(option: OptionEvidence) -> str:
    felt = [f"{inline(body.group)} {body.count}" for body in option.body[:BODY_SHOWN]]
    if left := max(0, len(option.body) - BODY_SHOWN):
        felt.append(f"and {left} more")
    return f"\nBody: {', '.join(felt)}" if felt else ""


def _of(option: OptionEvidence, side: Side) -> tuple[TopicCount, ...]:
    return option.drew if side is Side.DREW else option.put_off


def _topic(
    title: str, side: Side, topic: TopicCount, interviews: Mapping[str, tuple[int, str | None]]
) -> Block:
    line = f"{title}: *{inline(label(topic.topic, side))}*, {topic.count} of {topic.of}"
    return _quoted(line, topic.quote, interviews)


def _rest(option: OptionEvidence) -> Iterator[str]:
    """The topics of each side that have no line of their own."""
    for side, title in SIDES:
        if rest := _of(option, side)[TOPICS_SHOWN:]:
            others = [f"{label(t.topic, side)} {t.count} of {t.of}" for t in rest]
            yield f"{title} too: {inline(', '.join(others), REST_LIMIT)}"


def _quoted(
    line: str, quote: Quote | None, interviews: Mapping[str, tuple[int, str | None]]
) -> Block:
    """A whole sentence of hers, and a button to the check-in it comes from.

    One too long to show stands behind the button alone: clipped, it could say the reverse.
    """
    if quote is None or quote.interview not in interviews:
        return section(line)
    interview_id, name = interviews[quote.interview]
    where = button(name or "Open", ids.CHECKIN_FORM, str(interview_id))
    if len(quote.text) > QUOTE_LIMIT:
        return section(line, where)
    return section(f"{line}\n> {inline(quote.text, QUOTE_LIMIT)}", where)


def _lists(
    synthesis: Synthesis, interviews: Mapping[str, tuple[int, str | None]]
) -> Iterator[Block]:
    clashes = [f"{_who(c.interview, interviews)}: {c.kind}" for c in synthesis.clashes]
    surprises = [
        f"{s.option}: expected {s.expected:.1f}, felt {s.felt:.1f} "
        f"({counted(s.of, 'conversation')})"
        for s in synthesis.surprises
    ]
    gaps = [f"{gap.option}, {gap.kind}: {gap.next}" for gap in synthesis.gaps]
    titled = (
        ("Where head and gut disagree", clashes),
        ("Expected and felt", surprises),
        ("How far to trust this", list(synthesis.trust)),
        ("What is missing", gaps),
    )
    for title, lines in titled:
        if lines:
            points = [f"• {inline(line, SENTENCE_LIMIT)}" for line in lines[:LINES_SHOWN]]
            yield from paragraphs([f"*{title}*", *points])
            yield from more(len(lines) - LINES_SHOWN)


def _who(interview: str, interviews: Mapping[str, tuple[int, str | None]]) -> str:
    _, name = interviews.get(interview, (0, None))
    return name or "Somebody"
