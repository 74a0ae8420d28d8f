"""Which repeat rules are followed, and why others are not."""

import time
from datetime import date

import pytest

from bot.calendars.rule_guard import refusal

FIRST, LAST = date(2026, 9, 1), date(2026, 10, 1)


def why(*rules: str, start: date = date(2026, 1, 1), first: date = FIRST) -> str | None:
    return refusal(list(rules), start, first, LAST)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYDAY=MO,WE;WKST=SU",
        "FREQ=DAILY;COUNT=10",
        "FREQ=DAILY;COUNT=-1",
        "freq=monthly;byday=mo;bysetpos=-1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=20400101T000000Z",
        "FREQ=YEARLY;INTERVAL=9999",
        "FREQ=HOURLY;INTERVAL=2",
    ],
)
def test_a_rule_that_a_calendar_needs_is_followed(rule: str) -> None:
    assert why(rule) is None


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY", "every few seconds"),
        ("FREQ=MINUTELY;COUNT=2", "every few seconds or minutes"),
        ("FREQ=FORTNIGHTLY", "how often"),
        ("", "how often"),
        ("FREQ=DAILY;INTERVAL=0", "interval"),
        ("FREQ=DAILY;INTERVAL=10000", "interval"),
        ("FREQ=DAILY;INTERVAL=two", "interval"),
        ("FREQ=DAILY;COUNT=100000", "99,999"),
        ("FREQ=DAILY;COUNT=99999999999999999999", "99,999"),
        ("FREQ=YEARLY;BYYEARDAY=" + ",".join(["1"] * 401), "too many"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "never comes true"),
        ("FREQ=HOURLY;BYMONTH=4;BYMONTHDAY=31", "never comes true"),
        ("FREQ=DAILY;BYSETPOS=2", "never comes true"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", "never comes true"),
        ("FREQ=YEARLY;BYMONTH=1;BYWEEKNO=30", "never comes true"),
        ("RSCALE=CHINESE;FREQ=YEARLY", "can't be understood"),
        ("FREQ=DAILY;BYDAY=XX", "can't be understood"),
    ],
)
def test_a_rule_without_end_or_sense_is_refused_at_once(rule: str, reason: str) -> None:
    began = time.process_time()
    assert reason in (why(rule) or "")
    assert time.process_time() - began < 0.5


def test_seconds_in_disguise_are_too_often() -> None:
    parts = {"BYHOUR": 24, "BYMINUTE": 60, "BYSECOND": 60}
    lists = ";".join(f"{name}={','.join(map(str, range(n)))}" for name, n in parts.items())
    assert "too often" in (why(f"FREQ=DAILY;{lists}") or "")


def test_hourly_for_a_century_is_too_often_unless_it_ended() -> None:
    start = date(1926, 1, 1)
    assert "since it began" in (why("FREQ=HOURLY", start=start) or "")
    assert why("FREQ=HOURLY;UNTIL=19260201T000000Z", start=start) is None
    assert why("FREQ=HOURLY;COUNT=9", start=start) is None


def test_hourly_over_years_asked_about_is_too_often() -> None:
    start = date(2020, 1, 1)
    assert "days asked about" in (why("FREQ=HOURLY", start=start, first=start) or "")
    assert why("FREQ=HOURLY", start=start) is None


def test_a_handful_of_rules_is_enough_for_one_event() -> None:
    assert why(*["FREQ=DAILY"] * 5) is None
    assert "more than 5" in (why(*["FREQ=DAILY"] * 6) or "")
