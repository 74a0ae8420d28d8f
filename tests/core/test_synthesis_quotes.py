"""Her words are shown whole; of a long answer the first sentences, unless the next one turns."""

import pytest

from bot.core.synthesis.quotes import WHOLE, shown

SENTENCE = (
    "She has built it over nine years, slowly, with two people who work there to this day now. "
)
LONG = SENTENCE * 3


def test_up_to_280_characters_an_answer_is_whole() -> None:
    answer = ("Good money, he says. " * 14)[:WHOLE]
    assert shown(answer) == answer


def test_a_longer_one_is_shown_by_as_many_whole_sentences_as_fit() -> None:
    answer = f"{LONG}And then there is more of it, which goes on and on, for long."
    assert shown(answer) == LONG.rstrip()


@pytest.mark.parametrize(
    "turn",
    [
        "But he would give it all back.",
        "He would give it all back, though.",
        "Aber er gäbe alles zurück.",
        "Pourtant il rendrait tout.",
        "Pero lo devolvería todo.",
        "Però restituirebbe tutto.",
        "Maar hij zou alles teruggeven.",
        "Jednak oddałby wszystko.",
        "Porém devolveria tudo.",
    ],
)
def test_no_cut_is_made_where_the_next_sentence_turns_what_was_said(turn: str) -> None:
    answer = f"{LONG}{turn} And so on, and so on, at some length, as people do when asked."
    assert shown(answer) == (SENTENCE * 2).rstrip()


def test_where_no_cut_is_safe_the_answer_is_whole() -> None:
    one_breath = "and then " * 60
    assert shown(one_breath) == one_breath
    turned = f"{'She loves it ' * 20}. But not on Sundays. {'And on it goes ' * 10}"
    assert shown(turned) == turned
