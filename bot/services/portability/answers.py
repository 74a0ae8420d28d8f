"""What she answered and chose, read from an exploration file."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.core.check_in_fields import Answer
from bot.core.choice import Choice, LookBack
from bot.core.people import NAME_LIMIT
from bot.core.reflection import FIELDS, Belief, CheckIn, Gut, SecondLook, Turn
from bot.services.portability.fields import Fields


def _names(fields: Fields, key: str) -> tuple[str, ...]:
    return fields.texts(key, NAME_LIMIT)


def _may_gut(fields: Fields, key: str) -> Gut | None:
    return fields.may_one_of(key, Gut)


def _beliefs(fields: Fields, key: str) -> tuple[Belief, ...]:
    return tuple([_belief(each) for each in fields.objects(key)])


def _belief(fields: Fields) -> Belief:
    belief = Belief(text=fields.text("text"), now=fields.one_of("now", Turn))
    fields.end()
    return belief


_READERS: Mapping[Answer, Callable[[Fields, str], Any]] = {
    Answer.BODY: Fields.texts,
    Answer.DREW: Fields.texts,
    Answer.PUT_OFF: Fields.texts,
    Answer.NAMES: _names,
    Answer.WORDS: Fields.may_text,
    Answer.RATING: Fields.may_rating,
    Answer.GUT: _may_gut,
    Answer.BELIEFS: _beliefs,
}


def may_check_in(fields: Fields, key: str) -> CheckIn | None:
    answers = fields.may_object(key)
    return _check_in(answers) if answers else None


def read_choice(fields: Fields) -> Choice:
    choice = Choice(
        chosen=fields.may_text("chosen"),
        letting_go=fields.may_text("letting_go"),
        why=fields.may_text("why"),
        decided_on=fields.day("decided_on"),
        look_again_on=fields.may_day("look_again_on"),
        evidence=fields.may_document("evidence"),
        expects=fields.may_text("expects"),
        sure=fields.may_rating("sure"),
        body=fields.may_text("body"),
        if_nothing=fields.may_text("if_nothing"),
        looked_back=_may_look_back(fields),
    )
    fields.end()
    return choice


def _may_look_back(fields: Fields) -> LookBack | None:
    look = fields.may_object("looked_back")
    if look is None:
        return None
    seen = LookBack(at=look.time("at"), still=look.may_text("still"), words=look.may_text("words"))
    look.end()
    return seen


def _check_in(fields: Fields) -> CheckIn:
    check_in = CheckIn(
        answered_at=fields.time("answered_at"),
        **{row.key: _READERS[row.answer](fields, row.key) for row in FIELDS},
        first_answer=_may_first_answer(fields),
        second_look=_may_second_look(fields),
    )
    fields.end()
    return check_in


def _may_first_answer(fields: Fields) -> CheckIn | None:
    """A first answer has neither a first answer nor a second look of its own."""
    first = fields.may_object("first_answer")
    if first is None:
        return None
    first.must_be_null("first_answer")
    first.must_be_null("second_look")
    return _check_in(first)


def _may_second_look(fields: Fields) -> SecondLook | None:
    look = fields.may_object("second_look")
    if look is None:
        return None
    seen = SecondLook(
        answered_at=look.time("answered_at"),
        pull=look.may_rating("pull"),
        gut=look.may_one_of("gut", Gut),
        words=look.may_text("words"),
    )
    look.end()
    return seen
