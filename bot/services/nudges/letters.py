"""What the bot says by itself, as values; how each looks is up to whoever delivers it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.members import Member
from bot.core.plan import Pace


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekStart:
    """Monday's message: the goal, how things stand, how many people wait. No names."""

    nudge_id: int
    pace: Pace
    waiting: int
    coming: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekMiddle:
    """The middle of a week in which fewer than half were asked yet. No names."""

    nudge_id: int
    pace: Pace
    waiting: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekEnd:
    """The end of the week: what happened, and what is next."""

    nudge_id: int
    pace: Pace
    held: int
    coming: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HowDidItGo:
    """The question at an interview's end. `certain` False makes it the question whether it was
    an interview at all; `again` says that she was still talking when it was first asked, `logged`
    that no calendar of hers has it."""

    nudge_id: int
    interview_id: int
    ended_at: datetime
    certain: bool
    again: bool
    paused: bool
    logged: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class IsItAnInterview:
    """The morning's question about something in today's calendar."""

    nudge_id: int
    interview_id: int
    starts_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarBroken:
    """A calendar, whose name is not said, can't be read `since` then, one of `troubled`; `last`
    says so for good."""

    nudge_id: int
    calendar_id: int
    since: datetime
    troubled: int
    last: bool


Letter = WeekStart | WeekMiddle | WeekEnd | HowDidItGo | IsItAnInterview | CalendarBroken


@dataclass(frozen=True, kw_only=True, slots=True)
class Posted:
    """Where a letter stands."""

    channel: str
    ts: str


class Throttled(Exception):
    """Slack asks to wait for `retry_after`; nothing was posted."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"asked to wait {retry_after.total_seconds():.0f} s")
        self.retry_after = retry_after


class Undelivered(Exception):
    """A letter could not be posted; `code` is Slack's own word or the fault's kind, never text.

    `permanent` says that posting it again as it stands is pointless; `unsure` that Slack may have
    accepted it all the same, so that it must be looked for before it is posted again.
    """

    def __init__(self, code: str, *, permanent: bool = False, unsure: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.permanent = permanent
        self.unsure = unsure


class Messenger(Protocol):
    """Posts letters to a member's DM, once each: it never retries by itself."""

    async def post(self, member: Member, letter: Letter) -> Posted:
        """Raises `Throttled` or `Undelivered`."""
        ...

    async def find(self, member: Member, nudge_id: int, since: datetime) -> Posted | None:
        """Where the letter of that nudge stands, if it was posted `since` then; raises the same."""
        ...
