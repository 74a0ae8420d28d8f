"""What she answered and chose, read from an exploration file."""

from bot.core.choice import Choice
from bot.core.people import NAME_LIMIT
from bot.core.reflection import CheckIn, Gut, SecondLook
from bot.services.portability.fields import Fields


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
    )
    fields.end()
    return choice


def _check_in(fields: Fields) -> CheckIn:
    check_in = CheckIn(
        answered_at=fields.time("answered_at"),
        body=fields.texts("body"),
        body_words=fields.may_text("body_words"),
        energy=fields.may_rating("energy"),
        calm=fields.may_rating("calm"),
        clarity=fields.may_rating("clarity"),
        pull=fields.may_rating("pull"),
        drew_me=fields.texts("drew_me"),
        put_me_off=fields.texts("put_me_off"),
        worth_keeping=fields.may_text("worth_keeping"),
        candour=fields.may_rating("candour"),
        gut=fields.may_one_of("gut", Gut),
        gut_words=fields.may_text("gut_words"),
        thoughts=fields.may_text("thoughts"),
        feelings=fields.may_text("feelings"),
        loved=fields.may_text("loved"),
        not_so_shiny=fields.may_text("not_so_shiny"),
        day_to_day=fields.may_text("day_to_day"),
        surprise=fields.may_text("surprise"),
        named=fields.texts("named", NAME_LIMIT),
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
