"""An exploration file as it is written: UTF-8 JSON in one fixed order, times where she lives."""

import json
from dataclasses import asdict, fields, replace
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from bot.core.choice import Choice, LookBack
from bot.core.meetings import Interview
from bot.core.members import Member
from bot.core.people import Person
from bot.core.plan import Exploration, Option
from bot.core.reflection import Belief, CheckIn, SecondLook

FORMAT = 1
Document = dict[str, Any]
#: What a check-in holds after its time, in the file's order, which is that of the declaration.
_ANSWERS = [each for each in fields(CheckIn) if each.name not in {"answered_at", "beyond"}]


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
        "options": [_option(option) for option in exploration.options],
        "people": [_person(person, zone) for person in exploration.people],
        "interviews": [_interview(interview, zone) for interview in exploration.interviews],
        "choice": exploration.choice and _choice(exploration.choice, zone),
        "rest_weeks": [_day(week) for week in exploration.rest_weeks],
    }


def _option(option: Option) -> Document:
    return {
        "name": option.name,
        "target": option.target,
        "retired_on": _day(option.retired_on),
        "beliefs": option.beliefs,
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
        "in_field": person.in_field,
        "alias": person.alias,
        "how_known": person.how_known,
        "next_step": person.next_step,
        "next_on": _day(person.next_on),
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
        "expectation_words": interview.expectation_words,
        "hopes": interview.hopes,
        "questions": [asdict(question) for question in interview.questions],
    }


def _check_in(answers: CheckIn, zone: tzinfo) -> Document:
    return {
        "answered_at": _time(answers.answered_at, zone),
        **{each.name: _answer(getattr(answers, each.name), zone) for each in _ANSWERS},
    }


def _answer(value: Any, zone: tzinfo) -> Any:
    match value:
        case CheckIn():
            return _check_in(value, zone)
        case SecondLook():
            return _second_look(value, zone)
        case tuple():
            return [asdict(each) if isinstance(each, Belief) else each for each in value]
        case _:
            return value


def _second_look(look: SecondLook, zone: tzinfo) -> Document:
    return {
        "answered_at": _time(look.answered_at, zone),
        "pull": look.pull,
        "gut": look.gut,
        "words": look.words,
    }


def _choice(choice: Choice, zone: tzinfo) -> Document:
    return {
        "chosen": choice.chosen,
        "letting_go": choice.letting_go,
        "why": choice.why,
        "decided_on": choice.decided_on.isoformat(),
        "look_again_on": _day(choice.look_again_on),
        "evidence": choice.evidence,
        "expects": choice.expects,
        "sure": choice.sure,
        "body": choice.body,
        "if_nothing": choice.if_nothing,
        "looked_back": choice.looked_back and _look_back(choice.looked_back, zone),
    }


def _look_back(look: LookBack, zone: tzinfo) -> Document:
    return {"at": _time(look.at, zone), "still": look.still, "words": look.words}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _time(at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")
