"""The bank of questions for an interview, and which of them to take along."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """What a question opens up, in the order in which a conversation moves."""

    DAY_TO_DAY = "day to day"
    FULFILMENT = "fulfilment"
    LOVE = "love"
    NOT_SO_SHINY = "not so shiny"
    WISH_KNOWN = "wish known"
    WHERE_NEXT = "where next"
    WHO_ELSE = "who else"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question as one would say it, and the topics it sheds light on, the foremost first."""

    key: str
    area: Area
    text: str
    topics: tuple[str, ...] = ()


def _question(key: str, area: Area, text: str, topics: str = "") -> Question:
    return Question(key=key, area=area, text=text, topics=tuple(topics.split()))


#: Within an area, the one to fall back on comes first.
QUESTIONS = (
    _question("yesterday", Area.DAY_TO_DAY, "What did yesterday look like, hour by hour?",
              "pace hours variety"),
    _question("this_week", Area.DAY_TO_DAY,
              "What have you spent most of this week on that nobody sees?", "admin recognition"),
    _question("no_two_days", Area.DAY_TO_DAY,
              "How alike are your days, and how do you feel about that?", "variety pace"),
    _question("who_with", Area.DAY_TO_DAY,
              "Whom did you really talk with this week, and who is there when a day goes badly?",
              "belonging contact"),
    _question("where_you_work", Area.DAY_TO_DAY,
              "Where do you do your best work, and how much are you on the road?", "place"),
    _question("hands_on", Area.DAY_TO_DAY,
              "How much of a week do you still spend making things yourself?", "making leading"),
    _question("time_to_think", Area.DAY_TO_DAY,
              "When did you last have a whole morning to think, and what was it about?",
              "thinking pace"),
    _question("fulfilling", Area.FULFILMENT,
              "When did you last go home thinking: that was worth it?", "impact seeing_results"),
    _question("difference", Area.FULFILMENT,
              "Whose life is different because of what you do, and how do you find out?",
              "impact seeing_results"),
    _question("see_it_work", Area.FULFILMENT,
              "How long is it until you see whether something worked?", "seeing_results impact"),
    _question("close_to_people", Area.FULFILMENT,
              "How close do you get to the people you work for?", "contact carrying_feelings"),
    _question("thanks", Area.FULFILMENT, "Who notices when you have done well?",
              "recognition belonging"),
    _question("stand_for", Area.FULFILMENT,
              "Has this work ever asked you for something you didn't believe in?",
              "values politics"),
    _question("love_most", Area.LOVE, "Which part would you do even on a bad day?",
              "making thinking contact"),
    _question("own_way", Area.LOVE,
              "What can you decide here that you couldn't decide anywhere else?", "autonomy"),
    _question("still_learning", Area.LOVE, "What have you become good at that surprised you?",
              "growth thinking"),
    _question("best_people", Area.LOVE, "Who makes this work a pleasure?",
              "belonging contact demanding_clients"),
    _question("leading_people", Area.LOVE,
              "What do you enjoy about being responsible for other people, and what not?",
              "leading carrying_feelings"),
    _question("made_by_you", Area.LOVE, "What have you made that you are quietly proud of?",
              "making recognition"),
    _question("hardest", Area.NOT_SO_SHINY, "What is the part nobody puts in the brochure?",
              "admin politics selling"),
    _question("finding_work", Area.NOT_SO_SHINY,
              "How does the work come to you, and how do you feel while you look for it?",
              "selling money"),
    _question("money_over_a_year", Area.NOT_SO_SHINY,
              "How does the money come in over a year, and what do you do in a thin month?",
              "money security"),
    _question("last_weekend", Area.NOT_SO_SHINY,
              "When did work last spill into a weekend, and could you have said no?",
              "hours fit_with_life autonomy"),
    _question("difficult_client", Area.NOT_SO_SHINY,
              "Tell me about the last person you worked for who was hard work.",
              "demanding_clients hours"),
    _question("whose_yes", Area.NOT_SO_SHINY,
              "Whose yes do you need before anything happens?", "politics autonomy"),
    _question("take_home", Area.NOT_SO_SHINY,
              "What do you still carry with you in the evening?", "carrying_feelings hours"),
    _question("why_people_leave", Area.NOT_SO_SHINY, "Why do people leave this work?",
              "pace fit_with_life security"),
    _question("only_a_friend", Area.NOT_SO_SHINY,
              "What would you tell only a friend about this work?", "values politics"),
    _question("wish_known", Area.WISH_KNOWN,
              "What do you wish somebody had told you before you began?"),
    _question("how_in", Area.WISH_KNOWN, "How did you get in, and would that still work today?",
              "getting_in credentials"),
    _question("papers", Area.WISH_KNOWN,
              "Which qualification has really opened a door, and which only cost money?",
              "credentials getting_in"),
    _question("life_around_it", Area.WISH_KNOWN,
              "What did the rest of your life have to give so that this could work?",
              "fit_with_life hours place"),
    _question("how_safe", Area.WISH_KNOWN,
              "How safe did you feel in the first two years, and what would have helped?",
              "security money"),
    _question("changed_mind", Area.WISH_KNOWN,
              "What did you believe about this work that turned out wrong?", "values impact"),
    _question("where_next", Area.WHERE_NEXT, "Where could this lead you in three years?",
              "growth leading"),
    _question("room_to_grow", Area.WHERE_NEXT,
              "Who is ten years ahead of you, and would you want their week?", "growth hours"),
    _question("field_moving", Area.WHERE_NEXT,
              "What is changing in your field, and who finds work easily now?",
              "getting_in security selling"),
    _question("slower", Area.WHERE_NEXT,
              "Could you do this more slowly, or for half the week, if you wanted to?",
              "pace fit_with_life"),
    _question("who_else", Area.WHO_ELSE, "Who else should I talk to, and may I say you sent me?"),
    _question("who_left", Area.WHO_ELSE,
              "Do you know somebody who did this and stopped, who might talk to me?"),
    _question("who_disagrees", Area.WHO_ELSE,
              "Who sees this work quite differently from you?", "values"),
    _question("who_new", Area.WHO_ELSE,
              "Who has started in the last year or two and still sees it fresh?", "getting_in"),
)  # fmt: skip


def choose(unheard: Collection[str]) -> tuple[Question, ...]:
    """Seven questions, one an area, each the one that sheds most light on topics still unheard.

    With nothing unheard, the first of each area: the questions that make conversations comparable.
    """
    chosen: list[Question] = []
    wanted = set(unheard)
    for area in Area:
        in_area = [question for question in QUESTIONS if question.area is area]
        best = max(in_area, key=lambda question: _light(question, wanted))
        wanted -= set(best.topics)
        chosen.append(best)
    return tuple(chosen)


def _light(question: Question, wanted: set[str]) -> tuple[int, bool]:
    return len(wanted.intersection(question.topics)), bool(wanted.intersection(question.topics[:1]))


def question_about(topic: str) -> Question:
    """The first question that is foremost about a topic of the bank; KeyError for other topics."""
    for question in QUESTIONS:
        if question.topics[:1] == (topic,):
            return question
    raise KeyError(topic)
