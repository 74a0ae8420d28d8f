"""The synthesis as a modal that opens at its top: where it stands, each option from body to gut,
what to do next; behind a button all the evidence, page by page, each answer with its check-in."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from bot.core.plan import Exploration
from bot.core.synthesis import Synthesis, chart_words, lines, strips
from bot.core.synthesis.conversations import Conversation, Told, told
from bot.core.synthesis.quotes import WHOLE
from bot.core.synthesis.values import OptionEvidence, TopicCount
from bot.core.topics import Side, label
from bot.slack import ids
from bot.slack.blocks.kit import (
    Block,
    actions,
    button,
    context,
    divider,
    header,
    modal,
    more,
    paragraphs,
    section,
)
from bot.slack.words import SENTENCE_LIMIT, counted, escape, inline, literal

TITLE = "Synthesis"
#: Of an option's conversations the newest are shown at first, and so many of a side's words.
NEWEST, QUOTED = 5, 2
#: A page of the evidence has so many conversations at most, and of several so many characters: a
#: view holds a hundred blocks and 250 KB, of which most alphabets take six bytes a character.
A_PAGE, PAGE_CHARACTERS = 8, 35_000
#: A file may bring any number of beliefs; among the evidence so many of them are shown.
BELIEFS = 20
#: As much of an answer as one block holds once it is escaped.
A_BLOCK = 2900


def overview(exploration: Exploration, synthesis: Synthesis) -> dict[str, Any]:
    """The first view."""
    parts = told(exploration)
    if not any(part.conversations for part in parts):
        return _nothing_yet(exploration, synthesis)
    shared = {one.topic for one in synthesis.alike}
    blocks = [
        header(exploration.question),
        *_standing(synthesis),
        *_chart(synthesis),
        *(
            block
            for part, option in zip(parts, synthesis.options, strict=False)
            for block in _option(part, option, shared)
        ),
        *_lists(exploration, parts, synthesis),
        section(f"*To sit with:* {literal(synthesis.question)}"),
        *_about_none(parts),
        actions(
            button("All the evidence", ids.SYNTHESIS_PAGE, "0:0", style="primary"),
            button("How this is counted", ids.SYNTHESIS_COUNTED),
            button("This week", ids.WEEK_SHOW),
        ),
    ]
    return modal(ids.SYNTHESIS_SHOW, TITLE, blocks)


def evidence(
    exploration: Exploration,
    synthesis: Synthesis,
    interviews: Mapping[str, int],
    place: tuple[int, int],
) -> dict[str, Any]:
    """One page of all that was told: of which option (by its place among them), from which of its
    conversations on. A place that is gone by now leads to the page before it. `interviews` maps a
    label ("i1") to the stored interview."""
    parts = told(exploration)
    if not any(part.conversations for part in parts):
        return _nothing_yet(exploration, synthesis)
    places = pages(parts)
    here = max((n for n, each in enumerate(places) if each <= place), default=0)
    (of, start), after = places[here], next(iter(places[here + 1 :]), None)
    end = after[1] if after and after[0] == of else None
    option = synthesis.options[of] if of < len(synthesis.options) else None
    blocks = [
        header(parts[of].option or "About no option"),
        *(_counted_in_full(option) if option and not start else []),
        *(
            block
            for one in parts[of].conversations[start:end]
            for block in _told_in_full(one, interviews)
        ),
        actions(*_ways(parts, of, after)),
    ]
    return modal(ids.SYNTHESIS_SHOW, TITLE, blocks)


def pages(parts: Sequence[Told]) -> list[tuple[int, int]]:
    """Every page of the evidence, as `evidence` takes its place; an option has one at least."""
    return [(of, start) for of, part in enumerate(parts) for start in _starts(part.conversations)]


def _starts(conversations: Sequence[Conversation]) -> list[int]:
    starts, length = [0], 0
    for n, one in enumerate(conversations):
        own = sum(len(escape(words.whole)) for words in one.words)
        if n - starts[-1] == A_PAGE or (n > starts[-1] and length + own > PAGE_CHARACTERS):
            starts.append(n)
            length = 0
        length += own
    return starts


def how_it_is_counted() -> dict[str, Any]:
    """What every line rests on, in plain words."""
    return modal(
        ids.SYNTHESIS_SHOW,
        TITLE,
        [
            section(
                "*Every option starts with two imaginary so-so conversations*, so that one great "
                "coffee can't decide it. Only what you hear on top of them moves it."
            ),
            section(
                "A conversation's place on the scale is the mean of the energy, calm, clarity and "
                "pull you gave it. Your gut, how candid they were and what you expected stay out "
                "of it and stand beside it: they are worth most where they disagree."
            ),
            section(
                "What drew you and put you off is counted from your taps alone. Your words are "
                "never counted and never cut where it would turn what you meant."
            ),
            section(
                "“About 7 times in 10” speaks of conversations like these, not of how happy you "
                "would be. Looked at after each of ten conversations, something seems ahead at "
                "some point in a third of all cases where nothing differs."
            ),
            actions(button("Back", ids.SYNTHESIS_SHOW)),
        ],
    )


def _nothing_yet(exploration: Exploration, synthesis: Synthesis) -> dict[str, Any]:
    return modal(
        ids.SYNTHESIS_SHOW,
        TITLE,
        [
            header(exploration.question),
            section(f"*{literal(synthesis.standing.sentence)}*"),
            section(
                "After your first check-in each conversation stands here from body to gut, in your "
                "own words, beside the others. After two about each path: where it stands, and how "
                "far to trust that."
            ),
            actions(
                button("This week", ids.WEEK_SHOW, style="primary"),
                button("Interviews", ids.INTERVIEWS_SHOW),
            ),
        ],
    )


def _standing(synthesis: Synthesis) -> Iterator[Block]:
    yield section(f"*{literal(synthesis.standing.sentence)}*")
    if synthesis.head_and_gut:
        yield section(literal(synthesis.head_and_gut))


def _chart(synthesis: Synthesis) -> Iterator[Block]:
    if any(option.points for option in synthesis.options):
        drawn = escape(strips(synthesis)).replace("```", "'''")
        yield section(f"```{drawn}```")
        yield context(literal(chart_words(synthesis)))


def _option(part: Told, option: OptionEvidence, shared: Collection[str]) -> Iterator[Block]:
    yield divider()
    tally = lines.gut_tally(option)
    title = f"*{inline(option.name)}*{' · ' if tally else ''}{tally}"
    newest = part.conversations[-NEWEST:]
    told_lines = [f"• {_line(lines.from_body_to_gut(_short(one)))}" for one in newest]
    yield from paragraphs([title, *told_lines])
    yield from more(len(part.conversations) - len(newest))
    sides = (_side(part, option, side, words, shared) for side, words in lines.SIDES)
    yield from paragraphs(chain.from_iterable(sides))
    yield from _beliefs(option, NEWEST)


def _side(
    part: Told, option: OptionEvidence, side: Side, title: str, shared: Collection[str]
) -> Iterator[str]:
    if topics := lines.topics_line(_of(option, side), side, shared):
        yield f"*{title}:* {_line(topics)}"
    brief = [(who, words) for who, words in part.sides[side] if len(words.text) <= WHOLE]
    for who, words in brief[:QUOTED]:
        yield f"> {_line(lines.words_line(who, words))}"


def _of(option: OptionEvidence, side: Side) -> tuple[TopicCount, ...]:
    return option.drew if side is Side.DREW else option.put_off


def _beliefs(option: OptionEvidence, most: int) -> Iterator[Block]:
    believed = lines.belief_lines(option)
    yield from paragraphs([f"You believed {_line(line)}" for line in believed[:most]])
    yield from more(len(believed) - most)


def _lists(
    exploration: Exploration, parts: Sequence[Told], synthesis: Synthesis
) -> Iterator[Block]:
    yield divider()
    titled = (
        ("Where head and gut part", lines.clash_lines(exploration, parts, synthesis.clashes)),
        ("Alike in all", lines.alike_lines(synthesis)),
        ("Expected and felt", lines.surprise_lines(synthesis)),
        ("How far to trust it", list(synthesis.trust)),
        ("What is missing", lines.gap_lines(synthesis)),
    )
    for title, said in titled:
        if said:
            shown = [f"• {inline(line, SENTENCE_LIMIT)}" for line in said[:NEWEST]]
            yield from paragraphs([f"*{title}*", *shown])
            yield from more(len(said) - NEWEST)


def _about_none(parts: Sequence[Told]) -> Iterator[Block]:
    for part in parts:
        if part.option is None:
            count = counted(len(part.conversations), "check-in")
            yield context(f"{count} about no option: among all the evidence, on the last page.")


def _counted_in_full(option: OptionEvidence) -> Iterator[Block]:
    said = [lines.gut_tally(option).capitalize()]
    for side, title in lines.SIDES:
        counts = [f"{label(c.topic, side)} {c.count} of {c.of}" for c in _of(option, side)]
        said.append(f"{title}: {' · '.join(counts)}" if counts else "")
    felt = ", ".join(f"{felt.group} {felt.count}" for felt in option.body)
    said.append(f"Body: {felt}" if felt else "")
    yield from paragraphs([inline(line, A_BLOCK) for line in said if line])
    yield from _beliefs(option, BELIEFS)


def _told_in_full(one: Conversation, interviews: Mapping[str, int]) -> Iterator[Block]:
    head = f"*{_line(lines.from_body_to_gut(_short(one)))}*"
    stored = interviews.get(one.interview)
    way = button("Open check-in", ids.CHECKIN_FORM, str(stored)) if stored else None
    yield section(head, way)
    spoken = {words.field for words in _short(one).words}
    rest = [w for w in one.words if w.field not in {"body_words", "gut_words"} & spoken]
    said = [f"_{lines.field_name(w.field)}:_ {_line(w.whole)}" for w in rest]
    yield from paragraphs([part for line in said for part in _in_blocks(line)])


def _short(one: Conversation) -> Conversation:
    """Without words too long to stand in a line; they are shown whole among the evidence."""
    brief = tuple(words for words in one.words if len(words.text) <= WHOLE)
    return Conversation(
        interview=one.interview,
        who=one.who,
        pull=one.pull,
        body=one.body,
        gut=one.gut,
        words=brief,
    )


def _in_blocks(line: str) -> Iterator[str]:
    """A line of any length in parts that blocks can hold, cut at a blank or at least not within an
    escaped sign; none of it is left out."""
    while len(line) > A_BLOCK:
        blank = line.rfind(" ", A_BLOCK // 2, A_BLOCK)
        sign = line.rfind("&", A_BLOCK - 5, A_BLOCK)
        cut = blank if blank > 0 else sign if sign > 0 else A_BLOCK
        yield line[:cut]
        line = line[cut:]
    yield line


def _line(text: str) -> str:
    return inline(text, SENTENCE_LIMIT * 10)


def _ways(
    parts: Sequence[Told], of: int, after: tuple[int, int] | None
) -> Iterator[dict[str, Any]]:
    if after:
        name = parts[after[0]].option or "About no option"
        words = "More of these" if after[0] == of else f"Next: {name}"
        yield button(words, ids.SYNTHESIS_PAGE, f"{after[0]}:{after[1]}", style="primary")
    yield button("Back to the start", ids.SYNTHESIS_SHOW)
