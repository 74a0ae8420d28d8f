"""Connected calendars, the accounts they belong to, and how events are tied to interviews."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from bot.core.meetings import Occurrence, Verdict


class CalendarKind(StrEnum):
    """How a calendar is reached."""

    ICS = "ics"
    CALDAV = "caldav"
    GOOGLE = "google"
    MICROSOFT = "microsoft"


@dataclass(frozen=True, kw_only=True, slots=True)
class Password:
    """What opens a CalDAV account: a name and, where the provider has them, an app password."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """What a member granted us at Google or Microsoft, until they withdraw it (OAuth 2.0)."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """A login of a member, under which one or more calendars are read.

    `address` is where a CalDAV server was found, empty for the others; it is shown only shortened.
    """

    member_id: int
    kind: CalendarKind
    secret: Password | Grant
    created_at: datetime
    address: str = field(default="", repr=False)
    id: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SignIn:
    """A sign-in under way at a provider. `state` comes back with the answer, `verifier` proves that
    who asked is who comes for the grant (PKCE, RFC 7636)."""

    state: str = field(repr=False)
    verifier: str = field(repr=False)
    member_id: int
    kind: CalendarKind
    began_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """A calendar that can be connected. `own_email` is the member's own address in it, where the
    provider says so; `main` marks the one most events are in."""

    address: str = field(repr=False)
    name: str
    own_email: str | None = None
    main: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """One calendar of a member. `address` is a secret: show it only shortened.

    `marks` are the source's own, of the last good read at `last_read_at`, by which it sees whether
    anything changed; `unchanged` counts the reads in a row that found nothing new. `trouble` is the
    sentence a member reads while it can't be read, since `troubled_since`; `unread` has a sentence
    for each thing in it that can't be. `expanded_until` is how far ahead its occurrences are known,
    since an unchanged calendar is not read again. `dedicated`: she keeps it for interviews alone;
    `keywords` are her own signs of one; `remembered` maps the keys of `detection.remembered_keys`
    to what she said of them.
    """

    member_id: int
    address: str = field(repr=False)
    kind: CalendarKind = CalendarKind.ICS
    account: Account | None = None
    name: str | None = None
    own_email: str | None = None
    dedicated: bool = False
    keywords: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    unchanged: int = 0
    last_read_at: datetime | None = None
    trouble: str | None = None
    troubled_since: datetime | None = None
    failures: int = 0
    unread: tuple[str, ...] = ()
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
    """What one good read of a calendar gave: occurrences overlapping the window asked for, a
    sentence for each thing that could not be read, and the calendar's new marks.

    `unread_uids` are of events that are there but could not be read, None where nobody can tell
    which those are: neither is gone for being absent here.
    """

    occurrences: tuple[Occurrence, ...]
    unread: tuple[str, ...] = ()
    unread_uids: frozenset[str] | None = frozenset()
    name: str | None = None
    marks: Mapping[str, str] = field(default_factory=dict)


def shortened(address: str) -> str:
    """How an address, which is a secret, is shown: "calendar.google.com/…7f3a".

    The four signs tell two addresses of one host apart and give nothing away.
    """
    try:
        host = urlsplit(address.strip()).hostname or "?"
    except ValueError:
        host = "?"
    return f"{shown_host(host)}/…{hashlib.sha256(address.strip().encode()).hexdigest()[:4]}"


#: Longer than the names of hosts that anybody reads; DNS allows 253.
_HOST_SHOWN = 60


def shown_host(host: str) -> str:
    """A host in a sentence; of a long one the end, which says whose it is."""
    return host if len(host) <= _HOST_SHOWN else f"…{host[-_HOST_SHOWN:]}"
