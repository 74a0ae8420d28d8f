"""Nudges: what the bot does by itself at a moment, and the keys that keep each one single."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

_WEEK = re.compile(r"\d{4}-W\d{2}")


class Kind(StrEnum):
    """What a nudge is about. Polls are nudges to ourselves: read that calendar now."""

    WEEK_START = "week_start"
    WEEK_MIDDLE = "week_middle"
    WEEK_END = "week_end"
    CHECK_IN = "check_in"
    QUESTION = "question"
    CALENDAR = "calendar"
    POLL = "poll"


#: The weekly kinds, each with the name of its moment in a member's rhythm and in its key.
WEEKLY: Mapping[Kind, str] = MappingProxyType(
    {Kind.WEEK_START: "start", Kind.WEEK_MIDDLE: "middle", Kind.WEEK_END: "end"}
)
#: Kinds that are not messages, or can't wait: outside quiet hours and daily cap.
UNBOUND = frozenset({Kind.CHECK_IN, Kind.POLL})


class Lane(StrEnum):
    """What is done side by side, so that a slow calendar keeps no message waiting."""

    MESSAGES = "messages"
    POLLS = "polls"


class State(StrEnum):
    """PLANNED -> CLAIMED -> one of the others; CLAIMED again when the lease has lapsed."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Nudge:
    """One row of the one table of nudges.

    `subject` is the id of what it is about (an interview, a calendar). After `expires_at` it is
    pointless and is dropped unsent. `attempt` counts claims and fences their results; `unsure` says
    that an earlier try may have reached Slack; `channel` and `ts` say where Slack put it; `error`
    names the last failure without private words.
    """

    key: str
    kind: Kind
    member_id: int
    due_at: datetime
    subject: int | None = None
    expires_at: datetime | None = None
    state: State = State.PLANNED
    attempt: int = 0
    unsure: bool = False
    error: str | None = None
    channel: str | None = None
    ts: str | None = None
    id: int = 0


#: The error of a nudge dropped since it came too late to be of use.
EXPIRED = "expired"
#: A claim not settled within this time is taken to have died with its process, and is repeated.
LEASE = timedelta(seconds=120)


#: The furthest ahead that each is ever planned, by a clock that is right: the next weekly message
#: of an exploration under way, the next poll of a calendar, and another try after a failure.
NEXT_WEEKLY, NEXT_POLL = timedelta(days=8), timedelta(days=4)
NEXT_TRY = timedelta(hours=1)
#: A check-in that left so long before its time comes again at it; after less nothing comes twice.
ASKED_EARLY = timedelta(days=1)


def weekly_key(member_id: int, iso_week: str, moment: str) -> str:
    return f"weekly:{member_id}:{iso_week}:{moment}"


def snooze_key(nudge: Nudge, due_at: datetime) -> str:
    """Of a weekly message that is said again then; it stays one of its own week."""
    week = week_of(nudge.key)
    return ":".join(["snooze", str(nudge.id), *([week] if week else []), f"{due_at:%Y%m%d}"])


def week_of(key: str) -> str | None:
    """The ISO week that a message is about, as in "2026-W48"; None where its key names none."""
    return next((part for part in key.split(":") if _WEEK.fullmatch(part)), None)


def check_in_key(interview_id: int, number: int = 1) -> str:
    return f"checkin:{interview_id}:{number}"


def is_first(check_in: str) -> bool:
    """Whether a check-in's key says that none was asked of its interview before."""
    return check_in.endswith(":1")


def question_key(interview_id: int) -> str:
    return f"question:{interview_id}"


def poll_key(calendar_id: int) -> str:
    return f"poll:{calendar_id}"


def broken_key(calendar_id: int, since: datetime, number: int) -> str:
    """The `number`-th message about a calendar that can't be read `since` then."""
    return f"calendar:{calendar_id}:{since:%Y%m%dT%H%M%S}:{number}"


def back_off(attempt: int) -> timedelta:
    """The wait after the `attempt`-th failure: 2 s, doubling, at most 10 minutes."""
    return timedelta(seconds=min(600, 2 ** min(attempt, 10)))
