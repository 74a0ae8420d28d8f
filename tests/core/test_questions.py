"""The questions to take along cover every area and lean to what is still unheard."""

from bot.core.questions import QUESTIONS, Area, choose, question_about
from bot.core.topics import BANK, TOPICS


def test_every_question_has_its_own_key_and_is_asked_aloud() -> None:
    assert len({question.key for question in QUESTIONS}) == len(QUESTIONS)
    assert all(question.text[-1] in "?." and len(question.text) < 120 for question in QUESTIONS)


def test_questions_shed_light_on_topics_of_the_bank() -> None:
    assert {topic for question in QUESTIONS for topic in question.topics} == set(BANK)


def test_each_topic_has_a_question_that_is_foremost_about_it() -> None:
    assert [question_about(topic.key).topics[0] for topic in TOPICS] == list(BANK)


def test_one_question_an_area_is_chosen_in_the_order_of_a_conversation() -> None:
    assert [question.area for question in choose(BANK)] == list(Area)


def test_with_nothing_unheard_the_comparable_questions_are_asked() -> None:
    firsts = [next(q for q in QUESTIONS if q.area is area) for area in Area]
    assert list(choose(())) == firsts


def test_an_unheard_topic_brings_its_question() -> None:
    chosen = {question.key for question in choose(["credentials", "money"])}
    assert {"papers", "money_over_a_year"} <= chosen


def test_a_topic_asked_about_once_is_not_asked_about_twice() -> None:
    about_hours = [question for question in choose(["hours"]) if "hours" in question.topics]
    assert len(about_hours) == 1
