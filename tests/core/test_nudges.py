"""Keys keep each nudge single; waits after failures grow, but not for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.nudges import (
    back_off,
    broken_key,
    check_in_key,
    poll_key,
    question_key,
    weekly_key,
)

SINCE = datetime(2026, 11, 25, 10, 30, 15, tzinfo=UTC)


def test_keys_say_whose_nudge_it_is_and_about_what() -> None:
    assert weekly_key(7, "2026-W48", "start") == "weekly:7:2026-W48:start"
    assert check_in_key(12) == "checkin:12:1"
    assert check_in_key(12, 2) == "checkin:12:2"
    assert question_key(12) == "question:12"
    assert poll_key(3) == "poll:3"
    assert broken_key(3, SINCE, 2) == "calendar:3:20261125T103015:2"


def test_no_two_moments_share_a_key() -> None:
    numbers = (1, 11, 111)
    keys = [
        *(weekly_key(n, week, "start") for n in numbers for week in ("2026-W01", "2026-W11")),
        *(check_in_key(n, m) for n in numbers for m in numbers),
        *(make(n) for make in (question_key, poll_key) for n in numbers),
        *(broken_key(n, SINCE, m) for n in numbers for m in numbers),
        *(broken_key(n, SINCE + timedelta(days=1), m) for n in numbers for m in numbers),
    ]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(1, 2), (2, 4), (5, 32), (9, 512), (10, 600), (100_000, 600)]
)
def test_the_wait_doubles_up_to_ten_minutes(attempt: int, seconds: int) -> None:
    assert back_off(attempt) == timedelta(seconds=seconds)
