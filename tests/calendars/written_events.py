"""An event as Maya writes it, whatever her calendar makes of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from icalendar import vText

from tests.calendars.texts import LONDON, event

MAYA = "maya@example.com"
TEN = datetime(2026, 9, 15, 10, 0, tzinfo=LONDON)


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Her own invitation; her `answer` is what she says to it herself. It happens `weekly` times.
    What was `planned` for another time is one happening of a series, moved."""

    uid: str = "coffee@example.com"
    title: str = "Coffee with Priya Shah"
    start: date = TEN
    end: date = TEN + timedelta(minutes=40)
    planned: datetime | None = None
    weekly: int = 1
    guests: tuple[str, ...] = ()
    answer: str = "accepted"
    cancelled: bool = False

    @property
    def happenings(self) -> tuple["Event", ...]:
        """Itself, or each happening of its series with the start that was planned."""
        if self.weekly == 1:
            return (self,)
        assert isinstance(self.start, datetime)
        weeks = [timedelta(weeks=number) for number in range(self.weekly)]
        return tuple(
            replace(self, start=self.start + week, end=self.end + week, planned=self.start + week)
            for week in weeks
        )

    def as_text(self) -> str:
        """The VEVENT, with a rule where it is a series."""
        lines = [
            "DTSTAMP:20260901T080000Z",
            _time("DTSTART", self.start),
            _time("DTEND", self.end),
            f"STATUS:{'CANCELLED' if self.cancelled else 'CONFIRMED'}",
            f"ORGANIZER:mailto:{MAYA}",
            f"ATTENDEE;PARTSTAT={self.answer.upper()}:mailto:{MAYA}",
            *(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{guest}" for guest in self.guests),
        ]
        if self.weekly > 1:
            lines.append(f"RRULE:FREQ=WEEKLY;COUNT={self.weekly}")
        if self.planned:
            lines.append(_time("RECURRENCE-ID", self.planned))
        return event(*lines, uid=self.uid, title=vText(self.title).to_ical().decode())


def _time(name: str, at: date) -> str:
    """A date, a time without a zone, or one in the zone that it is in."""
    if not isinstance(at, datetime):
        return f"{name};VALUE=DATE:{at:%Y%m%d}"
    zone = f";TZID={at.tzinfo}" if at.tzinfo else ""
    return f"{name}{zone}:{at:%Y%m%dT%H%M%S}"
