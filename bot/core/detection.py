"""Which occurrences of a calendar are interviews, and the reason a member is given for it.

The order is the rule: never, her own word, certain, never after all, likely (so ask), no.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.core.meetings import EventStatus, Occurrence, Understanding, Verdict
from bot.core.names import folded
from bot.core.people import Person

TAG = "#interview"
LONGEST = timedelta(hours=4)
MOST_GUESTS = 5
LIKELY_WORDS = ("coffee with", "coffee chat", "career chat", "informational")
JOB_INTERVIEW_WORDS = (
    "job interview",
    "phone screen",
    "phone interview",
    "screening call",
    "screening interview",
    "technical interview",
    "panel interview",
    "hiring manager",
    "recruiter",
    "onsite interview",
    "on-site interview",
    "final round",
    "assessment centre",
    "assessment center",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Knowledge:
    """What is known of a member when her calendar is read.

    `chosen` says that she chose this calendar for her interviews; `remembered` holds her own
    answers by the keys of `remembered_keys`.
    """

    people: tuple[Person, ...] = ()
    tag: str = TAG
    keywords: tuple[str, ...] = ()
    chosen: bool = False
    own_email: str | None = None
    remembered: Mapping[str, Verdict] = field(default_factory=dict)


def understand(occurrence: Occurrence, knowing: Knowledge) -> Understanding:
    """What to make of the occurrence; the first rule that speaks decides."""
    person = _person_in(occurrence, knowing)
    for rule in _RULES:
        if found := rule(occurrence, knowing):
            verdict, because = found
            return Understanding(verdict=verdict, because=because, person=person)
    return Understanding(
        verdict=Verdict.NO, because="because nothing in it speaks of an interview", person=person
    )


class Scope(StrEnum):
    """How far a member's word on an event goes."""

    ONE = "one"
    SERIES = "series"
    TITLE = "title"


def remembered_keys(uid: str, recurrence_id: datetime | None, title: str) -> dict[Scope, str]:
    """The keys under which her answer about an event is kept, and looked up in this order.

    A title's is the same however it is spaced, accented or capitalised.
    """
    keys = {Scope.SERIES: uid}
    if recurrence_id is not None:
        keys = {Scope.ONE: f"{uid}@{recurrence_id.astimezone(UTC):%Y%m%dT%H%M%SZ}", **keys}
    return {**keys, Scope.TITLE: f"title:{folded(title)}"} if title.strip() else keys


def remembering(
    known: Mapping[str, Verdict], keys: Mapping[Scope, str], verdict: Verdict, scope: Scope
) -> Mapping[str, Verdict]:
    """What is remembered once she has said so: her word on a title covers the series in hand, and
    an earlier word on the same event gives way; one happening alone leaves the others as they were.
    """
    if scope is Scope.ONE and Scope.ONE in keys:
        return {**known, keys[Scope.ONE]: verdict}
    narrower = {Scope.SERIES, Scope.TITLE} if scope is Scope.TITLE else {scope}
    said = {keys[each]: verdict for each in narrower if each in keys}
    # where it has no title or does not recur, her word is on the event itself
    said = said or {keys[Scope.SERIES]: verdict}
    return {**{key: v for key, v in known.items() if key not in keys.values()}, **said}


def answer_to(occurrence: Occurrence, knowing: Knowledge) -> Verdict | None:
    """Her own word on the event, the narrowest she gave."""
    keys = remembered_keys(occurrence.uid, occurrence.recurrence_id, occurrence.title)
    answers = (knowing.remembered.get(key) for key in keys.values())
    return next((answer for answer in answers if answer), None)


Found = tuple[Verdict, str] | None


def _never(occurrence: Occurrence, _: Knowledge) -> Found:
    if occurrence.status is EventStatus.CANCELLED:
        return Verdict.NO, "because it is cancelled"
    if occurrence.status is EventStatus.DECLINED:
        return Verdict.NO, "because you declined it"
    if occurrence.all_day:
        return Verdict.NO, "because it lasts all day"
    return None


