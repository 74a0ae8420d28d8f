"""Finds the one of her own sentences that speaks most of a topic; it never counts anything."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.core.synthesis.evidence import Reflection
from bot.core.synthesis.sentences import sentences
from bot.core.synthesis.values import Quote
from bot.core.topics import Side, body_group, body_mentions, mentions

#: Where to look, the likeliest field first. What she loved can't say what put her off.
_FIELDS = {
    Side.DREW: ("loved", "worth_keeping", "thoughts", "feelings", "day_to_day", "surprise"),
    Side.PUT_OFF: (
        "not_so_shiny", "worth_keeping", "thoughts", "feelings", "day_to_day", "surprise",
    ),
}  # fmt: skip


def topic_quote(topic: str, side: Side, told: Iterable[Reflection]) -> Quote | None:
    """The sentence with most of the topic's words; of equals, the first in the likeliest field."""
    candidates = [
        quote for field in _FIELDS[side] for r in told for quote in _sentences_of(r, field)
    ]
    return _most_about(candidates, lambda text: mentions(topic, text))


def body_quote(group: str, told: Sequence[Reflection]) -> Quote | None:
    """What she wrote of her body with most of the group's words, or where she tapped only it."""
    candidates = [quote for r in told for quote in _sentences_of(r, "body_words")]
    alone = [r for r in told if {body_group(word) or word for word in r.check_in.body} == {group}]
    return _most_about(candidates, lambda text: body_mentions(group, text)) or next(
        (quote for r in alone for quote in _sentences_of(r, "body_words")), None
    )


def _sentences_of(reflection: Reflection, field: str) -> Iterator[Quote]:
    text: str | None = getattr(reflection.check_in, field)
    for sentence in sentences(text or ""):
        yield Quote(text=sentence, interview=reflection.label, field=field)


def _most_about(candidates: Sequence[Quote], words_in: Callable[[str], int]) -> Quote | None:
    best = max(candidates, key=lambda quote: words_in(quote.text), default=None)
    return best if best and words_in(best.text) else None
