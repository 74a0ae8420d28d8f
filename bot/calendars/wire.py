"""How a reading is asked for and answered between this process and its child: framed JSON."""

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars.reading import Reading, Unread
from bot.core.meetings import EventStatus, Occurrence

#: Before each frame: its length in bytes.
HEAD = struct.Struct(">I")


def framed(payload: bytes) -> bytes:
    return HEAD.pack(len(payload)) + payload


def question(
    *, window_start: datetime, window_end: datetime, zone: ZoneInfo, own_email: str | None
) -> bytes:
    """What is asked; the calendar's text follows in a frame of its own."""
    asked = {
        "window_start": window_start.isoformat(),
        "window_end": window_end.isoformat(),
        "zone": zone.key,
        "own_email": own_email,
    }
    return json.dumps(asked).encode()


def asked(payload: bytes) -> dict[str, Any]:
    """The arguments of `read_ics` in a question."""
    given = json.loads(payload)
    return {
        "window_start": datetime.fromisoformat(given["window_start"]),
        "window_end": datetime.fromisoformat(given["window_end"]),
        "zone": ZoneInfo(given["zone"]),
        "own_email": given["own_email"],
    }


def answer(reading: Reading) -> bytes:
    return json.dumps(asdict(reading), default=datetime.isoformat).encode()


def reading(payload: bytes) -> Reading:
    """The reading in an answer."""
    given = json.loads(payload)
    return Reading(
        occurrences=tuple(_occurrence(one) for one in given["occurrences"]),
        unread=tuple(Unread(**one) for one in given["unread"]),
        is_calendar=given["is_calendar"],
        name=given["name"],
    )


def _occurrence(given: Mapping[str, Any]) -> Occurrence:
    planned = given["recurrence_id"]
    return Occurrence(
        **{
            **given,
            "starts_at": datetime.fromisoformat(given["starts_at"]),
            "ends_at": datetime.fromisoformat(given["ends_at"]),
            "recurrence_id": datetime.fromisoformat(planned) if planned else None,
            "status": EventStatus(given["status"]),
            "guests": tuple(given["guests"]),
        }
    )
