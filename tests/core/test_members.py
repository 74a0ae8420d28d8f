"""A member's zone decides which day it is, and so whether a pause still holds."""

from datetime import UTC, date, datetime

import pytest

from bot.core.members import Member

TODAY = date(2026, 11, 25)


def maya(zone: str | None, paused_until: date | None = None) -> Member:
    return Member(team="T0RESONANCE", user="U0MAYA", time_zone=zone, paused_until=paused_until)


@pytest.mark.parametrize(
    ("zone", "now", "paused"),
    [
        ("Europe/London", "2026-11-25T23:59", True),  # the last day belongs to the pause
        ("Europe/London", "2026-11-26T00:00", False),
        ("Pacific/Auckland", "2026-11-25T10:59", True),
        ("Pacific/Auckland", "2026-11-25T11:00", False),  # it is the 26th there
        ("America/New_York", "2026-11-26T04:59", True),
        (None, "2026-11-25T10:00", False),
    ],
)
def test_a_pause_ends_with_its_last_day_where_she_is(
    zone: str | None, now: str, paused: bool
) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert maya(zone, TODAY).paused_at(at) is paused


def test_without_a_pause_nothing_is_paused() -> None:
    assert not maya("Europe/London").paused_at(datetime(2026, 11, 25, tzinfo=UTC))


def test_a_zone_nobody_told_is_not_guessed() -> None:
    assert maya(None).zone is None


def test_weekly_messages_come_mondays_at_nine_unless_she_says_otherwise() -> None:
    start = maya(None).rhythm.start
    assert (start.weekday, start.at.isoformat(), start.on) == (0, "09:00:00", True)
