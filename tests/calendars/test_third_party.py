"""Calendars that nobody here wrote, many of them broken on purpose: none hangs, none crashes."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.calendars.reading import Reading
from bot.calendars.tolerant import RawEvent, decoded, split
from tests.calendars.texts import DATA, read

FILES = sorted(
    path for folder in ("icalendar", "ical.net") for path in (DATA / folder).glob("*.ics")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_event_is_read_or_named(path: Path) -> None:
    text = path.read_bytes()
    events = [event for one in split(decoded(text)) for event in one.events]
    for event in events[:3]:
        reading = _around(text, event)
        read_uids = {occurrence.uid for occurrence in reading.occurrences}
        named = {one.what for one in reading.unread}
        is_read = event.value("UID").strip() in read_uids or _nameless(event, read_uids)
        assert is_read or event.called in named or _moved_or_excluded(event)


def _around(text: bytes, event: RawEvent) -> Reading:
    day = event.day("DTSTART") or datetime(2026, 9, 15, tzinfo=UTC).date()
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    return read(text, window=(noon - timedelta(days=2), noon + timedelta(days=2)))


def _nameless(event: RawEvent, uids: set[str]) -> bool:
    return not event.value("UID").strip() and any(uid.startswith("no-uid-") for uid in uids)


def _moved_or_excluded(event: RawEvent) -> bool:
    """A series' own start may be excepted, or belong to an event that a later version replaced."""
    return bool({"EXDATE", "RECURRENCE-ID", "SEQUENCE", "RRULE"} & set(event.properties))
