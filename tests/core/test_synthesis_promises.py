"""What a synthesis promises, for any exploration: nothing lost or invented, and no verdict."""

import json
import re
from dataclasses import replace

from hypothesis import given, settings

from bot.core.meetings import Status
from bot.core.plan import Exploration
from bot.core.reflection import TEXTS
from bot.core.synthesis import as_json, as_text, synthesise
from bot.core.synthesis.quotes import WHOLE
from bot.core.synthesis.sentences import sentences
from tests.services.portability.exploration_strategies import explorations

#: What would tell her what to do. "Should I talk to" is a question to somebody else.
VERDICTS = re.compile(r"you should|you must|recommend|best option|right choice|clear winner", re.I)


def held(exploration: Exploration) -> Exploration:
    """The same with every interview held, so that all of it counts."""
    return replace(
        exploration,
        interviews=tuple(replace(i, status=Status.HELD) for i in exploration.interviews),
    )


drawn = given(explorations().map(held))


@drawn
@settings(max_examples=60, deadline=None)
def test_every_word_of_hers_is_there_whole_or_by_whole_sentences(exploration: Exploration) -> None:
    stored = {i.label: i.check_in for i in exploration.interviews if i.check_in and i.option}
    quotes = [quote for option in synthesise(exploration).options for quote in option.own_words]
    for quote in quotes:
        answer = getattr(stored[quote.interview], quote.field)
        assert answer.startswith(quote.text)
        assert quote.text == answer or len(answer) > WHOLE
        shown = list(sentences(quote.text))
        assert list(sentences(answer))[: len(shown)] == shown
    written = {
        (label, field)
        for label, check_in in stored.items()
        for field in TEXTS
        if (getattr(check_in, field) or "").strip()
    }
    assert {(quote.interview, quote.field) for quote in quotes} == written


@drawn
@settings(max_examples=60, deadline=None)
def test_what_is_counted_adds_up(exploration: Exploration) -> None:
    said = synthesise(exploration)
    for option in said.options:
        told = [
            i.check_in for i in exploration.interviews if i.option == option.name and i.check_in
        ]
        assert sum(option.gut.values()) == sum(check_in.gut is not None for check_in in told)
        assert len(option.points) == option.conversations
        assert all(count.of == len(told) for count in (*option.drew, *option.put_off))
        assert (option.estimate is None) is (option.conversations == 0)


@drawn
@settings(max_examples=60, deadline=None)
def test_it_says_little_and_nothing_twice_and_never_what_to_do(exploration: Exploration) -> None:
    said = synthesise(exploration)
    assert len(said.trust) <= 3
    kinds = [gap.kind for gap in said.gaps]
    assert len(kinds) <= 3
    assert len(set(kinds)) == len(kinds)
    ours = (said.standing.sentence, said.question, said.head_and_gut or "", *said.trust)
    assert not any(VERDICTS.search(line) for line in ours)
    assert "10 in 10" not in " ".join(ours)


@drawn
@settings(max_examples=60, deadline=None)
def test_the_text_holds_its_sentences_to_the_letter_and_the_bytes_stay(
    exploration: Exploration,
) -> None:
    said = synthesise(exploration)
    text = as_text(exploration, said)
    for line in (said.standing.sentence, said.head_and_gut or "", said.question, *said.trust):
        assert line in text
    first, again = (json.dumps(as_json(synthesise(exploration))) for _ in range(2))
    assert first == again
