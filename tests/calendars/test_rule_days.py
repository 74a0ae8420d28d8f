"""The arithmetic on rules never misses a day on which dateutil, asked in full, finds one."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars.rule_days import may_start
from tests.calendars.rules import rules

MONDAY = date(2026, 9, 14)


@pytest.mark.parametrize(
    ("rule", "after_days"),
    [
        ("FREQ=DAILY;INTERVAL=3", [3, 6, 9, 12, 15, 18, 21, 24, 27]),
        ("FREQ=DAILY;COUNT=3", [1, 2, 3]),
        ("FREQ=WEEKLY", [7, 14, 21, 28]),
        ("FREQ=WEEKLY;UNTIL=20260927T090000Z", [7, 14]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", [6, 14, 20, 28]),
        # the same weeks reckoned from Sunday
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", [13, 14, 27, 28]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=1;BYDAY=TU", [1, 15]),
        ("FREQ=MONTHLY;BYMONTHDAY=16", [2]),
        # the second Tuesday: any Tuesday of a month may be it
        ("FREQ=MONTHLY;BYDAY=2TU", [1, 8, 15, 22]),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", [1, 8, 15]),
        ("FREQ=YEARLY", []),
    ],
)
def test_a_plain_rule_names_few_days(rule: str, after_days: list[int]) -> None:
    days = [MONDAY + timedelta(days=n) for n in range(1, 29)]
    found = [day for day in days if may_start(rule, MONDAY, day, day)]
    assert [(day - MONDAY).days for day in found] == after_days


@pytest.mark.parametrize(
    "rule",
    [
        # not judged, for the guard to refuse and to name
        "FREQ=SECONDLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;UNTIL=soon",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "BYDAY=TU",
        "",
        # not judged, because it is rare
        "FREQ=YEARLY;BYMONTH=1",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=WEEKLY;BYSETPOS=1;BYDAY=TU",
    ],
)
def test_what_is_not_judged_may_be_any_day(rule: str) -> None:
    assert may_start(rule, date(2020, 1, 1), MONDAY, MONDAY)


def test_nothing_starts_before_the_first() -> None:
    assert not may_start("FREQ=DAILY", MONDAY, MONDAY - timedelta(days=9), MONDAY - timedelta(1))


def test_long_windows_are_not_counted_through() -> None:
    assert may_start("FREQ=YEARLY", MONDAY, MONDAY + timedelta(1), MONDAY + timedelta(days=99))


@settings(max_examples=1500, deadline=None)
@given(
    rule=rules(),
    start=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    later=st.integers(0, 900),
    days=st.integers(0, 7),
)
def test_no_day_is_missed(rule: str, start: date, later: int, days: int) -> None:
    first = start + timedelta(days=later)
    last = first + timedelta(days=days)
    midnights = [datetime.combine(day, time()) for day in (start, first, last)]
    expanded = rrulestr(rule.replace("Z", ""), dtstart=midnights[0])
    if expanded.between(midnights[1], midnights[2], inc=True):
        assert may_start(rule, start, first, last)
