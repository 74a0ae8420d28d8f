"""Old series are not counted through from their beginning, and give what they would have given."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.calendars import expansion
from tests.calendars.texts import at, calendar, event, read

LONDON = "TZID=Europe/London"


@pytest.mark.parametrize(
    "lines",
    [
        # daily, every third day, on weekdays
        [f"DTSTART;{LONDON}:20190301T090000", "RRULE:FREQ=DAILY"],
        [f"DTSTART;{LONDON}:20190301T090000", "RRULE:FREQ=DAILY;INTERVAL=3"],
        [f"DTSTART;{LONDON}:20190301T090000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
        # every other week reckoned from Sunday, begun on a day that is not one of its days
        [
            f"DTSTART;{LONDON}:20190301T090000",
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;WKST=SU",
        ],
        # counted, so that the last one is in the month, and so that it is not
        [f"DTSTART;{LONDON}:20260101T090000", "RRULE:FREQ=DAILY;COUNT=260"],
        [f"DTSTART;{LONDON}:20260101T090000", "RRULE:FREQ=DAILY;COUNT=100"],
        [f"DTSTART;{LONDON}:20260101T090000", "RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=37"],
        [f"DTSTART;{LONDON}:20260101T090000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=72"],
        # lasting for weeks
        ["DTSTART;VALUE=DATE:20200101", "DURATION:P5W", "RRULE:FREQ=WEEKLY;INTERVAL=6"],
        # ending in another zone, with days taken out
        [
            f"DTSTART;{LONDON}:20190301T090000",
            "DTEND;TZID=America/New_York:20190301T060000",
            "RRULE:FREQ=DAILY",
        ],
        [
            f"DTSTART;{LONDON}:20190301T090000",
            "RRULE:FREQ=DAILY",
            f"EXDATE;{LONDON}:20260910T090000",
        ],
    ],
)
def test_what_happens_is_what_would_have_happened(
    lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly = read(calendar(event(*lines)))
    monkeypatch.setattr(expansion, "give_head_start", lambda *_: None)
    assert quickly == read(calendar(event(*lines)))


def test_a_change_to_all_that_follows_counts_however_long_ago_it_was() -> None:
    series = event(f"DTSTART;{LONDON}:20190301T090000", "RRULE:FREQ=DAILY")
    later = event(
        f"RECURRENCE-ID;RANGE=THISANDFUTURE;{LONDON}:20190401T090000",
        f"DTSTART;{LONDON}:20190401T110000",
    )
    starts = [one.starts_at for one in read(calendar(series, later)).occurrences]
    assert starts == [at(day, 10) for day in range(1, 31)]


def test_a_century_of_days_costs_no_more_than_a_month() -> None:
    start = datetime(1926, 1, 1, 9, tzinfo=UTC)
    text = calendar(
        *(
            event(f"DTSTART:{start:%Y%m%dT%H%M%SZ}", "RRULE:FREQ=DAILY", uid=str(n))
            for n in range(20)
        )
    )
    window = (at(1), at(1) + timedelta(days=2))
    began = time.process_time()
    assert len(read(text, window=window).occurrences) == 40
    assert time.process_time() - began < 1
