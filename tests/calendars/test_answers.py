"""How long a calendar's server is left alone, whatever it asks."""

from datetime import timedelta

import pytest

from bot.calendars.answers import retry_after

SUNDAY = "Sun, 06 Nov 1994 08:49:37 GMT"


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        ("90", timedelta(seconds=90)),
        (" 90 ", timedelta(seconds=90)),
        ("0", timedelta(seconds=1)),
        ("86400", timedelta(days=1)),
        ("86401", timedelta(days=1)),
        ("1000000000", timedelta(days=1)),
        ("9" * 8_000, timedelta(days=1)),
        ("Sun, 06 Nov 1994 08:51:37 GMT", timedelta(minutes=2)),
        ("Sun, 06 Nov 1994 08:40:00 GMT", timedelta(seconds=1)),
        ("Sun, 06 Nov 2994 08:49:37 GMT", timedelta(days=1)),
    ],
)
def test_it_is_a_second_at_least_and_a_day_at_most(asked: str, wait: timedelta) -> None:
    assert retry_after({"Retry-After": asked, "Date": SUNDAY}) == wait


@pytest.mark.parametrize(
    "asked", ["", "soon", "-5", "1.5", "1e9", "٣", "Sun, 06 Nov 1994", "Sun, 99 Nov 99999 99:99:99"]
)
def test_what_is_no_time_asks_for_nothing(asked: str) -> None:
    assert retry_after({"Retry-After": asked, "Date": SUNDAY}) is None
