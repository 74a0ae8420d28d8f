"""What the services need from outside, each as a small Protocol named by its role."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from bot.core.feeds import Account, Calendar, CalendarKind, Meeting, SignIn
from bot.core.meetings import Interview
from bot.core.members import Member
from bot.core.nudges import Kind, Lane, Nudge, State
from bot.core.observations import Observation, Seen
from bot.core.people import Person
from bot.core.plan import Exploration
from bot.core.reflection import CheckIn

#: The one clock: an aware UTC datetime that never runs backwards.
Now = Callable[[], datetime]


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What a member asked for, and when. `key` is the same for every redelivery of it."""

    member: Member
    at: datetime
    key: str | None = None


class AlreadyHandled(Exception):
    """This request's effect is stored already: Slack delivered it again. Nothing is to be done."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A check-in form as far as it was filled in: `typed` is its state, in the form's own shape.

    `began_from` is the version of the answers it was opened with; `typed_at` orders drafts of one
    interview, in seconds.
    """

    interview_id: int
    began_from: str | None
    typed: Mapping[str, Any]
    typed_at: float


class Members(Protocol):
    async def get(self, member_id: int) -> Member: ...

    async def several(self, ids: Collection[int]) -> Mapping[int, Member]:
        """Those of them that are stored, by id."""
        ...

    async def find(self, team: str, user: str) -> Member | None: ...

    async def every(self) -> tuple[Member, ...]:
        """All members stored, in stored order."""
        ...

    async def add(self, member: Member) -> Member:
        """Stores a new member, and the workspace where it is new."""
        ...

    async def save(self, member: Member) -> None: ...

    async def remove(self, member: Member) -> None:
        """The member with everything stored for them."""
        ...


class Explorations(Protocol):
    async def of(self, member_id: int) -> tuple[Exploration, ...]:
        """Every exploration of a member, whole, in stored order."""
        ...

    async def interviews(self, ids: Collection[int]) -> Mapping[int, Interview]:
        """Those of them that are stored, of whichever explorations, by id."""
        ...

    async def add(self, member_id: int, exploration: Exploration) -> Exploration:
        """Stores an exploration with all that is in it, in its order; returned with its ids."""
        ...

    async def save_plan(self, exploration: Exploration) -> None:
        """Question, dates, goal, choice and options. Options are matched by id and never vanish
        with their people: those of a missing one stay, and so do its interviews, without it."""
        ...

    async def save_person(self, exploration: Exploration, person: Person) -> Person:
        """Stores the person with the whole history. Here as in `save_interview`, names are looked
        up in the exploration given, which must hold them as stored; else `LookupError`."""
        ...

    async def remove_person(self, person_id: int) -> None:
        """The person and their history; interviews with them stay, without a person."""
        ...

    async def save_interview(self, exploration: Exploration, interview: Interview) -> Interview:
        """Stores the interview without its check-in, which has a method of its own."""
        ...

    async def remove_interview(self, interview_id: int) -> None: ...

    async def save_check_in(self, interview_id: int, check_in: CheckIn) -> None: ...

    async def draft(self, interview_id: int) -> Draft | None: ...

    async def save_draft(self, draft: Draft) -> None:
        """Keeps a draft, unless a later one of that interview is kept already."""
        ...

    async def remove_draft(self, interview_id: int) -> None: ...

    async def remove_all(self, member_id: int) -> None:
        """Every exploration of the member with all that hangs on it, nudges included (save the
        calendars' polls)."""
        ...


class Calendars(Protocol):
    async def of(self, member_id: int) -> tuple[Calendar, ...]: ...

    async def get(self, calendar_id: int) -> Calendar | None: ...

    async def save(self, calendar: Calendar) -> Calendar: ...

    async def note_unchanged(self, calendar_id: int, read_at: datetime) -> None:
        """A good read found nothing new, whatever was wrong before."""
        ...

    async def forget_marks(self, member_id: int) -> tuple[Calendar, ...]:
        """All of a member's calendars, each to be read whole the next time."""
        ...

    async def planned_in(
        self, calendar_id: int, now: datetime
    ) -> tuple[tuple[datetime, datetime], ...]:
        """Start and end of every interview in it that is planned and has not ended."""
        ...

    async def remove(self, calendar_id: int) -> None: ...

    async def meetings(self, calendar_id: int) -> tuple[Meeting, ...]: ...

    async def meetings_beside(self, calendar: Calendar) -> tuple[Meeting, ...]:
        """Those of the same member's other calendars."""
        ...

    async def meeting_of(self, interview_id: int) -> Meeting | None: ...

    async def meetings_of(self, interview_ids: Collection[int]) -> Mapping[int, Meeting]:
        """The events behind interviews, by the interview's id."""
        ...

    async def save_meeting(self, meeting: Meeting) -> Meeting: ...


