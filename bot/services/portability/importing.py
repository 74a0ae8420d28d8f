"""An exploration file read: the values it holds, or every fault in it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import available_timezones

from bot.core.meetings import Interview, Medium, Question, Status
from bot.core.people import InField, Person, Stage, StageChange
from bot.core.plan import MAX_GOAL, MAX_OPTIONS, MAX_TARGET, Exploration, Option
from bot.services.portability.answers import may_check_in, read_choice
from bot.services.portability.exporting import FORMAT
from bot.services.portability.faults import ImportFaults, nearest, shown
from bot.services.portability.fields import Fields
from bot.services.portability.text import parsed


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What a file holds; nothing in it has an id of the database yet."""

    time_zone: str | None
    explorations: tuple[Exploration, ...]


def read_file(content: bytes) -> Imported:
    """What the file holds, or `ImportFaults` with all that is wrong in it."""
    document, faults = parsed(content)
    root = Fields(document, "", faults)
    root.number("resonance", FORMAT, FORMAT)
    member = root.object("member")
    time_zone = _time_zone(member)
    member.end()
    explorations = tuple([_exploration(fields) for fields in root.objects("explorations")])
    root.end()
    if faults:
        raise ImportFaults(tuple(faults))
    return Imported(time_zone=time_zone, explorations=explorations)


def _time_zone(member: Fields) -> str | None:
    name = member.may_name("time_zone")
    if name is not None and name not in available_timezones():
        member.fault("time_zone", f"{shown(name)} is no time zone; write it like Europe/London")
    return name


def _exploration(fields: Fields) -> Exploration:
    planned = Exploration(
        question=fields.text("question"),
        starts_on=fields.day("starts_on"),
        ends_on=fields.day("ends_on"),
        weekly_goal=fields.number("weekly_goal", 0, MAX_GOAL),
        options=_options(fields),
    )
    _in_order(fields, "starts_on", planned.starts_on, "ends_on", planned.ends_on)
    people = _people(fields, [option.name for option in planned.options])
    interviews = _interviews(fields, planned, [person.name for person in people])
    choice = fields.may_object("choice")
    whole = replace(
        planned,
        people=people,
        interviews=interviews,
        choice=read_choice(choice) if choice else None,
        rest_weeks=fields.days("rest_weeks"),
    )
    fields.end()
    return whole


def _options(fields: Fields) -> tuple[Option, ...]:
    taken: dict[str, str] = {}
    options = []
    for one in fields.objects("options"):
        options.append(_option(one))
        _only_once(one, "name", options[-1].name, taken)
    if len(options) > MAX_OPTIONS:
        fields.fault("options", f"{len(options)} options are more than {MAX_OPTIONS}")
    return tuple(options)


def _people(fields: Fields, options: list[str]) -> tuple[Person, ...]:
    taken: dict[str, str] = {}
    people = []
    for one in fields.objects("people"):
        people.append(_person(one, options))
        _only_once(one, "name", people[-1].name, taken)
    return tuple(people)


def _person(fields: Fields, options: list[str]) -> Person:
    person = Person(
        name=fields.name("name"),
        option=_one_of_these(fields, "option", options, "options"),
        role=fields.may_text("role"),
        organisation=fields.may_text("organisation"),
        stage=fields.one_of("stage", Stage),
        referred_by=fields.may_text("referred_by"),
        email=fields.may_text("email"),
        link=fields.may_text("link"),
        notes=fields.may_text("notes"),
        history=tuple([_step(step) for step in fields.objects("history")]),
        in_field=fields.may_one_of("in_field", InField),
        alias=fields.may_name("alias"),
        how_known=fields.may_text("how_known"),
        next_step=fields.may_text("next_step"),
        next_on=fields.may_day("next_on"),
    )
    fields.end()
    return person


def _option(fields: Fields) -> Option:
    option = Option(
        name=fields.name("name"),
        target=fields.number("target", 1, MAX_TARGET),
        retired_on=fields.may_day("retired_on"),
        beliefs=fields.texts("beliefs"),
    )
    fields.end()
    return option


def _step(fields: Fields) -> StageChange:
    step = StageChange(stage=fields.one_of("stage", Stage), at=fields.time("at"))
    fields.end()
    return step


def _interviews(
    fields: Fields, exploration: Exploration, people: list[str]
) -> tuple[Interview, ...]:
    taken: dict[str, str] = {}
    options = [option.name for option in exploration.options]
    interviews = []
    for one in fields.objects("interviews"):
        interviews.append(_interview(one, people, options))
        _only_once(one, "id", interviews[-1].label, taken)
    return tuple(interviews)


def _interview(fields: Fields, people: list[str], options: list[str]) -> Interview:
    interview = Interview(
        label=fields.name("id"),
        person=_one_of_these(fields, "person", people, "people"),
        option=_one_of_these(fields, "option", options, "options"),
        starts_at=fields.time("starts_at"),
        ends_at=fields.time("ends_at"),
        medium=fields.may_one_of("medium", Medium),
        status=fields.one_of("status", Status),
        expectation=fields.may_rating("expectation"),
        check_in=may_check_in(fields, "check_in"),
        expectation_words=fields.may_text("expectation_words"),
        hopes=fields.may_text("hopes"),
        questions=tuple([_question(each) for each in fields.objects("questions")]),
    )
    _in_order(fields, "starts_at", interview.starts_at, "ends_at", interview.ends_at)
    fields.end()
    return interview


def _question(fields: Fields) -> Question:
    question = Question(text=fields.text("text"), asked=fields.may_flag("asked"))
    fields.end()
    return question


def _in_order(
    fields: Fields, first: str, start: datetime | date, second: str, end: datetime | date
) -> None:
    if fields.sound(first) and fields.sound(second) and end < start:
        fields.fault(second, f"{end.isoformat()} is before {first}")


def _only_once(fields: Fields, key: str, name: str, taken: dict[str, str]) -> None:
    """Names are told apart without regard to case, as they are when they are typed."""
    folded = name.casefold()
    if name and folded in taken:
        fields.fault(key, f"{shown(name)} is taken by {taken[folded]}")
    taken.setdefault(folded, fields.path)


def _one_of_these(fields: Fields, key: str, names: list[str], where: str) -> str | None:
    name = fields.may_name(key)
    if name is None or name in names or not fields.sound(key):
        return name
    fields.fault(key, f"{shown(name)} is not among the {where}{nearest(name, names)}")
    return None
