"""An exploration to read: what the file holds, as a page of Markdown."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from bot.core.check_in_fields import Answer
from bot.core.choice import Choice
from bot.core.meetings import Interview
from bot.core.members import Member
from bot.core.people import Person
from bot.core.plan import Exploration, Option
from bot.core.reflection import FIELDS, CheckIn, SecondLook
from bot.core.topics import Side, label
from bot.services.portability.exporting import confirmed

_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
#: Where a field's key, made a heading, would not read well.
_TITLES = {
    "body_words": "Body, in words",
    "loved": "What they love",
    "gut_words": "Gut, in words",
    "drew_me_words": "Drew me, in words",
    "put_me_off_words": "Put me off, in words",
}


def export_markdown(member: Member, explorations: tuple[Exploration, ...]) -> str:
    """Each exploration under a heading, in stored order; times as clocks showed where she lives."""
    zone = member.zone or UTC
    lines = [line for each in explorations for line in _page(confirmed(each), zone)]
    return "\n".join(lines or ["Nothing is stored yet."]).rstrip() + "\n"


def _page(exploration: Exploration, zone: tzinfo) -> Iterator[str]:
    yield from _heading(1, exploration.question or "An exploration")
    span = f"{_day(exploration.starts_on)} to {_day(exploration.ends_on)}"
    yield f"{span}. Weekly goal: {exploration.weekly_goal}."
    yield ""
    if exploration.rest_weeks:
        yield f"Weeks of rest, from: {', '.join(map(_day, exploration.rest_weeks))}."
        yield ""
    for option in exploration.options:
        yield from _option(option)
    yield ""
    if exploration.choice:
        yield from _choice(exploration.choice, zone)
    yield from _part("People", (_person(person, zone) for person in exploration.people))
    yield from _part("Interviews", (_interview(each, zone) for each in exploration.interviews))


def _part(title: str, entries: Iterable[Iterator[str]]) -> Iterator[str]:
    written = [line for entry in entries for line in entry]
    if written:
        yield from _heading(2, title)
        yield from written


def _option(option: Option) -> Iterator[str]:
    retired = f", explored until {_day(option.retired_on)}" if option.retired_on else ""
    yield f"- {_plain(option.name)}: target {option.target}{retired}"
    yield from (f"  - I believed: {_plain(' '.join(text.split()))}" for text in option.beliefs)


def _choice(choice: Choice, zone: tzinfo) -> Iterator[str]:
    yield from _heading(2, "The choice")
    yield from _line("Chosen", choice.chosen or "not yet")
    yield from _line("Letting go of", choice.letting_go)
    yield from _line("Why", choice.why)
    yield from _line("Decided on", _day(choice.decided_on))
    if choice.look_again_on:
        yield from _line("Look again on", _day(choice.look_again_on))
    yield from _line("What I expect", choice.expects)
    yield from _line("How sure", _of_five(choice.sure))
    yield from _line("Body", choice.body)
    yield from _line("If I did nothing", choice.if_nothing)
    yield ""
    if looked := choice.looked_back:
        yield from _heading(3, f"Looked back, {_time(looked.at, zone)}")
        yield from _line("Still so", looked.still)
        yield from _line("In words", looked.words)
        yield ""


def _person(person: Person, zone: tzinfo) -> Iterator[str]:
    yield from _heading(3, person.name)
    yield from _line("Option", person.option)
    yield from _line("Role", person.role)
    yield from _line("Organisation", person.organisation)
    yield from _line("Stage", person.stage.replace("_", " "))
    yield from _line("Referred by", person.referred_by)
    yield from _line("E-mail", person.email)
    yield from _line("Link", person.link)
    yield from _line("Notes", person.notes)
    yield from _line("In the field", person.in_field)
    yield from _line("Shown as", person.alias)
    yield from _line("How known", person.how_known)
    yield from _line("Next step", person.next_step)
    yield from _line("Next on", _day(person.next_on) if person.next_on else None)
    for step in person.history:
        yield f"- {_time(step.at, zone)}: {step.stage.replace('_', ' ')}"
    yield ""


def _interview(interview: Interview, zone: tzinfo) -> Iterator[str]:
    yield from _heading(3, f"{_who(interview)}, {_time(interview.starts_at, zone)}")
    yield from _line("Option", interview.option)
    yield from _line("Until", _time(interview.ends_at, zone))
    yield from _line("Met", interview.medium and interview.medium.replace("_", " "))
    yield from _line("Status", interview.status)
    yield from _line("Expected", _of_five(interview.expectation))
    yield from _line("Expected, in words", interview.expectation_words)
    yield from _line("Hoped to learn", interview.hopes)
    for question in interview.questions:
        yield from _line("Asked" if question.asked else "Wanted to ask", question.text)
    yield ""
    if interview.check_in:
        yield from _check_in(interview.check_in, zone)


def _who(interview: Interview) -> str:
    return interview.person or interview.title or "Somebody"


def _check_in(answers: CheckIn, zone: tzinfo, told: str = "Check-in") -> Iterator[str]:
    yield from _heading(4, f"{told}, {_time(answers.answered_at, zone)}")
    for row in FIELDS:
        title = _TITLES.get(row.key) or row.key.replace("_", " ").capitalize()
        yield from _line(title, _said(row.answer, row.of(answers)))
    yield ""
    if answers.second_look:
        yield from _second_look(answers.second_look, zone)
    if answers.first_answer:
        yield from _check_in(answers.first_answer, zone, "First answered")


def _second_look(look: SecondLook, zone: tzinfo) -> Iterator[str]:
    yield from _heading(4, f"Second look, {_time(look.answered_at, zone)}")
    yield from _line("Pull", _of_five(look.pull))
    yield from _line("Gut", look.gut)
    yield from _line("In words", look.words)
    yield ""


def _said(answer: Answer, value: Any) -> str | None:
    match answer:
        case Answer.BODY | Answer.NAMES:
            return ", ".join(value)
        case Answer.DREW | Answer.PUT_OFF:
            side = Side.DREW if answer is Answer.DREW else Side.PUT_OFF
            return ", ".join(label(topic, side) for topic in value)
        case Answer.BELIEFS:
            return "; ".join(f"{belief.text} ({belief.now})" for belief in value)
        case Answer.RATING:
            return _of_five(value)
        case Answer.WORDS | Answer.GUT:
            return value and str(value)


def _heading(level: int, text: str) -> Iterator[str]:
    yield f"{'#' * level} {_plain(' '.join(text.split()))}"
    yield ""


def _line(title: str, text: str | None) -> Iterator[str]:
    """A list item; nothing where nothing was said, and further lines stay within the item."""
    if text:
        yield f"- {title}: {_plain(text)}".replace("\n", "\n  ")


def _of_five(value: int | None) -> str | None:
    return None if value is None else f"{value} of 5"


def _plain(text: str) -> str:
    """Her words as they are, none of them read as Markdown."""
    return _MARKS.sub(r"\\\1", text)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _time(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{_day(local)}, {local:%H:%M}"
