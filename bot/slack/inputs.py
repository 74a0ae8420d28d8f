"""What comes in with a form, as typed values; what can't be used is told beside its input."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from bot.core.check_in_fields import Answer, CheckInField
from bot.core.errors import InvalidInput, quoted
from bot.core.meetings import Medium
from bot.core.members import Rhythm, WeeklyMoment
from bot.core.people import NAME_LIMIT, Person
from bot.core.plan import DEFAULT_TARGET, MAX_TARGET, Exploration, Option
from bot.core.reflection import BODY_GROUPS, FIELDS, CheckIn, Gut
from bot.core.topics import BANK
from bot.core.weeks import checked_day
from bot.services.planning import Plan
from bot.services.reflecting import Answers
from bot.slack.blocks.checkin_form import (
    OWN_BODY_WORDS,
    own_topics,
    own_value,
    own_words,
    shown_list,
)


@dataclass(frozen=True, slots=True)
class Form:
    """The values of a view: each input by its block_id."""

    values: Mapping[str, Mapping[str, Mapping[str, Any]]]

    def text(self, key: str) -> str | None:
        """What was typed, without white space around it; None where nothing was."""
        value = self._input(key).get("value")
        return value.strip() or None if isinstance(value, str) else None

    def chosen(self, key: str) -> str | None:
        option = self._input(key).get("selected_option")
        return str(option["value"]) if option else None

    def several(self, key: str) -> tuple[str, ...]:
        return tuple(str(o["value"]) for o in self._input(key).get("selected_options") or ())

    def day(self, key: str) -> date | None:
        value = self._input(key).get("selected_date")
        return checked_day(date.fromisoformat(value), field=key) if value else None

    def clock(self, key: str) -> time | None:
        value = self._input(key).get("selected_time")
        return time.fromisoformat(value) if value else None

    def _input(self, key: str) -> Mapping[str, Any]:
        return next(iter(self.values.get(key, {}).values()), {})


def plan_of(form: Form, starts_on: date, ends_on: date) -> Plan:
    """The plan form; the dates given stand in where it has none."""
    return Plan(
        question=form.text("question") or "",
        options=options_of(form.text("options") or ""),
        starts_on=form.day("starts_on") or starts_on,
        ends_on=form.day("ends_on") or ends_on,
        weekly_goal=_whole_number(form.text("weekly_goal"), field="weekly_goal"),
    )


#: A list's own mark or number, a name in quotation marks or without, and a number after it. It
#: meets a line with one space between its words, and no longer than _LINE_LIMIT.
_OPTION = re.compile(
    r"""^(?:[•*·–-]\ ?|\d{1,2}[.)]\ )?
    (?P<name>.*?)
    (?:(?P<mark>\ ?[:=,;(–—-][\ (]{0,3}|\ [x×]?\ ?)(?P<target>\d[\d.,]*)
    \ ?(?:people|conversations|interviews)?\)?\.?)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_LINE_LIMIT = 200
_NUMBER = re.compile(r"\d{1,9}|\d{1,3}(?:[.,]\d{3}){1,2}")


def options_of(text: str) -> tuple[Option, ...]:
    """Options one a line, each as `option_of` reads it; without a number they get the usual one."""
    read = (option_of(line) for line in text.splitlines() if line.strip())
    return tuple(Option(name=n, target=DEFAULT_TARGET if t is None else t) for n, t in read)


def option_of(line: str) -> tuple[str, int | None]:
    """Name and target of "Agency owner: 5", "Agency owner 5", "1. Agency owner (5)", or with no
    number of the name alone.

    The number itself is checked by whoever stores it, save where it may be part of the name.
    """
    folded = " ".join(line.split())
    found = _OPTION.match(folded) if len(folded) <= _LINE_LIMIT else None
    name = _unquoted(found["name"]) if found else folded
    if not name or name.replace(" ", "").isdecimal():
        raise InvalidInput("Write an option and a number, like Agency owner 5.", field="options")
    if len(name) > NAME_LIMIT:
        raise InvalidInput(f"An option has at most {NAME_LIMIT} characters.", field="options")
    if found is None or found["target"] is None:
        return name, None
    target = _target(found["target"])
    if target > MAX_TARGET and not found["mark"].strip():
        raise InvalidInput(
            f"A target is 1 to {MAX_TARGET} conversations. If {found['target']} belongs to the "
            f"name, write {name} {found['target']}: {DEFAULT_TARGET}",
            field="options",
        )
    return name, target


def _unquoted(name: str) -> str:
    return name.strip('"“”').strip() if name[:1] in {'"', "“"} else name.strip()


def _target(text: str) -> int:
    text = text.rstrip(".,")
    if not _NUMBER.fullmatch(text):
        raise InvalidInput(f"{quoted(text)} is no whole number.", field="options")
    return int(re.sub("[.,]", "", text))


def rhythm_of(form: Form, known: Rhythm) -> Rhythm:
    """The settings form; what was left empty stays as it is."""
    cap = form.chosen("daily_cap")
    return replace(
        known,
        start=_moment_of(form, "start", known.start),
        middle=_moment_of(form, "middle", known.middle),
        end=_moment_of(form, "end", known.end),
        quiet_from=form.clock("quiet_from") or known.quiet_from,
        quiet_until=form.clock("quiet_until") or known.quiet_until,
        daily_cap=int(cap) if cap else known.daily_cap,
    )


def _moment_of(form: Form, name: str, known: WeeklyMoment) -> WeeklyMoment:
    day = form.chosen(f"{name}_day") or str(known.weekday)
    return replace(
        known,
        weekday=int(day) if day.isdecimal() else known.weekday,
        at=form.clock(f"{name}_at") or known.at,
        on=day.isdecimal(),
    )


def person_of(form: Form, exploration: Exploration) -> Person:
    """The form behind "Add somebody"."""
    return Person(
        name=form.text("name") or "",
        option=option_name(exploration, form.chosen("option")),
        role=form.text("role"),
        organisation=form.text("organisation"),
        referred_by=form.text("referred_by"),
        email=form.text("email"),
        link=form.text("link"),
        notes=form.text("notes"),
    )


def option_name(exploration: Exploration, option_id: str | None) -> str | None:
    return next((o.name for o in exploration.options if str(o.id) == option_id), None)


def answers_of(
    form: Form, exploration: Exploration, known: CheckIn | None, at: datetime
) -> Answers:
    """The check-in form, which may change the answers `known` before.

    Own words that were left as the form showed them stay as they are stored, also where the form
    could not show them whole. `InvalidInput` where nothing at all was answered.
    """
    given = {row.key: _answer(form, row, known) for row in FIELDS}
    if all(given[row.key] == row.empty for row in FIELDS):
        raise InvalidInput("Answer at least one thing, or close the form.", field="body")
    check_in = CheckIn(answered_at=at, **given)
    medium = form.chosen("medium")
    return Answers(
        check_in=check_in,
        medium=Medium(medium) if medium else None,
        person=form.text("person"),
        option=option_name(exploration, form.chosen("option")),
    )


def _answer(form: Form, row: CheckInField, known: CheckIn | None) -> Any:
    before = row.of(known)
    match row.answer:
        case Answer.BODY:
            return _body(form, row.key, before)
        case Answer.DREW | Answer.PUT_OFF:
            own = _unchanged(form, own_topics(row.key), own_words(before, BANK))
            return _in_known_order((*form.several(row.key), *own), before)
        case Answer.NAMES:
            return _names(form, row.key, before)
        case Answer.RATING:
            value = form.chosen(row.key)
            return int(value) if value else None
        case Answer.GUT:
            return Gut(gut) if (gut := form.chosen(row.key)) else None
        case Answer.WORDS:
            return form.text(row.key)
        case Answer.BELIEFS:  # not asked in this form
            return before


def _body(form: Form, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The groups ticked, then her own words still ticked, then those the form had no room for."""
    own = own_words(known, BODY_GROUPS)
    ticked = form.several(key)
    groups = (group for group in ticked if group in BODY_GROUPS)
    kept = (word for n, word in enumerate(own) if own_value(n) in ticked or n >= OWN_BODY_WORDS)
    return _in_known_order((*groups, *kept), known)


def _names(form: Form, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    names = _unchanged(form, key, known)
    if any(len(name) > NAME_LIMIT for name in names):
        raise InvalidInput(f"A name has at most {NAME_LIMIT} characters.", field=key)
    return names


def _unchanged(form: Form, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a list typed in one line; `known` itself where the line still shows it."""
    typed = form.text(key) or ""
    return known if known and typed == shown_list(known) else listed(typed)


def _in_known_order(given: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """Slack lists what is ticked in an order of its own, which is no change of mind."""
    return known if set(given) == set(known) else given


def listed(text: str) -> tuple[str, ...]:
    """Words with commas between them, each once, in the order written."""
    parts = (" ".join(part.split()) for part in re.split("[,،，、\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _whole_number(text: str | None, *, field: str) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise InvalidInput("Write a whole number.", field=field)
    return int(text)