def _her_word(occurrence: Occurrence, knowing: Knowledge) -> Found:
    """A no of hers beats every sign; a yes is as certain as a sign can be."""
    match answer_to(occurrence, knowing):
        case Verdict.NO:
            return Verdict.NO, "because you said it is no interview"
        case Verdict.INTERVIEW:
            return Verdict.INTERVIEW, "because you said it is an interview"
        case _:
            return None


def _certain(occurrence: Occurrence, knowing: Knowledge) -> Found:
    if knowing.chosen:
        return Verdict.INTERVIEW, "because you keep this calendar for interviews"
    for place, text in (("title", occurrence.title), ("description", occurrence.description)):
        if _says(text, knowing.tag):
            return Verdict.INTERVIEW, f"because its {place} has {knowing.tag}"
    if word := next((w for w in knowing.keywords if _says(occurrence.title, w)), None):
        return Verdict.INTERVIEW, f"because its title has your word “{word}”"
    if person := _guest(occurrence, knowing):
        return Verdict.INTERVIEW, f"because you track {person.name}"
    return None


def _never_after_all(occurrence: Occurrence, _: Knowledge) -> Found:
    if occurrence.length > LONGEST:
        return Verdict.NO, "because it lasts longer than four hours"
    if len(occurrence.guests) > MOST_GUESTS:
        return Verdict.NO, "because six or more people are invited"
    if occurrence.recurring:
        return Verdict.NO, "because it repeats and has no tag"
    if word := next((w for w in JOB_INTERVIEW_WORDS if _says(occurrence.title, w)), None):
        return Verdict.NO, f"because “{word}” sounds like applying for a job"
    return None


def _likely(occurrence: Occurrence, knowing: Knowledge) -> Found:
    if person := _named(occurrence, knowing):
        return Verdict.ASK, f"because it may be with {person.name}, whom you track"
    if word := next((w for w in LIKELY_WORDS if _says(occurrence.title, w)), None):
        return Verdict.ASK, f"because its title has “{word}”"
    return None


_RULES: tuple[Callable[[Occurrence, Knowledge], Found], ...] = (
    _never,
    _her_word,
    _certain,
    _never_after_all,
    _likely,
)


def _person_in(occurrence: Occurrence, knowing: Knowledge) -> str | None:
    found = _guest(occurrence, knowing) or _named(occurrence, knowing)
    return found.name if found else None


def _guest(occurrence: Occurrence, knowing: Knowledge) -> Person | None:
    """The first tracked person whose address is among the guests; the member's own is nobody's."""
    own = (knowing.own_email or "").strip().lower()
    for person in knowing.people:
        address = (person.email or "").strip().lower()
        if address and address != own and address in occurrence.guests:
            return person
    return None


def _named(occurrence: Occurrence, knowing: Knowledge) -> Person | None:
    """The tracked person named in full, or by a first name that only one of them has."""
    texts = (occurrence.title, occurrence.description)
    for person in knowing.people:
        if any(_says(text, person.name) for text in texts):
            return person
    hinted = [p for p in knowing.people if _says(occurrence.title, _first_name(p))]
    return hinted[0] if len(hinted) == 1 else None


def _first_name(person: Person) -> str:
    """The first name, where it is long enough to be one; a title or an initial says nobody."""
    first = person.name.split()[0]
    return first if len(first) > 2 and not first.endswith(".") else person.name


def _says(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words, accents and case aside."""
    pattern = _pattern(words)
    if pattern is None or _first_word(words) not in (compared := _compared(text)):
        return False  # most words are in no text at all, which is seen fifty times sooner so
    return pattern.search(compared) is not None


@lru_cache(maxsize=4096)
def _first_word(words: str) -> str:
    return folded(words).split()[0]


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str] | None:
    """None for no words at all."""
    sought = folded(words).split()
    if not sought:
        return None
    together = r"[\s,]+".join(re.escape(word) for word in sought)
    return re.compile(rf"(?<![\w#-]){together}(?![\w-])")


@lru_cache(maxsize=8)
def _compared(text: str) -> str:
    """Kept while the rules look at one event: each has some seventy words to look for in it."""
    return folded(text)
