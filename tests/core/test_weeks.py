"""Local days, weeks and quarters, across clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import InvalidInput
from bot.core.weeks import (
    checked_day,
    iso_week,
    moment,
    next_weekly,
    quarter_end,
    week_bounds,
)

LONDON = ZoneInfo("Europe/London")
ZONES = [
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # its clocks change by half an hour
    "America/St_Johns",
    "America/Santiago",  # its clocks change at midnight
    "Pacific/Apia",
    "UTC",
]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "clock", "instant"),
    [
        ("Europe/London", date(2026, 7, 6), time(9), "2026-07-06T08:00"),
        ("Europe/London", date(2026, 11, 23), time(9), "2026-11-23T09:00"),
        ("Asia/Kolkata", date(2026, 11, 23), time(9), "2026-11-23T03:30"),
        ("Asia/Kathmandu", date(2026, 11, 23), time(9), "2026-11-23T03:15"),
        # the hour that spring skips comes an hour later on the wall
        ("Europe/London", date(2026, 3, 29), time(1, 30), "2026-03-29T01:30"),
        ("America/New_York", date(2026, 3, 8), time(2, 30), "2026-03-08T07:30"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-03T15:45"),
        # where midnight itself is skipped, the day begins at one
        ("America/Santiago", date(2026, 9, 6), time(0), "2026-09-06T04:00"),
        # the hour that autumn doubles is taken the first time
        ("Europe/London", date(2026, 10, 25), time(1, 30), "2026-10-25T00:30"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01T05:30"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-04T14:45"),
    ],
)
def test_a_wall_clock_shows_a_time_at_one_instant(
    zone: str, day: date, clock: time, instant: str
) -> None:
    assert moment(day, clock, ZoneInfo(zone)) == at(instant)


@pytest.mark.parametrize(
    ("now", "start", "end"),
    [
        ("2026-11-25T10:00", "2026-11-23T00:00", "2026-11-30T00:00"),
        (
            "2026-07-05T23:30",
            "2026-07-05T23:00",
            "2026-07-12T23:00",
        ),  # Monday already, where she is
        ("2026-03-25T10:00", "2026-03-23T00:00", "2026-03-29T23:00"),  # 167 hours
        ("2026-10-20T10:00", "2026-10-18T23:00", "2026-10-26T00:00"),  # 169 hours
        ("2026-12-31T12:00", "2026-12-28T00:00", "2027-01-04T00:00"),
    ],
)
def test_a_week_runs_from_monday_to_monday_where_she_is(now: str, start: str, end: str) -> None:
    assert week_bounds(at(now), LONDON) == (at(start), at(end))


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-23T08:59:59", "2026-11-23T09:00"),
        ("2026-11-23T09:00", "2026-11-30T09:00"),  # strictly after
        ("2026-11-29T23:00", "2026-11-30T09:00"),
        ("2026-03-23T09:00", "2026-03-30T08:00"),  # nine stays nine when summer begins
        ("2026-10-19T08:00", "2026-10-26T09:00"),  # and when it ends
        ("2026-12-28T09:00", "2027-01-04T09:00"),
    ],
)
def test_mondays_at_nine_stay_at_nine_on_her_wall(now: str, due: str) -> None:
    assert next_weekly(at(now), 0, time(9), LONDON) == at(due)


def test_a_weekly_moment_in_the_doubled_hour_comes_once() -> None:
    first = next_weekly(at("2026-10-24T12:00"), 6, time(1, 30), LONDON)
    assert first == at("2026-10-25T00:30")
    assert next_weekly(first, 6, time(1, 30), LONDON) == at("2026-11-01T01:30")


@given(
    hours=st.integers(0, 2 * 366 * 24),
    weekday=st.integers(0, 6),
    minutes=st.integers(0, 24 * 60 - 1),
    zone=st.sampled_from(ZONES),
)
def test_weekly_moments_come_every_week_once_whatever_the_clocks_do(
    hours: int, weekday: int, minutes: int, zone: str
) -> None:
    where, clock = ZoneInfo(zone), time(minutes // 60, minutes % 60)
    moments = [at("2026-01-01T00:00") + timedelta(hours=hours)]
    for _ in range(60):
        moments.append(next_weekly(moments[-1], weekday, clock, where))
    assert timedelta(0) < moments[1] - moments[0] <= timedelta(days=7, hours=1)
    assert all(
        timedelta(days=6, hours=22) <= late - early <= timedelta(days=7, hours=2)
        for early, late in pairwise(moments[1:])
    )
    assert all(m.astimezone(where).weekday() == weekday for m in moments[1:])


@pytest.mark.parametrize(
    ("instant", "week"),
    [
        ("2026-11-25T10:00", "2026-W48"),
        ("2026-12-31T12:00", "2026-W53"),
        ("2027-01-01T12:00", "2026-W53"),  # the new year's first days are the old one's week
        ("2027-01-04T12:00", "2027-W01"),
        ("2024-12-30T12:00", "2025-W01"),  # and the other way round
        ("2026-07-05T23:30", "2026-W28"),  # Monday already, where she is
    ],
)
def test_a_week_is_named_by_the_iso_calendar_where_she_is(instant: str, week: str) -> None:
    assert iso_week(at(instant), LONDON) == week


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 9, 7), date(2026, 12, 31)),  # fewer than six weeks remain
        (date(2026, 8, 19), date(2026, 9, 30)),  # six weeks to the day
        (date(2026, 8, 20), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2027, 3, 31)),
        (date(2028, 1, 31), date(2028, 3, 31)),
        (date(2026, 5, 1), date(2026, 6, 30)),
    ],
)
def test_an_exploration_ends_with_a_quarter_that_leaves_room(day: date, end: date) -> None:
    assert quarter_end(day) == end


def test_a_year_out_of_reach_is_told_beside_its_input() -> None:
    with pytest.raises(InvalidInput, match="year 1969") as fault:
        checked_day(date(1969, 12, 31), field="starts_on")
    assert fault.value.field == "starts_on"
