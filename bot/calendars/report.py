"""What a calendar holds as Resonance reads it, for whoever is said to read it."""

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars.ics import MAX_BYTES
from bot.calendars.ics_feed import fetch_calendar
from bot.calendars.reader import CalendarReader
from bot.calendars.reading import Reading
from bot.calendars.safe_http import SafeFetcher
from bot.core.detection import Knowledge, reason, understand
from bot.core.errors import CalendarTrouble
from bot.core.meetings import Occurrence, Understanding

#: What is known of somebody who said nothing of herself.
NOBODY = Knowledge()
_ADDRESS = re.compile(r"[a-z]+://", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """A reading with what is made of each occurrence, in the reading's order."""

    reading: Reading
    understood: tuple[Understanding, ...]
    zone: ZoneInfo


async def describe(
    source: str,
    *,
    window_start: datetime,
    window_end: datetime,
    zone: ZoneInfo,
    private_hosts: frozenset[str] = frozenset(),
    knowing: Knowledge = NOBODY,
) -> Described:
    """What the file or address `source` holds, as read for somebody of whom that much is known;
    `CalendarTrouble` if it can't be read at all."""
    text = await _text(source, private_hosts)
    reader = CalendarReader()
    try:
        reading = await reader.read(
            text,
            window_start=window_start,
            window_end=window_end,
            zone=zone,
            own_email=knowing.own_email,
        )
    finally:
        await reader.close()
    understood = tuple(understand(one, knowing) for one in reading.occurrences)
    return Described(reading=reading, understood=understood, zone=zone)


def as_json(described: Described) -> dict[str, Any]:
    """The object of `calendar --json`; times in UTC ending in Z."""
    pairs = zip(described.reading.occurrences, described.understood, strict=True)
    return {
        "occurrences": [_entry(occurrence, understood) for occurrence, understood in pairs],
        "unread": [{"what": one.what, "why": one.why} for one in described.reading.unread],
    }


def as_text(described: Described) -> str:
    """The same to read, in local time."""
    pairs = zip(described.reading.occurrences, described.understood, strict=True)
    lines = [_line(occurrence, understood, described.zone) for occurrence, understood in pairs]
    if not lines and described.reading.is_calendar:
        lines = ["nothing in these days"]
    lines += [f"not read: {one.what}: {one.why}" for one in described.reading.unread]
    return "\n".join(lines)


async def _text(source: str, private_hosts: frozenset[str]) -> bytes:
    if not _ADDRESS.match(source):
        return await asyncio.to_thread(_file, Path(source))
    async with SafeFetcher(private_hosts) as fetcher:
        fetched = await fetch_calendar(fetcher, source)
    return fetched.body if fetched else b""


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as fault:
        raise CalendarTrouble(
            f"{path}: {(fault.strerror or 'it cannot be opened').lower()}"
        ) from None


def _entry(occurrence: Occurrence, understood: Understanding) -> dict[str, Any]:
    planned = occurrence.recurrence_id
    return {
        "uid": occurrence.uid,
        "recurrence_id": _z(planned) if planned else None,
        "title": occurrence.title,
        "starts_at": _z(occurrence.starts_at),
        "ends_at": _z(occurrence.ends_at),
        "all_day": occurrence.all_day,
        "status": occurrence.status.value,
        "understood": understood.verdict.value,
        "because": understood.because,
        "assumed_zone": occurrence.assumed_zone,
    }


def _z(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _line(occurrence: Occurrence, understood: Understanding, zone: ZoneInfo) -> str:
    start, end = occurrence.starts_at.astimezone(zone), occurrence.ends_at.astimezone(zone)
    when = f"{start:%Y-%m-%d}" if occurrence.all_day else f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}"
    title = occurrence.title or "(no title)"
    return f"{when}  {title}  [{understood.verdict}] {reason(occurrence, understood)}"
