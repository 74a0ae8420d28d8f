"""An exploration in which every field of every value is answered, each so that it can be told."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from bot.core.choice import Choice, LookBack
from bot.core.meetings import Interview, Question
from bot.core.people import Person, StageChange
from bot.core.plan import Exploration, Option
from bot.core.reflection import Belief, CheckIn, SecondLook

V = TypeVar("V")
AT = datetime(2026, 9, 15, 9, tzinfo=UTC)
#: What a value has for itself: ids that the database gives, and what is not the member's to export:
#: her calendar's own title, and what can't be read.
UNTOLD = frozenset({"id", "certain", "beyond", "title", "damaged"})


def filled(kind: type[V], turn: int = 0, **known: Any) -> V:
    """A value of a dataclass, each of its fields answered by its type; texts say where they are.
    Another `turn` answers every field otherwise."""
    hints = get_type_hints(kind)
    answers = {
        each.name: _answer(hints[each.name], f"{kind.__name__} {each.name}", turn)
        for each in fields(kind)  # type: ignore[arg-type]  # a dataclass, as told
        if each.name not in {*known, *UNTOLD}
    }
    return kind(**answers, **known)


def _answer(hint: Any, words: str, turn: int) -> Any:
    if get_origin(hint) is UnionType:
        [hint] = [each for each in get_args(hint) if each is not NoneType]
    if get_origin(hint) is tuple:
        return (words, f"{words}, turn {turn}")
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return list(hint)[-1 - turn]
    day = AT + timedelta(days=turn)
    return {str: f"{words} {turn}", int: 3 + turn, date: day.date(), datetime: day}[hint]


def exploration(turn: int = 0) -> Exploration:
    """One of everything, whole."""
    week = AT.date() + timedelta(weeks=turn)
    option = filled(Option, turn)
    person = filled(Person, turn, option=option.name, history=(filled(StageChange, turn),))
    first = filled(CheckIn, turn + 1, first_answer=None, second_look=None, beliefs=())
    check_in = filled(
        CheckIn,
        turn,
        first_answer=first,
        second_look=filled(SecondLook, turn),
        beliefs=(filled(Belief, turn),),
    )
    interview = filled(
        Interview,
        turn,
        person=person.name,
        option=option.name,
        ends_at=AT + timedelta(days=2, hours=turn),
        check_in=check_in,
        questions=(filled(Question, turn, asked=not turn),),
    )
    return filled(
        Exploration,
        turn,
        ends_on=AT.date() + timedelta(days=80 + turn),
        options=(option,),
        people=(person,),
        interviews=(interview,),
        choice=filled(
            Choice,
            turn,
            evidence={"standing": {"odds": 0.71 + turn}},
            looked_back=filled(LookBack, turn),
        ),
        rest_weeks=(week,),
    )
