"""A connected calendar and how its occurrences are tied to interviews."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.meetings import Occurrence, Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """One calendar of a member. `address` is a secret: show it only shortened.

    `etag`, `last_modified` and `digest` belong to the last good read at `last_read_at`;
    `trouble` is the sentence a member reads while it can't be read, since `troubled_since`.
    `expanded_until` is how far ahead its occurrences are known, since an unchanged feed is not read
    again; `remembered` maps an event's uid or normalised title to what the member said of it.
    """

    member_id: int
    address: str
    kind: str = "ics"
    name: str | None = None
    own_email: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    last_read_at: datetime | None = None
    trouble: str | None = None
    troubled_since: datetime | None = None
    failures: int = 0
    expanded_until: datetime | None = None
    remembered: Mapping[str, Verdict] = field(default_factory=dict)
    id: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    """An occurrence that may be an interview, tied to the interview it became.

    `recurrence_id` is None for an event that does not recur. `missed` counts good fetches in a
    row in which it was gone: a vanished event is believed after two. `title` is the
    event's own, shown to its member only.
    """

    calendar_id: int
    uid: str
    interview_id: int
    title: str
    because: str
    recurrence_id: datetime | None = None
    missed: int = 0
    id: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedRead:
    """What one good read of a calendar gave: occurrences overlapping the window asked for, and a
    sentence for each thing that could not be read. The last four are the calendar's new marks."""

    occurrences: tuple[Occurrence, ...]
    unread: tuple[str, ...] = ()
    name: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
