"""Builds what was told in few words: interviews with their check-ins, and explorations of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.core.meetings import Interview, Medium, Status
from bot.core.people import Person
from bot.core.plan import Exploration, Option
from bot.core.reflection import CheckIn

AGENCY, PEOPLE = "Agency owner", "People development"
FIRST_DAY = datetime(2026, 9, 15, 9, 0, tzinfo=UTC)


def check_in(**answers: Any) -> CheckIn:
    return CheckIn(**{"answered_at": FIRST_DAY, **answers})


def rated(score: int, **answers: Any) -> CheckIn:
    """A check-in with all four ratings alike."""
    return check_in(**{"energy": score, "calm": score, "clarity": score, "pull": score, **answers})


def held(
    option: str | None,
    told: CheckIn | None,
    *,
    week: int = 0,
    person: str | None = None,
    medium: Medium | None = None,
    status: Status = Status.HELD,
    expectation: int | None = None,
    certain: bool = True,
) -> Interview:
    """An interview whose label `exploration` fills in."""
    starts_at = FIRST_DAY + timedelta(weeks=week)
    return Interview(
        label="",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
        person=person,
        option=option,
        medium=medium,
        status=status,
        expectation=expectation,
        check_in=told,
        certain=certain,
    )


def exploration(
    *interviews: Interview,
    options: tuple[str, ...] = (AGENCY, PEOPLE),
    people: tuple[Person, ...] = (),
) -> Exploration:
    """An exploration of these interviews, labelled i1, i2, ... in order."""
    labelled = tuple(
        replace(interview, label=f"i{number}")
        for number, interview in enumerate(interviews, start=1)
    )
    return Exploration(
        question="Grow the agency, or move into people development?",
        starts_on=date(2026, 9, 7),
        ends_on=date(2026, 12, 4),
        weekly_goal=2,
        options=tuple(Option(name=name) for name in options),
        people=people,
        interviews=labelled,
    )
