"""Writes a synthesis as plain text to be read in a terminal."""

from collections.abc import Iterator, Sequence

from bot.core.plan import Exploration
from bot.core.synthesis import lines as told_in
from bot.core.synthesis.chart import chart_words, text_chart
from bot.core.synthesis.conversations import Conversation, Told, told
from bot.core.synthesis.values import OptionEvidence, Synthesis
from bot.core.topics import Side


def as_text(exploration: Exploration, synthesis: Synthesis) -> str:
    """Everything the synthesis holds, section by section; empty sections are left out."""
    about = told(exploration)
    by_option = zip(about, synthesis.options, strict=False)
    loose = [one for part in about if part.option is None for one in part.conversations]
    drawn = [text_chart(synthesis), "\n", chart_words(synthesis)] if synthesis.options else []
    sections = (
        ("Where it stands", [synthesis.standing.sentence, synthesis.head_and_gut or ""]),
        ("Every conversation", drawn),
        *((option.name, list(_option(part, option))) for part, option in by_option),
        ("About no option", [line for one in loose for line in _conversation(one)]),
        ("Where head and gut part", told_in.clash_lines(exploration, about, synthesis.clashes)),
        ("Alike in all", told_in.alike_lines(synthesis)),
        ("Expected and felt", told_in.surprise_lines(synthesis)),
        ("How far to trust it", synthesis.trust),
        ("What is missing", told_in.gap_lines(synthesis)),
        ("To sit with", [synthesis.question]),
    )
    return "\n\n".join(_section(title, lines) for title, lines in sections if any(lines))


def _section(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, "-" * len(title), *(line.strip("\n") for line in lines if line)])


def _option(part: Told, option: OptionEvidence) -> Iterator[str]:
    yield told_in.gut_tally(option)
    for one in part.conversations:
        yield from _conversation(one)
    for side, title in told_in.SIDES:
        counts = option.drew if side is Side.DREW else option.put_off
        if line := told_in.topics_line(counts, side):
            yield f"{title}: {line}"
        yield from (f"  {told_in.words_line(who, words)}" for who, words in part.sides[side])
    yield from (f"You believed {line}" for line in told_in.belief_lines(option))


def _conversation(one: Conversation) -> Iterator[str]:
    yield told_in.from_body_to_gut(one)
    for words in told_in.other_words(one):
        yield f"  {told_in.field_name(words.field)}: {told_in.quoted(words.text)}"
