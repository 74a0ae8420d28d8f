"""An exploration file as it is written: UTF-8 JSON in one fixed order, times where she lives."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from bot.core.choice import Choice
from bot.core.meetings import Interview
from bot.core.members import Member
from bot.core.people import Person
from bot.core.plan import Exploration
from bot.core.reflection import FIELDS, CheckIn, SecondLook

FORMAT = 1
Document = dict[str, Any]


def export_json(member: Member, explorations: tuple[Exploration, ...]) -> str:
    """The file's text. The same explorations give the same bytes; what the calendar only suggests
    is left out. Without a time zone, times are in UTC."""
    zone = member.zone or UTC
    document = {
        "resonance": FORMAT,
        "member": {"time_zone": member.time_zone},
        "explorations": [_exploration(confirmed(each), zone) for each in explorations],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def confirmed(exploration: Exploration) -> Exploration:
    """Without the interviews that only a calendar suggests."""
    return replace(exploration, interviews=tuple(i for i in exploration.interviews if i.certain))


def _exploration(exploration: Exploration, zone: tzinfo) -> Document:
    return {
        "question": exploration.question,
        "starts_on": exploration.starts_on.isoformat(),
        "ends_on": exploration.ends_on.isoformat(),
        "weekly_goal": exploration.weekly_goal,
        "options": [{"name": o.name, "target": o.target} for o in exploration.options],
        "people": [_person(person, zone) for person in exploration.people],
        "interviews": [_interview(interview, zone) for interview in exploration.interviews],
        "choice": exploration.choice and _choice(exploration.choice),
    }


def _person(person: Person, zone: tzinfo) -> Document:
    return {
        "name": person.name,
        "option": person.option,
        "role": person.role,
        "organisation": person.organisation,
        "stage": person.stage,
        "referred_by": person.referred_by,
        "email": person.email,
        "link": person.link,
        "notes": person.notes,
        "history": [{"stage": step.stage, "at": _time(step.at, zone)} for step in person.history],
    }


def _interview(interview: Interview, zone: tzinfo) -> Document:
    return {
        "id": interview.label,
        "person": interview.person,
        "option": interview.option,
        "starts_at": _time(interview.starts_at, zone),
        "ends_at": _time(interview.ends_at, zone),
        "medium": interview.medium,
        "status": interview.status,
        "expectation": interview.expectation,
        "check_in": interview.check_in and _check_in(interview.check_in, zone),
    }


def _check_in(answers: CheckIn, zone: tzinfo) -> Document:
    return {
        "answered_at": _time(answers.answered_at, zone),
        **{row.key: row.of(answers) for row in FIELDS},
        "first_answer": answers.first_answer and _check_in(answers.first_answer, zone),
        "second_look": answers.second_look and _second_look(answers.second_look, zone),
    }


def _second_look(look: SecondLook, zone: tzinfo) -> Document:
    return {
        "answered_at": _time(look.answered_at, zone),
        "pull": look.pull,
        "gut": look.gut,
        "words": look.words,
    }


def _choice(choice: Choice) -> Document:
    return {
        "chosen": choice.chosen,
        "letting_go": choice.letting_go,
        "why": choice.why,
        "decided_on": choice.decided_on.isoformat(),
        "look_again_on": _day(choice.look_again_on),
        "evidence": choice.evidence,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _time(at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")
