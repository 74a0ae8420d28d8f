"""A calendar of 5,000 events read for two days, beside the libraries it is built on."""

import time
from datetime import UTC, date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from benchmarks.figures import Figure
from bot.calendars.ics import read_ics

EVENTS, ROUNDS = 5_000, 5
START = datetime(2026, 10, 16, tzinfo=UTC)
END = START + timedelta(days=2)


def main() -> list[Figure]:
    """The ratio is the claim; both give the same occurrences, else this fails."""
    text = calendar_of(EVENTS)
    rounds = [_round(text) for _ in range(ROUNDS)]
    ours, theirs = (median(times) for times in zip(*rounds, strict=True))
    name = f"{EVENTS:,} events read, beside icalendar + recurring-ical-events"
    return [Figure(name=name, value=ours, unit="s", beside=theirs)]


def _round(text: bytes) -> tuple[float, float]:
    """Seconds for us and for them, in turn, so that whatever else goes on falls on both."""
    began = time.perf_counter()
    read = read_ics(text, window_start=START, window_end=END, zone=ZoneInfo("UTC"))
    between = time.perf_counter()
    plain = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(START, END)
    ended = time.perf_counter()
    found = {(one.uid, one.starts_at, one.ends_at) for one in read.occurrences}
    if found != {
        (str(one["UID"]), _utc(one["DTSTART"].dt), _utc(one["DTEND"].dt)) for one in plain
    }:
        raise RuntimeError(f"{len(found)} occurrences are not the {len(plain)} of the libraries")
    return between - began, ended - between


def calendar_of(many: int) -> bytes:
    """Years of meetings, one in ten of them weekly with a rule that has ended or goes on."""
    events = []
    for n in range(many):
        start = START - timedelta(days=1000) + timedelta(hours=5 * n + n % 7)
        rule = f"RRULE:FREQ=WEEKLY;COUNT={10 + n % 200}\r\n" if n % 10 == 0 else ""
        events.append(
            f"BEGIN:VEVENT\r\nUID:{n}@bench\r\nDTSTAMP:20260101T000000Z\r\n"
            f"SUMMARY:Meeting {n}\r\nDTSTART:{start:%Y%m%dT%H%M%SZ}\r\n"
            f"DTEND:{start + timedelta(minutes=30):%Y%m%dT%H%M%SZ}\r\n{rule}"
            f"DESCRIPTION:{'word ' * 100}\r\nEND:VEVENT\r\n"
        )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n".encode()


def _utc(at: date) -> datetime:
    assert isinstance(at, datetime)
    return at.astimezone(UTC)
