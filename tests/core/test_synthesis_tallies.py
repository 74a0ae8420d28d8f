"""What was tapped is counted; what was written is only ever quoted, whole and in its place."""

from dataclasses import replace

from bot.core.plan import Option
from bot.core.reflection import Belief, CheckIn, Gut, Turn
from bot.core.synthesis import synthesise, topics_heard
from bot.core.synthesis.values import BeliefCount, BodyCount, OptionEvidence, Quote, TopicCount
from bot.core.topics import Side
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


def test_a_topic_is_counted_in_its_first_spelling_whatever_its_case() -> None:
    agency = agency_after({"drew_me": ("The  river walk",)}, {"drew_me": ("the river walk",)})
    assert [(t.topic, t.count) for t in agency.drew] == [("The  river walk", 2)]


def test_words_alone_count_nothing() -> None:
    agency = agency_after({"loved": "The money, the freedom, the hours."})
    assert agency.drew == agency.put_off == ()


def test_a_topic_has_her_line_only_where_she_tapped_it_alone_on_its_side() -> None:
    line = "A whole morning of making things."
    tied = agency_after(
        {"drew_me": ("making", "money"), "drew_me_words": "Both, really."},
        {"drew_me": ("making",), "drew_me_words": line, "put_me_off": ("hours",)},
    )
    quote = Quote(text=line, interview="i2", field="drew_me_words")
    assert tied.drew == (
        TopicCount(topic="making", count=2, of=2, quote=quote),
        TopicCount(topic="money", count=1, of=2, quote=None),
    )
    assert tied.put_off[0].quote is None


def test_of_several_lines_the_most_candid_persons_is_shown() -> None:
    agency = agency_after(
        {"drew_me": ("money",), "drew_me_words": "A show.", "candour": 2},
        {"drew_me": ("money",), "drew_me_words": "She told me.", "candour": 5},
    )
    assert agency.drew[0].quote is not None
    assert agency.drew[0].quote.text == "She told me."


def test_every_answer_in_words_is_among_her_own_words_as_the_conversations_began() -> None:
    told = exploration(
        held(AGENCY, check_in(loved="The light."), week=2),
        held(AGENCY, check_in(gut_words="No.", body_words="Neck."), week=1),
    )
    own = synthesise(told).options[0].own_words
    assert [(q.interview, q.field, q.text) for q in own] == [
        ("i2", "body_words", "Neck."),
        ("i2", "gut_words", "No."),
        ("i1", "loved", "The light."),
    ]


def test_the_gut_is_counted_over_all_check_ins() -> None:
    agency = agency_after({"gut": Gut.NO}, {"gut": Gut.NO, "pull": 3}, {"pull": 4})
    assert agency.gut == {gut: 2 if gut is Gut.NO else 0 for gut in Gut}


def test_beliefs_say_what_the_conversations_did_to_them() -> None:
    def heard(now: Turn) -> CheckIn:
        return check_in(beliefs=(Belief(text="Owners are free.", now=now),))

    told = exploration(*(held(AGENCY, heard(now)) for now in (Turn.TRUER, *[Turn.LESS_TRUE] * 2)))
    believed = Option(name=AGENCY, beliefs=("owners are free.", "Money is uneven."))
    [agency] = synthesise(replace(told, options=(believed,))).options
    assert agency.beliefs == (
        BeliefCount(text="owners are free.", truer=1, less_true=2),
        BeliefCount(text="Money is uneven.", truer=0, less_true=0),
    )


def test_what_came_up_in_every_option_at_like_rates_is_alike() -> None:
    twice = [check_in(drew_me=("making",), put_me_off=("hours",)) for _ in range(2)]
    taps = ({"put_me_off": ("Hours",)}, {"drew_me": ("Making",)}, {"drew_me": ("making",)})
    once = [check_in(**tapped) for tapped in taps]
    told = exploration(*(held(AGENCY, c) for c in twice), *(held(PEOPLE, c) for c in once))
    assert synthesise(told).alike == ()  # two of two beside two of three is not near enough
    near = exploration(*(held(option, c) for option in (AGENCY, PEOPLE) for c in twice))
    assert [(one.side, one.topic) for one in synthesise(near).alike] == [
        (Side.DREW, "making"),
        (Side.PUT_OFF, "hours"),
    ]


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


def test_what_she_wrote_of_two_feelings_goes_to_neither() -> None:
    agency = agency_after({"body": ("settled", "tight"), "body_words": "Neck tense"})
    assert [felt.quote for felt in agency.body] == [None, None]


def test_topics_heard_are_those_tapped_on_either_side_for_that_option() -> None:
    told = exploration(
        held(AGENCY, check_in(drew_me=("autonomy",), put_me_off=("hours",))),
        held(PEOPLE, check_in(drew_me=("impact",))),
    )
    assert topics_heard(told, AGENCY) == {"autonomy", "hours"}
    assert topics_heard(told, None) == set()
