"""How the child is asked and answers: framed JSON, in which what occurrences share stands once."""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars.reading import Reading, Unread
from bot.core.meetings import EventStatus, Occurrence

#: Before each frame: its length in bytes.
HEAD = struct.Struct(">I")
#: No answer is longer: it holds a reading as `reading.bounded` leaves it, with room to spare.
MOST_ANSWER = 12 << 20


def framed(payload: bytes) -> bytes:
    return HEAD.pack(len(payload)) + payload


def written(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


def asking(
    *, window_start: datetime, window_end: datetime, zone: ZoneInfo, own_email: str | None
) -> dict[str, Any]:
    """The arguments of `read_ics` in a question."""
    return {
        "window_start": window_start.isoformat(),
        "window_end": window_end.isoformat(),
        "zone": zone.key,
        "own_email": own_email,
    }


def asked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same as they were."""
    return {
        "window_start": datetime.fromisoformat(given["window_start"]),
        "window_end": datetime.fromisoformat(given["window_end"]),
        "zone": ZoneInfo(given["zone"]),
        "own_email": given["own_email"],
    }


def told(reading: Reading) -> dict[str, Any]:
    """A reading as it is answered. 20,000 occurrences of fifty events with long texts took a
    gigabyte, when each had the texts."""
    events: dict[tuple[Any, ...], int] = {}
    occurrences = [
        (events.setdefault(_event(one), len(events)), *_times(one)) for one in reading.occurrences
    ]
    return {
        "events": list(events),
        "occurrences": occurrences,
        "unread": [astuple(one) for one in reading.unread],
        "is_calendar": reading.is_calendar,
        "name": reading.name,
    }


def reading(given: Mapping[str, Any]) -> Reading:
    """The reading in an answer."""
    events = [_shared(*event) for event in given["events"]]
    return Reading(
        occurrences=tuple(_occurrence(events, *one) for one in given["occurrences"]),
        unread=tuple(Unread(what=what, why=why, uid=uid) for what, why, uid in given["unread"]),
        is_calendar=given["is_calendar"],
        name=given["name"],
    )


def _event(one: Occurrence) -> tuple[Any, ...]:
    """What an occurrence has of its event, in the order of `_shared`."""
    texts = (one.uid, one.title, one.description, one.guests)
    return (*texts, one.all_day, one.status, one.assumed_zone)


def _shared(
    uid: str, title: str, text: str, guests: list[str], all_day: bool, status: str, assumed: bool
) -> dict[str, Any]:
    return {
        "uid": uid,
        "title": title,
        "description": text,
        "guests": tuple(guests),
        "all_day": all_day,
        "status": EventStatus(status),
        "assumed_zone": assumed,
    }


def _times(one: Occurrence) -> tuple[str, str, str | None]:
    planned = one.recurrence_id
    return (
        one.starts_at.isoformat(),
        one.ends_at.isoformat(),
        planned.isoformat() if planned else None,
    )


def _occurrence(
    events: Sequence[dict[str, Any]], event: int, starts: str, ends: str, planned: str | None
) -> Occurrence:
    return Occurrence(
        **events[event],
        starts_at=datetime.fromisoformat(starts),
        ends_at=datetime.fromisoformat(ends),
        recurrence_id=datetime.fromisoformat(planned) if planned else None,
    )
