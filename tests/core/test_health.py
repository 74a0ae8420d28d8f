"""A broken calendar is told within a day, then more and more rarely, four times in all."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.health import told_at
from bot.core.members import Rhythm

LONDON = ZoneInfo("Europe/London")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SINCE = datetime(2026, 9, 14, 8, tzinfo=UTC)


@pytest.mark.parametrize(("permanent", "first"), [(False, 12 * HOUR), (True, HOUR)])
def test_what_no_waiting_mends_is_told_sooner_and_no_oftener(
    permanent: bool, first: timedelta
) -> None:
    told = [at - SINCE for at in told_at(SINCE, permanent=permanent)]
    assert told == [first, 3 * DAY, 7 * DAY, 14 * DAY]


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("month", [7, 12])
def test_whenever_it_breaks_she_hears_within_a_day_and_not_in_her_quiet_hours(
    hour: int, month: int
) -> None:
    since = datetime(2026, month, 15, hour, 59, tzinfo=LONDON).astimezone(UTC)
    first, *_ = told_at(since, permanent=False)
    heard_at = Rhythm().quiet_ends_at(first, LONDON) or first
    assert heard_at - since <= DAY
