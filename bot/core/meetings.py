"""Interviews, and the calendar's occurrences from which they are recognised."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.reflection import CheckIn


class Medium(StrEnum):
    """How two people met."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"


class Status(StrEnum):
    """What became of an interview."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question she took along, and whether she asked it."""

    text: str
    asked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Interview:
    """One informational interview, booked or held.

    `label` is its id in the exploration file ("i1"); `id` is 0 until stored; `person` and `option`
    are names; `title` is that of the calendar's event behind it, for its member's eyes alone, and
    stored with the event. An interview that is not `certain` is one that the calendar suggests and
    the member has not confirmed: it is asked about, and neither listed nor exported.
    """

    label: str
    starts_at: datetime
    ends_at: datetime
    person: str | None = None
    option: str | None = None
    medium: Medium | None = None
    status: Status = Status.PLANNED
    expectation: int | None = None
    check_in: CheckIn | None = None
    expectation_words: str | None = None
    hopes: str | None = None
    questions: tuple[Question, ...] = ()
    certain: bool = True
    title: str | None = None
    id: int = 0


class EventStatus(StrEnum):
    """What the calendar says of an event, the member's own answer to it included."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True, slots=True)
class Occurrence:
    """One happening of a calendar event, times in UTC.

    `recurrence_id` is the UTC start the series gave it, None for an event that does not recur.
    `guests` are e-mail addresses in lower case, organiser included. `assumed_zone` is a zone's name
    as the calendar writes it, where nobody knows it and the member's own was taken.
    """

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    recurrence_id: datetime | None = None
    all_day: bool = False
    status: EventStatus = EventStatus.CONFIRMED
    guests: tuple[str, ...] = ()
    description: str = ""
    assumed_zone: str | None = None

    @property
    def recurring(self) -> bool:
        return self.recurrence_id is not None

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at


class Verdict(StrEnum):
    """What Resonance makes of an occurrence."""

    INTERVIEW = "interview"
    ASK = "ask"
    NO = "no"


@dataclass(frozen=True, kw_only=True, slots=True)
class Understanding:
    """A verdict and the reason a member is given for it: "because you track Priya Shah"."""

    verdict: Verdict
    because: str
    person: str | None = None


def next_label(taken: tuple[str, ...]) -> str:
    """The next free id of the form i1, i2, ... in an exploration."""
    numbers = [int(label[1:]) for label in taken if label[:1] == "i" and label[1:].isdecimal()]
    return f"i{max(numbers, default=0) + 1}"
