"""An exploration as it would be had one person never been in it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.core.check_in_fields import Answer, CheckInField
from bot.core.choice import Choice
from bot.core.meetings import Interview, next_label
from bot.core.names import folded
from bot.core.people import Person
from bot.core.plan import Exploration, Option
from bot.core.reflection import FIELDS, CheckIn

_ANYBODY = "someone"


#: What may stand between the parts of a name: in a sentence, an address, an e-mail.
_BETWEEN = r"[\W_]{1,3}"
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"


class Scrub:
    """Puts "someone" for one person's full name, in either order, and for the e-mail and link they
    are reached by, without regard to case and accents. A `longer` name, somebody else's, of which
    it is a part stays."""

    def __init__(self, name: str, ways: Iterable[str], longer: Iterable[str]) -> None:
        forms = [_pattern(name), _pattern(" ".join(_turned(name))), *map(_literal, ways)]
        gone = f"(?P<gone>{'|'.join(forms)})"
        self._sought = re.compile("|".join([*map(_pattern, longer), gone]))

    def names(self, text: str) -> bool:
        return any(True for _ in self._spans(text))

    def text(self, text: str) -> str:
        for start, end in reversed(list(self._spans(text))):
            text = f"{text[:start]}{_ANYBODY}{text[end:]}"
        return text

    def may_text(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)

    def texts(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.text(each) for each in texts)

    def document(self, value: Any) -> Any:
        """The same throughout a document."""
        match value:
            case str():
                return self.text(value)
            case list() | tuple():
                return [self.document(each) for each in value]
            case Mapping():
                return {self.text(key): self.document(each) for key, each in value.items()}
            case _:
                return value

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the text speaks of the person, in order."""
        plain, places = _compared(text)
        for found in self._sought.finditer(plain):
            if found["gone"]:
                end = places[found.end() - 1] + 1
                while end < len(text) and unicodedata.combining(text[end]):
                    end += 1
                yield places[found.start()], end


def _pattern(name: str) -> str:
    words = _BETWEEN.join(re.escape(word) for word in folded(name).split())
    return f"{_START}{words}{_END}"


def _literal(way: str) -> str:
    return f"{_START}{re.escape(folded(way))}{_END}"


def _turned(name: str) -> list[str]:
    """ "Shah, Priya" """
    *first, last = name.split() or [""]
    return [last, *first]


def _compared(text: str) -> tuple[str, list[int]]:
    """The text as names are compared, and for each of its characters the place it came from."""
    folds = [(part, place) for place, one in enumerate(text) for part in _fold(one)]
    return "".join(part for part, _ in folds), [place for _, place in folds]


def _fold(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def without(exploration: Exploration, scrub: Scrub, gone: frozenset[str]) -> Exploration:
    """Without the people of the names that are `gone`, their interviews, and what `scrub` finds in
    whatever is left."""
    dropped = {i.label for i in exploration.interviews if i.person in gone}
    options = _options(exploration.options, scrub)
    known = [option.name for option in exploration.options]
    called = dict(zip(known, [option.name for option in options], strict=True))
    return replace(
        exploration,
        question=scrub.text(exploration.question),
        options=options,
        people=tuple(_person(p, scrub, called) for p in exploration.people if p.name not in gone),
        interviews=_interviews(exploration, scrub, called, gone),
        choice=exploration.choice and _choice(exploration.choice, scrub, dropped),
    )


def _interviews(
    exploration: Exploration, scrub: Scrub, called: Mapping[str, str], gone: frozenset[str]
) -> tuple[Interview, ...]:
    labels = [i.label for i in exploration.interviews]
    kept: list[Interview] = []
    for interview in exploration.interviews:
        if interview.person in gone:
            continue
        label = interview.label
        if scrub.names(label):
            label = next_label(tuple(labels))
            labels.append(label)
        option = interview.option and called.get(interview.option)
        kept.append(replace(_interview(interview, scrub), label=label, option=option))
    return tuple(kept)


def _options(options: tuple[Option, ...], scrub: Scrub) -> tuple[Option, ...]:
    """Renamed where they were named for the person, each still by a name of its own."""
    renamed: list[Option] = []
    for option in options:
        name = scrub.text(option.name)
        taken = {o.name.casefold() for o in (*options, *renamed) if o.id != option.id}
        while name != option.name and name.casefold() in taken:
            name = f"{name} too"
        renamed.append(replace(option, name=name, beliefs=scrub.texts(option.beliefs)))
    return tuple(renamed)


def _person(person: Person, scrub: Scrub, called: Mapping[str, str]) -> Person:
    referred_by = person.referred_by
    return replace(
        person,
        option=person.option and called.get(person.option),
        role=scrub.may_text(person.role),
        organisation=scrub.may_text(person.organisation),
        referred_by=None if referred_by and scrub.names(referred_by) else referred_by,
        email=scrub.may_text(person.email),
        link=scrub.may_text(person.link),
        notes=scrub.may_text(person.notes),
        alias=scrub.may_text(person.alias),
        how_known=scrub.may_text(person.how_known),
        next_step=scrub.may_text(person.next_step),
    )


def _interview(interview: Interview, scrub: Scrub) -> Interview:
    check_in = interview.check_in
    return replace(
        interview,
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
        case list() | tuple():
            return [_evidence(each, scrub, dropped) for each in value]
        case Mapping() if "text" in value and value.get("interview") in dropped:
            return None
        case Mapping():
            return {scrub.text(key): _evidence(each, scrub, dropped) for key, each in value.items()}
        case _:
            return scrub.document(value)
