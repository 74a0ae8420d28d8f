"""People to talk to, the stage each has reached, and how a name typed by hand finds one of them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.core.errors import Ambiguous, InvalidInput, NotFound, quoted
from bot.core.names import matching


class Stage(StrEnum):
    """How far things have come with a person, as written in the exploration file."""

    IDEA = "idea"
    ASKED = "asked"
    REPLIED = "replied"
    BOOKED = "booked"
    MET = "met"
    THANKED = "thanked"
    DECLINED = "declined"
    NO_REPLY = "no_reply"


class InField(StrEnum):
    """How long somebody has been in the field: what they say of it depends on that."""

    NEW = "new"
    SETTLED = "settled"
    LEFT = "left"


#: Stages in which an answer or a meeting is still awaited.
OPEN = frozenset({Stage.ASKED, Stage.REPLIED, Stage.BOOKED})

#: What has been reached with each stage. That somebody declines takes a reply back as little as a
#: booking; that somebody does not reply contradicts both.
_REACHED = {
    Stage.IDEA: 0,
    Stage.ASKED: 1,
    Stage.NO_REPLY: 1,
    Stage.REPLIED: 2,
    Stage.BOOKED: 3,
    Stage.DECLINED: 3,
    Stage.MET: 4,
    Stage.THANKED: 5,
}
#: From here anything may follow.
_AT_AN_END = frozenset({Stage.NO_REPLY, Stage.DECLINED})


@dataclass(frozen=True, kw_only=True, slots=True)
class StageChange:
    """A step taken with a person."""

    stage: Stage
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody to talk to. `option` is an option's name; `alias` what she would have shown in place
    of the name; `next_step` her own note of what to do next, and `next_on` when; `id` is 0 until
    stored."""

    name: str
    option: str | None = None
    role: str | None = None
    organisation: str | None = None
    stage: Stage = Stage.IDEA
    referred_by: str | None = None
    email: str | None = None
    link: str | None = None
    notes: str | None = None
    history: tuple[StageChange, ...] = ()
    in_field: InField | None = None
    alias: str | None = None
    how_known: str | None = None
    next_step: str | None = None
    next_on: date | None = None
    id: int = 0

    def moved_to(self, stage: Stage, at: datetime) -> "Person":
        """The person one step on; moving to the stage already reached changes nothing."""
        if stage is self.stage:
            return self
        return replace(self, stage=stage, history=(*self.history, StageChange(stage=stage, at=at)))

    def would_go_back(self, stage: Stage) -> bool:
        """Whether that stage was passed already, so that moving there is perhaps a slip."""
        return self.stage not in _AT_AN_END and _REACHED[stage] < _REACHED[self.stage]

    def without(self, stage: Stage) -> "Person":
        """As things were before that stage was reached, where it is the one that is reached: the
        step is taken out again, since one back to *asked* would count toward this week."""
        if self.stage is not stage:
            return self
        steps = [place for place, step in enumerate(self.history) if step.stage is stage]
        before = self.history[: steps[-1]] if steps else self.history
        return replace(self, stage=before[-1].stage if before else Stage.IDEA, history=before)


NAME_LIMIT = 80


def checked_name(text: str) -> str:
    """A name as it is stored: white space folded, 1 to 80 characters, else `InvalidInput`."""
    name = " ".join(text.split())
    if not name:
        raise InvalidInput("A name is missing.", field="name")
    if len(name) > NAME_LIMIT:
        raise InvalidInput(f"That name is longer than {NAME_LIMIT} characters.", field="name")
    return name


def find_person(people: tuple[Person, ...], words: str) -> Person:
    """The one person whose name contains `words`, without regard to case or accents.

    A whole name wins over a part of a longer one. Raises `NotFound` or `Ambiguous`.
    """
    match matching(people, words):
        case [person]:
            return person
        case []:
            raise NotFound(f"Nobody here is called {quoted(words)}. `/outreach add` adds somebody.")
        case several:
            raise Ambiguous(words, tuple(p.name for p in several))
