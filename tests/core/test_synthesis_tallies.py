"""What was tapped is counted; what was written is only ever quoted, whole and in its place."""

from bot.core.synthesis import synthesise, topics_heard
from bot.core.synthesis.values import BodyCount, OptionEvidence, Quote, TopicCount
from tests.core.told import AGENCY, PEOPLE, check_in, exploration, held


def agency_after(*check_ins: dict[str, object]) -> OptionEvidence:
    told = exploration(*(held(AGENCY, check_in(**answers)) for answers in check_ins))
    return synthesise(told).options[0]


def test_topics_are_counted_over_all_check_ins_even_unrated_ones() -> None:
    agency = agency_after(
        {"drew_me": ("money", "autonomy")},
        {"drew_me": ("autonomy",), "pull": 4},
        {"put_me_off": ("selling",)},
    )
    assert agency.conversations == 1
    assert [(t.topic, t.count, t.of) for t in agency.drew] == [("autonomy", 2, 3), ("money", 1, 3)]
    assert [(t.topic, t.count, t.of) for t in agency.put_off] == [("selling", 1, 3)]


def test_ties_stand_as_they_first_came_up() -> None:
    agency = agency_after({"drew_me": ("values", "money")}, {"drew_me": ("autonomy",)})
    assert [topic.topic for topic in agency.drew] == ["values", "money", "autonomy"]


def test_a_topic_named_twice_in_one_check_in_counts_once() -> None:
    assert agency_after({"drew_me": ("money", "money")}).drew[0].count == 1


def test_her_own_words_are_a_topic_too() -> None:
    agency = agency_after({"drew_me": ("the river walk",), "loved": "Ah, the river walk at noon!"})
    quote = Quote(text="Ah, the river walk at noon!", interview="i1", field="loved")
    assert agency.drew == (TopicCount(topic="the river walk", count=1, of=1, quote=quote),)


def test_words_alone_count_nothing() -> None:
    agency = agency_after({"loved": "The money, the freedom, the hours."})
    assert agency.drew == agency.put_off == ()


def test_the_quote_is_the_sentence_that_says_most_about_the_topic() -> None:
    agency = agency_after(
        {"drew_me": ("money",), "thoughts": "We spoke of pay. I slept badly."},
        {"drew_me": ("money",), "worth_keeping": "She earns more than her fees, all income told."},
    )
    assert agency.drew[0].quote == Quote(
        text="She earns more than her fees, all income told.",
        interview="i2",
        field="worth_keeping",
    )


def test_a_sentence_is_quoted_from_a_check_in_where_the_topic_was_tapped() -> None:
    agency = agency_after({"loved": "The money is good."}, {"drew_me": ("money",)})
    assert agency.drew[0].quote is None


def test_what_was_not_so_shiny_never_says_what_drew_her() -> None:
    answers = {"not_so_shiny": "The money is poor.", "loved": "The pay is good."}
    agency = agency_after({"drew_me": ("money",), "put_me_off": ("money",), **answers})
    quotes = [topic.quote.text for topic in (*agency.drew, *agency.put_off) if topic.quote]
    assert quotes == ["The pay is good.", "The money is poor."]


def test_body_words_are_counted_by_group_and_an_unknown_word_by_itself() -> None:
    agency = agency_after(
        {"body": ("settled", "calm")}, {"body": ("spongy",)}, {"body": ("grounded", "lit")}
    )
    assert [(felt.group, felt.count) for felt in agency.body] == [
        ("settled", 2),
        ("spongy", 1),
        ("lit", 1),
    ]


def test_what_she_wrote_of_her_body_is_quoted_where_she_felt_only_that() -> None:
    agency = agency_after({"body": ("settled",), "body_words": "shoulders went on the walk out"})
    quote = Quote(text="shoulders went on the walk out", interview="i1", field="body_words")
    assert agency.body == (BodyCount(group="settled", count=1, quote=quote),)


def test_what_she_wrote_of_two_feelings_goes_to_the_one_it_names() -> None:
    agency = agency_after({"body": ("settled", "tight"), "body_words": "Neck tense"})
    assert [felt.quote.text if felt.quote else None for felt in agency.body] == [None, "Neck tense"]


def test_topics_heard_are_those_tapped_on_either_side_for_that_option() -> None:
    told = exploration(
        held(AGENCY, check_in(drew_me=("autonomy",), put_me_off=("hours",))),
        held(PEOPLE, check_in(drew_me=("impact",))),
    )
    assert topics_heard(told, AGENCY) == {"autonomy", "hours"}
    assert topics_heard(told, None) == set()
