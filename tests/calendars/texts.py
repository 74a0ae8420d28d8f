"""Small calendars written for one test each, and the one way the tests read them."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.calendars.ics import read_ics
from bot.calendars.reading import Reading

DATA = Path(__file__).parent.parent / "data" / "calendars"
LONDON = ZoneInfo("Europe/London")
SEPTEMBER = (datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC))


def event(*lines: str, uid: str = "e1@example.org", title: str = "Coffee with Priya Shah") -> str:
    """A VEVENT of these lines; an empty title leaves SUMMARY out."""
    summary = [f"SUMMARY:{title}"] if title else []
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *summary, *lines, "END:VEVENT", ""])


def calendar(*events: str, head: str = "") -> bytes:
    """A VCALENDAR of these parts; `head` holds further lines of its own."""
    lines = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}"
    return f"{lines}{''.join(events)}END:VCALENDAR\r\n".encode()


def read(
    text: bytes,
    *,
    window: tuple[datetime, datetime] = SEPTEMBER,
    zone: ZoneInfo = LONDON,
    own_email: str | None = None,
) -> Reading:
    start, end = window
    return read_ics(text, window_start=start, window_end=end, zone=zone, own_email=own_email)


def at(day: int, hour: int = 0, minute: int = 0, *, month: int = 9) -> datetime:
    """A UTC moment in 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)
