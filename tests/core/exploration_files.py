"""Reads an exploration file into the core's values, for tests of the core alone."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.core.meetings import Interview, Medium, Status
from bot.core.people import Person, Stage, StageChange
from bot.core.plan import Exploration, Option
from bot.core.reflection import CheckIn, Gut

DATA = Path(__file__).parent.parent / "data" / "explorations"


def exploration_in(name: str) -> Exploration:
    """The first exploration of a file in tests/data/explorations."""
    stored = json.loads((DATA / name).read_text(encoding="utf-8"))["explorations"][0]
    return Exploration(
        question=stored["question"],
        starts_on=date.fromisoformat(stored["starts_on"]),
        ends_on=date.fromisoformat(stored["ends_on"]),
        weekly_goal=stored["weekly_goal"],
        options=tuple(Option(**option) for option in stored["options"]),
        people=tuple(map(_person, stored["people"])),
        interviews=tuple(map(_interview, stored["interviews"])),
    )


def _person(stored: dict[str, Any]) -> Person:
    history = tuple(
        StageChange(stage=Stage(step["stage"]), at=datetime.fromisoformat(step["at"]))
        for step in stored["history"]
    )
    return Person(**{**stored, "stage": Stage(stored["stage"]), "history": history})


def _interview(stored: dict[str, Any]) -> Interview:
    return Interview(
        label=stored["id"],
        starts_at=datetime.fromisoformat(stored["starts_at"]),
        ends_at=datetime.fromisoformat(stored["ends_at"]),
        person=stored["person"],
        option=stored["option"],
        medium=Medium(stored["medium"]),
        status=Status(stored["status"]),
        expectation=stored["expectation"],
        check_in=_check_in(stored["check_in"]) if stored["check_in"] else None,
    )


def _check_in(stored: dict[str, Any]) -> CheckIn:
    lists = {key: tuple(value) for key, value in stored.items() if isinstance(value, list)}
    gut = Gut(stored["gut"]) if stored["gut"] else None
    answered_at = datetime.fromisoformat(stored["answered_at"])
    return CheckIn(**{**stored, **lists, "gut": gut, "answered_at": answered_at})
