"""What the text alone allows to leave out: never anything that may touch the window."""

from datetime import date

import pytest

from bot.calendars.prefilter import relevant_uids
from bot.calendars.tolerant import RawEvent, decoded, split
from tests.calendars.texts import calendar, event

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)


def raw(*lines: str) -> RawEvent:
    return split(decoded(calendar(event(*lines))))[0].events[0]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        # within, before and after
        (["DTSTART:20260915T100000Z"], True),
        (["DTSTART:20260830T100000Z"], False),
        (["DTSTART:20261001T100000Z"], False),
        # long enough to reach in, by end or by duration
        (["DTSTART:20260801T100000Z", "DTEND:20260902T100000Z"], True),
        (["DTSTART:20260801T100000Z", "DURATION:P5W"], True),
        (["DTSTART:20260801T100000Z", "DURATION:P1D"], False),
        # a duration that text doesn't tell
        (["DTSTART:20260801T100000Z", "DURATION:a month"], True),
        # a series without end, one that ended, one that counts
        (["DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY"], True),
        (["DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY;UNTIL=20210101T000000Z"], False),
        (["DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY;COUNT=2"], False),
        (["DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY;COUNT=4000"], True),
        # a birthday of this month, one of another
        (["DTSTART;VALUE=DATE:19800915", "RRULE:FREQ=YEARLY"], True),
        (["DTSTART;VALUE=DATE:19800815", "RRULE:FREQ=YEARLY"], False),
        # one that lasts from an earlier month into this one
        (["DTSTART;VALUE=DATE:19800820", "DURATION:P3W", "RRULE:FREQ=YEARLY"], True),
        # an end before its start, which reaches back
        (["DTSTART:20261002T100000Z", "DTEND:20260930T100000Z"], True),
        # a series that has not begun
        (["DTSTART:20270101T100000Z", "RRULE:FREQ=DAILY"], False),
        # extra dates may be anywhere, and so may all that follows a change
        (["DTSTART:20200101T100000Z", "RDATE:20260915T100000Z"], True),
        (
            ["DTSTART:20200101T100000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20200102T100000Z"],
            True,
        ),
        # without a day there is something to report
        (["DTSTART:soon"], True),
        ([], True),
    ],
)
def test_an_event_is_kept_if_it_may_touch_the_days(lines: list[str], kept: bool) -> None:
    assert bool(relevant_uids([("a", raw(*lines))], FIRST, LAST)) is kept


def test_a_series_is_kept_whole_if_any_part_of_it_matters() -> None:
    old = raw("DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20200103")
    moved = raw("DTSTART:20260915T100000Z", "RECURRENCE-ID:20200102T100000Z")
    assert relevant_uids([("a", old), ("a", moved), ("b", old)], FIRST, LAST) == {"a"}


def test_a_series_in_utc_moves_with_the_zone_of_its_calendar() -> None:
    every_other_tuesday = raw("DTSTART:20260901T010000Z", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    days = (date(2026, 9, 8), date(2026, 9, 9))
    assert relevant_uids([("a", every_other_tuesday)], *days) == set()
    assert relevant_uids([("a", every_other_tuesday)], *days, utc_moves=True) == {"a"}