class Accounts(Protocol):
    async def get(self, account_id: int) -> Account | None: ...

    async def save(self, account: Account) -> Account: ...

    async def remove(self, account_id: int) -> None:
        """The account, of which no calendar is connected any more."""
        ...

    async def remove_unused(self, before: datetime) -> None:
        """Forgets every account made before then under which no calendar is connected."""
        ...

    async def begin(self, sign_in: SignIn) -> None: ...

    async def under_way(self, kind: CalendarKind, state: str, since: datetime) -> SignIn | None:
        """The sign-in of that kind and state, begun at `since` or later; it is left as it is."""
        ...

    async def take(self, kind: CalendarKind, state: str, since: datetime) -> SignIn | None:
        """The sign-in of that kind and state, which nobody can take again; None for one never
        begun, or begun before `since`, all of which are forgotten."""
        ...


class Nudges(Protocol):
    async def plan(self, nudge: Nudge) -> None:
        """Upsert by key: a PLANNED row takes the new due time, a DROPPED or FAILED one is PLANNED
        again (its attempts go on counting, for the fence); a CLAIMED or SENT one stays as it is,
        and so does another member's."""
        ...

    async def drop(self, key: str) -> None:
        """A planned row of that key becomes DROPPED; anything else stays as it is."""
        ...

    async def get(self, key: str) -> Nudge | None: ...

    async def of(self, member_id: int, nudge_id: int) -> Nudge | None:
        """A member's nudge of that id; None where there is none, or it is somebody else's."""
        ...

    async def astray(self, now: datetime) -> tuple[Nudge, ...]:
        """Those that only a clock set wrong can have left as they are: weekly messages and polls
        planned further ahead than they ever are, and check-ins settled before they were due."""
        ...

    async def free(self, now: datetime) -> int:
        """Makes due now what a clock set wrong has claimed or put off for longer than is ever
        done; how many."""
        ...

    async def claim(
        self, lane: Lane, now: datetime, lease: timedelta, limit: int
    ) -> tuple[Nudge, ...]:
        """At most `limit` rows due by `now`, oldest first, now CLAIMED until `now + lease`."""
        ...

    async def settle(
        self,
        nudge: Nudge,
        *,
        state: State,
        next_at: datetime | None = None,
        error: str | None = None,
        unsure: bool = False,
        channel: str | None = None,
        ts: str | None = None,
    ) -> bool:
        """Ends this claim. `next_at` set means: due again then (a retry, or the next poll).
        Without an error it is the next occasion, and `due_at` moves with it.
        False, and nothing changed, when the row was claimed again meanwhile."""
        ...

    async def next_at(self, lane: Lane) -> datetime | None:
        """When the next row falls due or its lease lapses."""
        ...

    async def take_room(self, nudge: Nudge, day: date, cap: int) -> bool:
        """Takes a place for a claimed nudge among the messages of its member's `day`, of which
        there are `cap`; it is given back unless the nudge is sent. The member must be held."""
        ...

    async def of_kind(
        self, member_id: int, kind: Kind, start: datetime, end: datetime
    ) -> tuple[Nudge, ...]:
        """A member's of one kind due in between, whether they wait or were sent."""
        ...

    async def coming(self, member_id: int) -> tuple[Nudge, ...]:
        """What is planned for a member, soonest first, polls left out."""
        ...

    async def failures(self, member_id: int, limit: int) -> tuple[Nudge, ...]:
        """The latest that failed or are being tried again, newest first."""
        ...


class Observations(Protocol):
    async def note(self, seen: Seen, at: datetime) -> None:
        """It holds now; `since` stays what it was where it was seen before."""
        ...

    async def clear(self, seen: Seen) -> None: ...

    async def every(self) -> tuple[Observation, ...]:
        """All that held when last looked at, oldest first."""
        ...


class Work(Protocol):
    """One transaction: everything in it is stored together, or nothing is."""

    @property
    def members(self) -> Members: ...
    @property
    def explorations(self) -> Explorations: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def calendars(self) -> Calendars: ...
    @property
    def nudges(self) -> Nudges: ...
    @property
    def observations(self) -> Observations: ...


class Store(Protocol):
    def reading(self) -> AbstractAsyncContextManager[Work]: ...

    def writing(self, request: Request | None = None) -> AbstractAsyncContextManager[Work]:
        """A transaction that may write. With a `request` whose key was stored before, raises
        `AlreadyHandled`; else the key is stored in this very transaction."""
        ...

    def alone(self, name: str) -> AbstractAsyncContextManager[None]:
        """While this lasts, nobody else with this store is inside a block of that name. It is no
        transaction: what takes long, such as asking a server, belongs here and not in one."""
        ...
