"""Which occurrences of a calendar are interviews, and the reason a member is given for it.

The order is the rule: never, her own word, certain, never after all, likely (so ask), no.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.core.addresses import plain_address
from bot.core.meetings import EventStatus, Occurrence, Understanding, Verdict
from bot.core.names import folded
from bot.core.people import Person
from bot.core.recognised_names import is_called, named, says
from bot.core.title_words import APPLYING, BOOKED, OTHERWISE, host_of, kind_of, pair_in

TAG = "#interview"
LONGEST = timedelta(hours=4)
MOST_GUESTS = 5
_TWO = 2
#: Of a zone's name so much is shown.
MOST_OF_A_ZONE = 60
#: So many times a no to one kind of title, and it is asked about no more.
NOES = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Knowledge:
    """What is known of a member when her calendar is read.

    `chosen` says that she chose this calendar for her interviews; `remembered` holds her own
    answers by the keys of `remembered_keys`; `me` is her own name.
    """

    people: tuple[Person, ...] = ()
    tag: str = TAG
    keywords: tuple[str, ...] = ()
    chosen: bool = False
    own_email: str | None = None
    remembered: Mapping[str, Verdict] = field(default_factory=dict)
    me: str | None = None


def knowing_by_name(names: Iterable[str], me: str | None, own_email: str | None) -> Knowledge:
    """As of a member who tracks these people, by their names alone."""
    people = tuple(Person(name=name.strip()) for name in names if name.strip())
    return Knowledge(people=people, own_email=own_email or None, me=me or None)


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


def reason(occurrence: Occurrence, understood: Understanding) -> str:
    """Why it is understood so, and what had to be assumed of its time."""
    if occurrence.assumed_zone is None:
        return understood.because
    zone = occurrence.assumed_zone[:MOST_OF_A_ZONE]
    return (
        f"{understood.because}; the calendar names a zone I don't know (“{zone}”), so I took yours"
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
        if says(text, knowing.tag):
            return Verdict.INTERVIEW, f"because its {place} has {knowing.tag}"
    if word := next((w for w in knowing.keywords if says(occurrence.title, w)), None):
        return Verdict.INTERVIEW, f"because its title has your word “{word}”"
    if (person := _guest(occurrence, knowing)) and not _never_after_all(occurrence, knowing):
        return Verdict.INTERVIEW, f"because you track {person.name}"
    return None


def _guest_after_all(occurrence: Occurrence, knowing: Knowledge) -> Found:
    """Somebody she tracks is there, and yet something speaks against it: she knows."""
    person, against = _guest(occurrence, knowing), _never_after_all(occurrence, knowing)
    if person and against:
        return Verdict.ASK, f"because you track {person.name}, though {_fact(against[1])}"
    return None


def _fact(because: str) -> str:
    return because.removeprefix("because ")


def _never_after_all(occurrence: Occurrence, _: Knowledge) -> Found:
    if occurrence.length > LONGEST:
        return Verdict.NO, "because it lasts longer than four hours"
    if len(occurrence.guests) > MOST_GUESTS:
        return Verdict.NO, "because six or more people are invited"
    if occurrence.recurring:
        return Verdict.NO, "because it repeats and has no tag"
    if found := APPLYING.search(folded(occurrence.title)):
        return Verdict.NO, f"because “{found[0].strip(' :')}” sounds like applying for a job"
    return None


def _something_else(occurrence: Occurrence, _: Knowledge) -> Found:
    if found := OTHERWISE.search(folded(occurrence.title)):
        return Verdict.NO, f"because “{found[0]}” sounds like something else"
    return None


def _with_tracked(occurrence: Occurrence, knowing: Knowledge) -> Found:
    """One named in full or by a first name that only one has; of several nobody is named."""
    found = named(occurrence, knowing.people, knowing.me)
    if len(found) == 1:
        return Verdict.ASK, f"because it may be with {found[0].name}, whom you track"
    if found:
        return Verdict.ASK, f"because {len(found)} people you track are called so"
    return None


def _likely(occurrence: Occurrence, knowing: Knowledge) -> Found:
    title = folded(occurrence.title)
    if kind := kind_of(title):
        if _noes_to(kind, knowing) >= NOES:
            return Verdict.NO, f"because you said no to “{kind}” {NOES} times"
        return Verdict.ASK, f"because its title speaks of “{kind}”"
    if BOOKED.search(folded(occurrence.description)) and len(occurrence.guests) <= _TWO:
        return Verdict.ASK, "because it was booked as people book a talk with somebody"
    return None


def _with_me(occurrence: Occurrence, knowing: Knowledge) -> Found:
    """Her own name beside one other, or as whose meeting it is."""
    if not knowing.me:
        return None
    title = folded(occurrence.title)
    pair, host = pair_in(title), host_of(title)
    if pair and sum(is_called(each, knowing.me) for each in pair) == 1:
        return Verdict.ASK, "because its title is your name and another"
    if host and is_called(host, knowing.me):
        return Verdict.ASK, "because it is a meeting of yours without a title"
    return None


def _noes_to(kind: str, knowing: Knowledge) -> int:
    """How often she said no to titles of that kind since nothing: a yes to one outweighs all."""
    prefix = f"{Scope.TITLE}:"
    said = [
        answer
        for key, answer in knowing.remembered.items()
        if key.startswith(prefix) and kind_of(key.removeprefix(prefix)) == kind
    ]
    return 0 if Verdict.INTERVIEW in said else len(said)


_RULES: tuple[Callable[[Occurrence, Knowledge], Found], ...] = (
    _never,
    _her_word,
    _certain,
    _guest_after_all,
    _never_after_all,
    _something_else,
    _with_tracked,
    _likely,
    _with_me,
)


def _person_in(occurrence: Occurrence, knowing: Knowledge) -> str | None:
    if guest := _guest(occurrence, knowing):
        return guest.name
    found = named(occurrence, knowing.people, knowing.me)
    return found[0].name if len(found) == 1 else None


def _guest(occurrence: Occurrence, knowing: Knowledge) -> Person | None:
    """The first tracked person whose address is among the guests; the member's own is nobody's."""
    own = plain_address(knowing.own_email or "")
    guests = {plain_address(guest) for guest in occurrence.guests} - {own, ""}
    return next((p for p in knowing.people if plain_address(p.email or "") in guests), None)
