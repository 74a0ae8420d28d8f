"""A calendar of 5,000 events read for two days, beside the libraries it is built on."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from benchmarks.figures import Figure
from bot.calendars.ics import read_ics

EVENTS = 5_000
START = datetime(2026, 10, 16, tzinfo=UTC)
END = START + timedelta(days=2)


def main() -> list[Figure]:
    """The ratio is the claim; both give the same occurrences, else this fails."""
    text = _calendar().encode()
    began = time.perf_counter()
    read = read_ics(text, window_start=START, window_end=END, zone=ZoneInfo("UTC"))
    ours = time.perf_counter() - began
    began = time.perf_counter()
    parsed = icalendar.Calendar.from_ical(text)
    plain = recurring_ical_events.of(parsed).between(START, END)
    theirs = time.perf_counter() - began
    if len(plain) != len(read.occurrences):
        raise RuntimeError(f"{len(read.occurrences)} occurrences beside {len(plain)}")
    name = f"{EVENTS:,} events read, beside icalendar + recurring-ical-events"
    return [Figure(name=name, value=ours, unit="s", beside=theirs)]


def _calendar() -> str:
    """Three years of meetings, one in ten of them weekly with a rule that has ended or goes on."""
    events = []
    for n in range(EVENTS):
        start = START - timedelta(days=1000) + timedelta(hours=5 * n + n % 7)
        rule = f"RRULE:FREQ=WEEKLY;COUNT={10 + n % 200}\r\n" if n % 10 == 0 else ""
        events.append(
            f"BEGIN:VEVENT\r\nUID:{n}@bench\r\nDTSTAMP:20260101T000000Z\r\n"
            f"SUMMARY:Meeting {n}\r\nDTSTART:{start:%Y%m%dT%H%M%SZ}\r\n"
            f"DTEND:{start + timedelta(minutes=30):%Y%m%dT%H%M%SZ}\r\n{rule}"
            f"DESCRIPTION:{'word ' * 100}\r\nEND:VEVENT\r\n"
        )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n"
