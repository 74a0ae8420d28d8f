"""Values kept as one JSON document each: the check-in, the choice and the weekly rhythm."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from bot.core.choice import Choice
from bot.core.members import Rhythm, WeeklyMoment
from bot.core.reflection import CheckIn, Gut, SecondLook

Document = dict[str, Any]
_LISTS = ("body", "drew_me", "put_me_off", "named")


def check_in_document(check_in: CheckIn) -> Document:
    return _plain(asdict(check_in))


def read_check_in(document: Mapping[str, Any]) -> CheckIn:
    first, second = document["first_answer"], document["second_look"]
    answers = {
        **document,
        **{name: tuple(document[name]) for name in _LISTS},
        "answered_at": datetime.fromisoformat(document["answered_at"]),
        "gut": _gut(document["gut"]),
        "first_answer": first and read_check_in(first),
        "second_look": second and _read_second_look(second),
    }
    return CheckIn(**answers)


def choice_document(choice: Choice) -> Document:
    return _plain(asdict(choice))


def read_choice(document: Mapping[str, Any]) -> Choice:
    again = document["look_again_on"]
    dates = {
        "decided_on": date.fromisoformat(document["decided_on"]),
        "look_again_on": again and date.fromisoformat(again),
    }
    return Choice(**{**document, **dates})


def rhythm_document(rhythm: Rhythm) -> Document:
    return _plain(asdict(rhythm))


def read_rhythm(document: Mapping[str, Any]) -> Rhythm:
    return Rhythm(
        start=_read_moment(document["start"]),
        middle=_read_moment(document["middle"]),
        end=_read_moment(document["end"]),
        quiet_from=time.fromisoformat(document["quiet_from"]),
        quiet_until=time.fromisoformat(document["quiet_until"]),
        daily_cap=document["daily_cap"],
    )


def _read_moment(document: Mapping[str, Any]) -> WeeklyMoment:
    return WeeklyMoment(**{**document, "at": time.fromisoformat(document["at"])})


def _read_second_look(document: Mapping[str, Any]) -> SecondLook:
    return SecondLook(
        answered_at=datetime.fromisoformat(document["answered_at"]),
        pull=document["pull"],
        gut=_gut(document["gut"]),
        words=document["words"],
    )


def _gut(word: str | None) -> Gut | None:
    return None if word is None else Gut(word)


def _plain(value: dict[str, Any]) -> Document:
    return {key: _in_json(inner) for key, inner in value.items()}


def _in_json(value: Any) -> Any:
    """The same in JSON's own kinds; dates, times and instants in ISO 8601."""
    match value:
        case date() | time():
            return value.isoformat()
        case dict():
            return _plain(value)
        case list() | tuple():
            return [_in_json(inner) for inner in value]
        case _:
            return value
