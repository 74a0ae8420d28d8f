"""Topics read differently on each side, and body words fall into four groups."""

import pytest

from bot.core.reflection import BODY_GROUPS
from bot.core.topics import (
    BANK,
    BODY_WORDS,
    TOPICS,
    Side,
    body_group,
    label,
    unheard,
)


def test_every_topic_has_its_own_key_and_its_own_words_on_each_side() -> None:
    for names in (
        [topic.key for topic in TOPICS],
        [topic.drew for topic in TOPICS],
        [topic.put_off for topic in TOPICS],
    ):
        assert len(set(names)) == len(TOPICS)


def test_a_topic_fits_on_a_slack_option() -> None:
    assert max(len(text) for topic in TOPICS for text in (topic.drew, topic.put_off)) <= 75


@pytest.mark.parametrize(
    ("topic", "side", "reads"),
    [
        ("autonomy", Side.DREW, "autonomy"),
        ("autonomy", Side.PUT_OFF, "too little autonomy"),
        ("selling", Side.DREW, "finding clients"),
        ("selling", Side.PUT_OFF, "having to sell"),
        ("the dog in the office", Side.DREW, "the dog in the office"),
    ],
)
def test_a_topic_reads_as_its_side_means_it(topic: str, side: Side, reads: str) -> None:
    assert label(topic, side) == reads


def test_what_was_never_tapped_is_unheard_in_the_banks_order() -> None:
    assert unheard({"autonomy", "hours", "her own words"})[:2] == ("money", "contact")
    assert unheard(BANK) == ()


def test_the_groups_of_body_words_are_those_of_the_check_in() -> None:
    assert tuple(BODY_WORDS) == BODY_GROUPS
    assert [body_group(group) for group in BODY_GROUPS] == list(BODY_GROUPS)


def test_no_body_word_is_in_two_groups() -> None:
    words = [word for group in BODY_WORDS.values() for word in group]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("word", "group"),
    [("buzzing", "lit"), (" At  Ease ", "settled"), ("Tense", "tight"), ("spongy", None)],
)
def test_a_body_word_falls_into_its_group(word: str, group: str | None) -> None:
    assert body_group(word) == group
