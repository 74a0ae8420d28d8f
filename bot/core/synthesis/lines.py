"""A synthesis line by line, as every form of it shows them: in a terminal, in Slack."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from bot.core.plan import Exploration
from bot.core.synthesis.conversations import Conversation, Told, Words
from bot.core.synthesis.evidence import counted
from bot.core.synthesis.open_question import said
from bot.core.synthesis.values import Clash, ClashKind, OptionEvidence, Synthesis, TopicCount
from bot.core.topics import Side, label

#: So many topics of a side, where they came up at least twice; all there are where none did.
_TOPICS, _OFTEN = 3, 2
SIDES = ((Side.DREW, "Drew you"), (Side.PUT_OFF, "Put you off"))


def gut_tally(option: OptionEvidence) -> str:
    """As in "gut: unsure 1, leaning no 3"; empty where no gut was asked."""
    given = [f"{gut} {count}" for gut, count in option.gut.items() if count]
    return f"gut: {', '.join(given)}" if given else ""


def from_body_to_gut(one: Conversation) -> str:
    """As in "Priya, pull 3: settled, “shoulders dropped” → leaning no"."""
    who = _capital(one.who)
    head = f"{who}, pull {one.pull}" if one.pull else who
    body = [" and ".join(one.body), quoted(one.said("body_words"))]
    gut = [str(one.gut or ""), quoted(one.said("gut_words"))]
    start, end = (", ".join(part for part in parts if part) for parts in (body, gut))
    return f"{head}: {start}{' → ' if end else ''}{end}" if start or end else head


def topics_line(
    counts: Sequence[TopicCount], side: Side, shared: Collection[str] = frozenset()
) -> str:
    """The topics of a side that say most: those that came up twice or more, with those that the
    options share (`shared`) last; or what there is, where none did."""
    often = [count for count in counts if count.count >= _OFTEN] or list(counts)
    first = sorted(often, key=lambda count: count.topic in shared)[:_TOPICS]
    return " · ".join(f"{label(c.topic, side)} {c.count} of {c.of}" for c in first)


def clash_lines(
    exploration: Exploration, parts: Iterable[Told], clashes: Sequence[Clash]
) -> list[str]:
    """Where two of her answers part, a line a conversation, with its numbers."""
    answers = {i.label: i.check_in for i in exploration.interviews}
    called = {c.interview: c.who for part in parts for c in part.conversations}
    lines = []
    for interview, own in groupby(clashes, key=lambda clash: clash.interview):
        check_in, kinds = answers[interview], {clash.kind for clash in own}
        if check_in is None:
            continue
        apart = [f"pull {check_in.pull}"]
        if kinds - {ClashKind.HIGH_PULL_LOW_CALM}:
            apart.append(f"and your gut {said(check_in.gut)}")
        if ClashKind.HIGH_PULL_LOW_CALM in kinds:
            apart.append(f"calm {check_in.calm}")
        lines.append(f"{_capital(called[interview])}: {', '.join(apart)}")
    return lines


def alike_lines(synthesis: Synthesis) -> list[str]:
    """What came up in every option, and so may not be what separates them."""
    verbs = {Side.DREW: "drew you", Side.PUT_OFF: "put you off"}
    return [
        f"{_capital(label(one.topic, one.side))} {verbs[one.side]} in every option alike: "
        "it may not be what separates them."
        for one in synthesis.alike
    ]


def gap_lines(synthesis: Synthesis) -> list[str]:
    return [f"{gap.option}, {gap.kind}: {gap.next}" for gap in synthesis.gaps]


def surprise_lines(synthesis: Synthesis) -> list[str]:
    return [
        f"{s.option}: expected {s.expected:.1f}, felt {s.felt:.1f} ({counted([s.of])})"
        for s in synthesis.surprises
    ]


def belief_lines(option: OptionEvidence) -> list[str]:
    """Each belief with how it came out, conversation by conversation."""
    return [
        f"“{belief.text}”: truer {belief.truer}, less true {belief.less_true}"
        if belief.truer or belief.less_true
        else f"“{belief.text}”: not heard yet"
        for belief in option.beliefs
    ]


def words_line(who: str, words: Words) -> str:
    """Her words, or theirs as she wrote them down, with who it was about."""
    return f"{_SAID.get(words.field, '{who}').replace('{who}', who)}: {quoted(words.text)}"


def other_words(one: Conversation) -> Iterator[Words]:
    """Her answers that stand neither in the line from body to gut nor on a side."""
    return (words for words in one.words if words.field not in _SHOWN_ELSEWHERE)


def field_name(field: str) -> str:
    """As in "worth keeping"."""
    return field.removesuffix("_words").replace("_", " ")


_SAID = {"loved": "They love, {who}", "not_so_shiny": "Not so shiny, {who}"}
_SHOWN_ELSEWHERE = {
    "body_words",
    "gut_words",
    "drew_me_words",
    "put_me_off_words",
    "loved",
    "not_so_shiny",
}


def quoted(words: str | None) -> str:
    return f"“{words}”" if words else ""


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
