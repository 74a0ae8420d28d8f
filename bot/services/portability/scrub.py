"""An exploration as it would be had one person never been in it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.check_in_fields import Answer, CheckInField
from bot.core.choice import Choice
from bot.core.meetings import Interview
from bot.core.people import Person
from bot.core.plan import Exploration, Option
from bot.core.reflection import FIELDS, CheckIn

_ANYBODY = "someone"


class Scrub:
    """Puts "someone" for the full name of one person, without regard to case."""

    def __init__(self, name: str) -> None:
        words = r"\s+".join(re.escape(word) for word in name.split())
        self._named = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)

    def names(self, text: str) -> bool:
        return self._named.search(text) is not None

    def text(self, text: str) -> str:
        return self._named.sub(_ANYBODY, text)

    def may_text(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)

    def texts(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.text(each) for each in texts)


def without(exploration: Exploration, name: str) -> Exploration:
    """Without the person, their interviews, and their full name in whatever is left."""
    scrub = Scrub(name)
    gone = {p.name for p in exploration.people if p.name.casefold() == name.casefold()}
    kept = [i for i in exploration.interviews if i.person not in gone]
    dropped = {i.label for i in exploration.interviews if i.person in gone}
    return replace(
        exploration,
        question=scrub.text(exploration.question),
        options=tuple(_option(option, scrub) for option in exploration.options),
        people=tuple(_person(p, scrub) for p in exploration.people if p.name not in gone),
        interviews=tuple(_interview(i, scrub) for i in kept),
        choice=exploration.choice and _choice(exploration.choice, scrub, dropped),
    )


def _option(option: Option, scrub: Scrub) -> Option:
    return replace(option, name=scrub.text(option.name), beliefs=scrub.texts(option.beliefs))


def _person(person: Person, scrub: Scrub) -> Person:
    referred_by = person.referred_by
    return replace(
        person,
        option=scrub.may_text(person.option),
        role=scrub.may_text(person.role),
        organisation=scrub.may_text(person.organisation),
        email=scrub.may_text(person.email),
        link=scrub.may_text(person.link),
        referred_by=None if referred_by and scrub.names(referred_by) else referred_by,
        notes=scrub.may_text(person.notes),
        alias=scrub.may_text(person.alias),
        how_known=scrub.may_text(person.how_known),
        next_step=scrub.may_text(person.next_step),
    )


def _interview(interview: Interview, scrub: Scrub) -> Interview:
    check_in = interview.check_in
    return replace(
        interview,
        option=scrub.may_text(interview.option),
        expectation_words=scrub.may_text(interview.expectation_words),
        hopes=scrub.may_text(interview.hopes),
        questions=tuple(replace(q, text=scrub.text(q.text)) for q in interview.questions),
        check_in=check_in and _check_in(check_in, scrub),
    )


def _check_in(check_in: CheckIn, scrub: Scrub) -> CheckIn:
    first, look = check_in.first_answer, check_in.second_look
    answers = {row.key: _answer(row, row.of(check_in), scrub) for row in FIELDS}
    return replace(
        check_in,
        **answers,
        first_answer=first and _check_in(first, scrub),
        second_look=look and replace(look, words=scrub.may_text(look.words)),
    )


def _answer(row: CheckInField, value: Any, scrub: Scrub) -> Any:
    match row.answer:
        case Answer.NAMES:
            return tuple(name for name in value if not scrub.names(name))
        case Answer.BODY | Answer.DREW | Answer.PUT_OFF:
            return scrub.texts(value)
        case Answer.WORDS:
            return scrub.may_text(value)
        case Answer.BELIEFS:
            return tuple(replace(belief, text=scrub.text(belief.text)) for belief in value)
        case Answer.RATING | Answer.GUT:
            return value


def _choice(choice: Choice, scrub: Scrub, dropped: set[str]) -> Choice:
    looked = choice.looked_back
    return replace(
        choice,
        chosen=scrub.may_text(choice.chosen),
        letting_go=scrub.may_text(choice.letting_go),
        why=scrub.may_text(choice.why),
        expects=scrub.may_text(choice.expects),
        body=scrub.may_text(choice.body),
        if_nothing=scrub.may_text(choice.if_nothing),
        looked_back=looked
        and replace(looked, still=scrub.may_text(looked.still), words=scrub.may_text(looked.words)),
        evidence=choice.evidence and _evidence(choice.evidence, scrub, dropped),
    )


def _evidence(value: Any, scrub: Scrub, dropped: set[str]) -> Any:
    """Frozen counts stay as they were; what a forgotten interview said is not quoted any more."""
    match value:
        case str():
            return scrub.text(value)
        case list() | tuple():
            return [_evidence(each, scrub, dropped) for each in value]
        case Mapping() if "text" in value and value.get("interview") in dropped:
            return None
        case Mapping():
            return {key: _evidence(each, scrub, dropped) for key, each in value.items()}
        case _:
            return value
