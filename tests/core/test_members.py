"""A member's zone decides which day it is, and so whether a pause still holds."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.core.members import Member, Rhythm

TODAY = date(2026, 11, 25)
LONDON = ZoneInfo("Europe/London")


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


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "local", "ends"),
    [
        ("21:00", "08:00", "2026-11-25T20:59", None),
        ("21:00", "08:00", "2026-11-25T21:00", "2026-11-26T08:00"),
        ("21:00", "08:00", "2026-11-25T23:59", "2026-11-26T08:00"),
        ("21:00", "08:00", "2026-11-26T07:59", "2026-11-26T08:00"),
        ("21:00", "08:00", "2026-11-26T08:00", None),
        # quiet in the middle of the day, as for somebody who works nights
        ("09:00", "16:00", "2026-11-25T12:00", "2026-11-25T16:00"),
        ("09:00", "16:00", "2026-11-25T16:00", None),
        # the same time twice is no quiet at all
        ("09:00", "09:00", "2026-11-25T09:00", None),
        # the night on which London leaves summer time is an hour longer
        ("21:00", "08:00", "2026-10-24T22:00", "2026-10-25T08:00"),
    ],
)
def test_quiet_hours_end_where_she_is(
    quiet_from: str, quiet_until: str, local: str, ends: str | None
) -> None:
    rhythm = Rhythm(
        quiet_from=time.fromisoformat(quiet_from), quiet_until=time.fromisoformat(quiet_until)
    )
    now = datetime.fromisoformat(local).replace(tzinfo=LONDON)

    found = rhythm.quiet_ends_at(now.astimezone(UTC), LONDON)

    wanted = datetime.fromisoformat(ends).replace(tzinfo=LONDON) if ends else None
    assert found == wanted
