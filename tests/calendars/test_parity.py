"""For sound calendars our reading is that of recurring-ical-events, asked without any shortcut."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calendars.rules import BASE, rules
from tests.calendars.texts import calendar, event, read

ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
HEADS = ("", "", "X-WR-TIMEZONE:Pacific/Auckland\r\n", "X-WR-TIMEZONE:America/Los_Angeles\r\n")


@st.composite
def series(draw: st.DrawFn, uid: str) -> str:
    """A series or a single event, sometimes with occurrences taken out, added and changed."""
    stamp = _stamp(draw(st.sampled_from((*ZONES, None))))
    start = BASE + timedelta(days=draw(st.integers(0, 700)), minutes=draw(st.integers(0, 95)) * 15)
    lines = [f"DTSTART{stamp(start)}", f"DURATION:PT{draw(st.integers(0, 2000))}M"]
    if draw(st.integers(0, 3)):
        lines.append(f"RRULE:{draw(rules())}")
    if draw(st.booleans()):
        lines.append(f"EXDATE{stamp(start + timedelta(days=7))}")
    if not draw(st.integers(0, 3)):
        lines.append(f"RDATE{stamp(start + timedelta(days=draw(st.integers(1, 90))))}")
    whole = event(*lines, uid=uid)
    if draw(st.booleans()):
        planned = start + timedelta(days=draw(st.integers(0, 21)))
        moved = planned + timedelta(minutes=draw(st.integers(-5000, 5000)))
        whole += event(
            f"RECURRENCE-ID{stamp(planned)}", f"DTSTART{stamp(moved)}", "DURATION:PT30M", uid=uid
        )
    return whole


def _stamp(zone: str | None) -> Callable[[datetime], str]:
    """Writes times in the zone, or in UTC."""
    if zone is None:
        return lambda at: f":{at:%Y%m%dT%H%M%SZ}"
    return lambda at: f";TZID={zone}:{at:%Y%m%dT%H%M%S}"


@st.composite
def days_off(draw: st.DrawFn) -> str:
    day = (BASE + timedelta(days=draw(st.integers(0, 700)))).date()
    end = day + timedelta(days=draw(st.integers(1, 10)))
    repeats = [f"RRULE:FREQ=YEARLY;COUNT={draw(st.integers(1, 3))}"] if draw(st.booleans()) else []
    return event(
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}", *repeats, uid="off"
    )


@settings(max_examples=600, deadline=None)
@given(
    events=st.tuples(series("a"), series("b"), series("c"), days_off()),
    head=st.sampled_from(HEADS),
    first=st.integers(0, 800 * 24),
    hours=st.one_of(st.integers(1, 48), st.integers(1, 24 * 60)),
)
def test_starts_and_uids_are_those_of_the_library(
    events: tuple[str, ...], head: str, first: int, hours: int
) -> None:
    text = calendar(*events, head=head)
    start = BASE.replace(tzinfo=UTC) + timedelta(hours=first)
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
    moments = [(_utc(h["DTSTART"].dt), _ends(h), str(h["UID"])) for h in happenings]
    return {
        (begins, uid)
        for begins, ends, uid in moments
        if (start <= begins < end if begins == ends else begins < end and ends > start)
    }


def _ends(happening: Any) -> datetime:
    """Reckoned in UTC: on the wall, where the library adds a length, clock changes move an end."""
    start, end = happening["DTSTART"].dt, happening["DTEND"].dt
    length: timedelta = end - start
    return _utc(start) + length


def _utc(value: date) -> datetime:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return datetime(value.year, value.month, value.day, tzinfo=UTC)
