"""For sound calendars our reading is that of recurring-ical-events, asked without any shortcut."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calendars.texts import calendar, event, read

BASE = datetime(2025, 1, 1)  # noqa: DTZ001 (wall times, which get their zones in the text)
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    if draw(st.booleans()):
        days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True))
        parts.append(f"BYDAY={','.join(days)}")
    match draw(st.sampled_from(["ever", "count", "until"])):
        case "count":
            parts.append(f"COUNT={draw(st.integers(1, 60))}")
        case "until":
            until = BASE + timedelta(days=draw(st.integers(0, 900)))
            parts.append(f"UNTIL={until:%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


@st.composite
def series(draw: st.DrawFn, uid: str) -> str:
    """A series or a single event, sometimes with an occurrence taken out and one moved."""
    zone = draw(st.sampled_from(ZONES))
    start = BASE + timedelta(days=draw(st.integers(0, 700)), minutes=draw(st.integers(0, 95)) * 15)
    lines = [
        f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}",
        f"DURATION:PT{draw(st.integers(0, 200))}M",
    ]
    if draw(st.booleans()):
        lines.append(f"RRULE:{draw(rules())}")
    if draw(st.booleans()):
        lines.append(f"EXDATE;TZID={zone}:{start + timedelta(days=7):%Y%m%dT%H%M%S}")
    whole = event(*lines, uid=uid)
    if draw(st.booleans()):
        planned = start + timedelta(days=draw(st.integers(0, 21)))
        moved = planned + timedelta(minutes=draw(st.integers(-5000, 5000)))
        whole += event(
            f"RECURRENCE-ID;TZID={zone}:{planned:%Y%m%dT%H%M%S}",
            f"DTSTART;TZID={zone}:{moved:%Y%m%dT%H%M%S}",
            "DURATION:PT30M",
            uid=uid,
        )
    return whole


@st.composite
def days_off(draw: st.DrawFn) -> str:
    day = (BASE + timedelta(days=draw(st.integers(0, 700)))).date()
    end = day + timedelta(days=draw(st.integers(1, 10)))
    repeats = [f"RRULE:FREQ=YEARLY;COUNT={draw(st.integers(1, 3))}"] if draw(st.booleans()) else []
    return event(
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}", *repeats, uid="off"
    )


@settings(max_examples=300, deadline=None)
@given(
    events=st.tuples(series("a"), series("b"), days_off()),
    first=st.integers(0, 800),
    hours=st.integers(1, 24 * 60),
)
def test_starts_and_uids_are_those_of_the_library(
    events: tuple[str, ...], first: int, hours: int
) -> None:
    text = calendar(*events)
    start = BASE.replace(tzinfo=UTC) + timedelta(days=first)
    end = start + timedelta(hours=hours)
    ours = read(text, window=(start, end), zone=ZoneInfo("UTC"))
    assert ours.unread == ()
    found = {(o.starts_at, o.uid) for o in ours.occurrences}
    assert found == _by_the_library(text, start, end)


def _by_the_library(text: bytes, start: datetime, end: datetime) -> set[tuple[datetime, str]]:
    """Asked for some days more, since at the edges the library reckons on the wall."""
    margin = timedelta(days=3)
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
    happenings = query.between(start - margin, end + margin)
    moments = [(_utc(h["DTSTART"].dt), _utc(h["DTEND"].dt), str(h["UID"])) for h in happenings]
    return {
        (begins, uid)
        for begins, ends, uid in moments
        if (start <= begins < end if begins == ends else begins < end and ends > start)
    }


def _utc(value: date) -> datetime:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return datetime(value.year, value.month, value.day, tzinfo=UTC)
