"""Counts of what was tapped, over an option's check-ins."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.core.plan import Option
from bot.core.reflection import Gut, Turn
from bot.core.synthesis.evidence import Reflection
from bot.core.synthesis.quotes import topic_quote
from bot.core.synthesis.values import (
    Alike,
    BeliefCount,
    BodyCount,
    OptionEvidence,
    TopicCount,
)
from bot.core.topics import Side, body_group

#: A topic is alike in all options where it was tapped so often in each, at rates so near.
_OFTEN, _NEAR = 2, 0.25


def folded(words: str) -> str:
    """Words as they are compared: without regard to case and white space."""
    return " ".join(words.casefold().split())


def topic_counts(told: Sequence[Reflection], side: Side) -> tuple[TopicCount, ...]:
    """The topics tapped on that side in their first spelling, most often tapped first, ties as
    they first came up."""
    tapped = {r.label: _by_fold(getattr(r.check_in, side)) for r in told}
    spelled = _first_spelling(tapped.values())
    counts = Counter(key for topics in tapped.values() for key in topics)
    return tuple(
        TopicCount(
            topic=spelled[key],
            count=count,
            of=len(told),
            quote=topic_quote([r for r in told if list(tapped[r.label]) == [key]], f"{side}_words"),
        )
        for key, count in counts.most_common()
    )


def body_counts(told: Sequence[Reflection]) -> tuple[BodyCount, ...]:
    """The groups of body words, most often felt first; a word in no group stands for itself."""
    felt = {r.label: _by_fold(body_group(w) or w for w in r.check_in.body) for r in told}
    spelled = _first_spelling(felt.values())
    counts = Counter(key for groups in felt.values() for key in groups)
    alone = [r for r in told if len(r.check_in.body) == 1]
    return tuple(
        BodyCount(
            group=spelled[key],
            count=count,
            quote=topic_quote([r for r in alone if key in felt[r.label]], "body_words"),
        )
        for key, count in counts.most_common()
    )


def gut_counts(told: Iterable[Reflection]) -> Mapping[Gut, int]:
    """How often each answer of the gut was given, also those never given."""
    counts = Counter(r.check_in.gut for r in told)
    return {gut: counts[gut] for gut in Gut}


def belief_counts(option: Option, told: Iterable[Reflection]) -> tuple[BeliefCount, ...]:
    """Each belief she holds of the option, then those she was asked about and holds no more."""
    heard = [belief for r in told for belief in r.check_in.beliefs]
    texts = _by_fold((*option.beliefs, *(belief.text for belief in heard)))
    counts = Counter((folded(belief.text), belief.now) for belief in heard)
    return tuple(
        BeliefCount(text=text, truer=counts[key, Turn.TRUER], less_true=counts[key, Turn.LESS_TRUE])
        for key, text in texts.items()
    )


def alike(options: Sequence[OptionEvidence]) -> tuple[Alike, ...]:
    """The topics that came up in every option at like rates, as the first option spells them."""
    if len(options) < 2:
        return ()
    rates = {side: [_rates(option, side) for option in options] for side in Side}
    return tuple(
        Alike(side=side, topic=count.topic)
        for side in Side
        for count in _of(options[0], side)
        if _is_alike(folded(count.topic), rates[side])
    )


def _of(option: OptionEvidence, side: Side) -> tuple[TopicCount, ...]:
    return option.drew if side is Side.DREW else option.put_off


def _rates(option: OptionEvidence, side: Side) -> Mapping[str, float]:
    """The share of check-ins in which each topic was tapped that was tapped often."""
    often = (count for count in _of(option, side) if count.count >= _OFTEN)
    return {folded(count.topic): count.count / count.of for count in often}


def _is_alike(key: str, rates: Sequence[Mapping[str, float]]) -> bool:
    if any(key not in own for own in rates):
        return False
    found = [own[key] for own in rates]
    return max(found) - min(found) <= _NEAR


def _by_fold(words: Iterable[str]) -> dict[str, str]:
    """Each different word once, in its first spelling, by what it is compared as."""
    spelled: dict[str, str] = {}
    for word in words:
        spelled.setdefault(folded(word), word)
    return spelled


def _first_spelling(tapped: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    spelled: dict[str, str] = {}
    for words in tapped:
        for key, word in words.items():
            spelled.setdefault(key, word)
    return spelled
