"""Values kept as one JSON document each: the check-in, the choice and the weekly rhythm.

A document says which version of its shape it has. What it lacks takes the value's default, and keys
that a newer program wrote stay with the value in `beyond` and are written back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any, TypeVar

from bot.core.check_in_fields import LISTS, Answer
from bot.core.choice import Choice, LookBack
from bot.core.members import Rhythm, WeeklyMoment
from bot.core.reflection import FIELDS, Belief, CheckIn, Gut, SecondLook, Turn

Document = dict[str, Any]
Readers = Mapping[str, Callable[[Any], Any]]
V = TypeVar("V")

VERSION = 1
_VERSION_KEY = "version"


def document_of(value: CheckIn | Choice | Rhythm) -> Document:
    """A value as its document."""
    return {_VERSION_KEY: VERSION, **_plain(value)}


def read_check_in(document: Mapping[str, Any]) -> CheckIn:
    return _read(CheckIn, document, _CHECK_IN)


def read_choice(document: Mapping[str, Any]) -> Choice:
    return _read(Choice, {**_NO_CHOICE, **document}, _CHOICE)


def read_rhythm(document: Mapping[str, Any]) -> Rhythm:
    return _read(Rhythm, document, _RHYTHM)


def _read(kind: Callable[..., V], document: Mapping[str, Any], readers: Readers) -> V:
    """The value of that kind; None needs no reader."""
    known: Document = {}
    beyond: Document = {}
    for key, stored in document.items():
        if key in readers:
            known[key] = None if stored is None else readers[key](stored)
        elif key != _VERSION_KEY:
            beyond[key] = stored
    return kind(**known, beyond=beyond)


def _read_moment(document: Mapping[str, Any]) -> WeeklyMoment:
    return _read(WeeklyMoment, document, _MOMENT)


def _read_second_look(document: Mapping[str, Any]) -> SecondLook:
    return _read(SecondLook, document, _SECOND_LOOK)


def _read_look_back(document: Mapping[str, Any]) -> LookBack:
    return _read(LookBack, document, _LOOK_BACK)


def _read_beliefs(documents: Sequence[Mapping[str, str]]) -> tuple[Belief, ...]:
    return tuple(Belief(text=each["text"], now=Turn(each["now"])) for each in documents)


def _as_it_is(stored: Any) -> Any:
    return stored


_SECOND_LOOK: Readers = {
    "answered_at": datetime.fromisoformat,
    "pull": _as_it_is,
    "gut": Gut,
    "words": _as_it_is,
}
_CHECK_IN: Readers = {
    "answered_at": datetime.fromisoformat,
    **{row.key: tuple if row.answer in LISTS else _as_it_is for row in FIELDS},
    **{row.key: Gut for row in FIELDS if row.answer is Answer.GUT},
    **{row.key: _read_beliefs for row in FIELDS if row.answer is Answer.BELIEFS},
    "first_answer": read_check_in,
    "second_look": _read_second_look,
}
_CHOICE: Readers = {
    "chosen": _as_it_is,
    "letting_go": _as_it_is,
    "why": _as_it_is,
    "decided_on": date.fromisoformat,
    "look_again_on": date.fromisoformat,
    "evidence": _as_it_is,
    "expects": _as_it_is,
    "sure": _as_it_is,
    "body": _as_it_is,
    "if_nothing": _as_it_is,
    "looked_back": _read_look_back,
}
_LOOK_BACK: Readers = {
    "at": datetime.fromisoformat,
    "still": _as_it_is,
    "words": _as_it_is,
}
_NO_CHOICE = dict.fromkeys(("chosen", "letting_go", "why", "look_again_on", "evidence"))
_MOMENT: Readers = {"weekday": _as_it_is, "at": time.fromisoformat, "on": _as_it_is}
_RHYTHM: Readers = {
    "start": _read_moment,
    "middle": _read_moment,
    "end": _read_moment,
    "quiet_from": time.fromisoformat,
    "quiet_until": time.fromisoformat,
    "daily_cap": _as_it_is,
}


def _plain(value: Any) -> Document:
    """A value's fields, with what is beyond this version in among them."""
    known = {
        each.name: _in_json(getattr(value, each.name))
        for each in fields(value)
        if each.name != "beyond"
    }
    return {**value.beyond, **known}


def _in_json(value: Any) -> Any:
    """The same in JSON's own kinds; dates, times and instants in ISO 8601."""
    match value:
        case CheckIn() | SecondLook() | LookBack() | WeeklyMoment():
            return _plain(value)
        case Belief():
            return {"text": value.text, "now": value.now}
        case date() | time():
            return value.isoformat()
        case tuple():
            return [_in_json(inner) for inner in value]
        case _:
            return value
