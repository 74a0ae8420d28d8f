"""Days and times are read as people write them, and what can't be is told with what was typed."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.dates import can_be_read, may_be_swapped, parse_date, parse_when
from bot.core.errors import InvalidInput

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = date(2026, 11, 25)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-30", "2026-11-30"),
        ("2026/11/30", "2026-11-30"),
        ("20261130", "2026-11-30"),
        ("2026-03-04", "2026-03-04"),  # the year first is never read the other way round
        ("today", "2026-11-25"),
        ("Tomorrow", "2026-11-26"),
        ("YESTERDAY", "2026-11-24"),
        # a weekday is the next one, today included; with a word before it, it is a strict one
        ("wednesday", "2026-11-25"),
        ("Thursday", "2026-11-26"),
        ("tuesday", "2026-12-01"),
        ("tue", "2026-12-01"),
        ("Tues", "2026-12-01"),
        ("thurs", "2026-11-26"),
        ("  fri ", "2026-11-27"),
        ("last Tuesday", "2026-11-24"),
        ("last wednesday", "2026-11-18"),
        ("this Wednesday", "2026-11-25"),
        ("next Wednesday", "2026-12-02"),
        ("next Friday", "2026-11-27"),
        # in numbers
        ("24/11/2026", "2026-11-24"),
        ("24.11.2026", "2026-11-24"),
        ("24-11-26", "2026-11-24"),
        ("24.11.", "2026-11-24"),
        ("30/11", "2026-11-30"),
        ("11/24/2026", "2026-11-24"),  # can be read one way only
        ("03/04/2026", "2026-04-03"),
        # with the month's name
        ("24 November", "2026-11-24"),
        ("Nov 24", "2026-11-24"),
        ("24 nov. 2026", "2026-11-24"),
        ("November 24th, 2026", "2026-11-24"),
        ("the 3rd of May", "2027-05-03"),
        ("Tuesday 24 November", "2026-11-24"),
        ("Tue, 24 Nov 2026", "2026-11-24"),
        ("29 February", "2028-02-29"),
    ],
)
def test_a_day_is_written_as_people_write_one(words: str, day: str) -> None:
    assert parse_date(words, WEDNESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("words", "month_first"),
    [("03/04/2026", "2026-03-04"), ("3/4", "2027-03-04"), ("03.04.2026", "2026-04-03")],
)
def test_where_the_month_is_written_first_it_is_read_first(words: str, month_first: str) -> None:
    assert parse_date(words, WEDNESDAY, day_first=False) == date.fromisoformat(month_first)


@pytest.mark.parametrize(
    ("words", "nearest", "ahead"),
    [
        ("24 November", "2026-11-24", "2027-11-24"),
        ("25 November", "2026-11-25", "2026-11-25"),
        ("1 July", "2026-07-01", "2027-07-01"),
        ("2 January", "2027-01-02", "2027-01-02"),
    ],
)
def test_a_day_without_its_year_is_the_nearest_or_the_next(
    words: str, nearest: str, ahead: str
) -> None:
    assert parse_date(words, WEDNESDAY) == date.fromisoformat(nearest)
    assert parse_date(words, WEDNESDAY, ahead=True) == date.fromisoformat(ahead)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "is no day I can read"),
        ("t", "is no day I can read"),
        ("mo", "is no day I can read"),
        ("tuesdays", "is no day I can read"),
        ("next", "is no day I can read"),
        ("soon", "is no day I can read"),
        ("May", "is no day I can read"),
        ("November 2026", "is no day I can read"),
        ("24", "is no day I can read"),
        ("2 weeks ago", "is no day I can read"),
        ("24 Movember", "is no day I can read"),
        ("24 Marzipan", "There is no day"),
        ("2026-13-01", "There is no day “2026-13-01”; write one like 24 November"),
        ("2026-02-30", "There is no day"),
        ("31/02/2026", "There is no day"),
        ("31 June", "There is no day"),
        ("13/13/2026", "There is no day"),
        ("00/11/2026", "There is no day"),
        ("Monday 24 November 2026", "is a Tuesday"),
        ("0001-01-01", "out of reach"),
        ("9999-12-31", "out of reach"),
        ("x" * 3000, "is no day I can read"),
    ],
)
def test_what_is_no_day_is_told_with_what_was_typed(words: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence) as fault:
        parse_date(words, WEDNESDAY)
    assert len(str(fault.value)) < 250


@pytest.mark.parametrize(
    ("words", "instant"),
    [
        ("14:30", "2026-11-25T14:30"),
        ("9:05", "2026-11-25T09:05"),
        ("14.30", "2026-11-25T14:30"),
        ("14h30", "2026-11-25T14:30"),
        ("2pm", "2026-11-25T14:00"),
        ("2 PM", "2026-11-25T14:00"),
        ("2:15 p.m.", "2026-11-25T14:15"),
        ("12am", "2026-11-25T00:00"),
        ("12pm", "2026-11-25T12:00"),
        ("noon", "2026-11-25T12:00"),
        ("today 14:30", "2026-11-25T14:30"),
        ("Tuesday 14:30", "2026-12-01T14:30"),
        ("14:30 Tue", "2026-12-01T14:30"),
        ("last Tuesday 10:00", "2026-11-24T10:00"),
        ("yesterday at 2pm", "2026-11-24T14:00"),
        ("24/11/2026 10:00", "2026-11-24T10:00"),
        ("24.11. 14.30", "2026-11-24T14:30"),
        ("24.11 14.30", "2026-11-24T14:30"),
        ("Nov 24 10am", "2026-11-24T10:00"),
        ("10am on the 24th of November", "2026-11-24T10:00"),
        ("2026-07-06   14:30", "2026-07-06T13:30"),
        ("yesterday 23:59", "2026-11-24T23:59"),
        ("2026-03-29 01:30", "2026-03-29T01:30"),  # skipped: half past two on the wall
    ],
)
def test_a_day_and_a_time_are_one_instant(words: str, instant: str) -> None:
    assert parse_when(words, at("2026-11-25T10:00"), LONDON) == at(instant)
    assert can_be_read(words)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_is_her_today(zone: str) -> None:
    where = ZoneInfo(zone)
    now = at("2026-11-25T11:00")
    assert parse_when("today 14:30", now, where).astimezone(where).date() == (
        now.astimezone(where).date()
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("24:00", "is no time I can read"),
        ("14:60", "is no time I can read"),
        ("13pm", "is no time I can read"),
        ("0am", "is no time I can read"),
        ("Tuesday", "At what time “Tuesday”. Write it like `tuesday 14:30`"),
        ("24 November", "At what time “24 November”"),
        ("", "is no day"),
        ("14:3", "is no day"),
        ("Tusday 14:30", "“tusday” is no day"),
        ("last week 10:00", "“last week” is no day"),
        ("2026-13-01 10:00", "There is no day “2026-13-01”"),
    ],
)
def test_what_is_no_time_is_told(words: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        parse_when(words, at("2026-11-25T10:00"), LONDON)


@pytest.mark.parametrize(
    ("words", "swapped"),
    [
        ("Priya 03/04/2026 10:00", True),
        ("until 3-4", True),
        ("Priya 24/11/2026 10:00", False),
        ("Priya 04/04/2026", False),
        ("Priya 03.04.2026", False),
        ("Priya 2026-03-04", False),
        ("Priya 2026/03/04", False),
        ("Priya Tuesday", False),
    ],
)
def test_only_a_date_that_can_be_read_both_ways_may_be_swapped(words: str, swapped: bool) -> None:
    assert may_be_swapped(words) is swapped


PIECES = (
    *("1", "2", "24", "31", "99", "2026", "0000", "٣", "²", "/", "-", ".", ":", "h", ",", " "),
    *("am", "pm", "st", "th", "of", "at", "on", "May", "feb", "Marzipan", "tue", "last", "next"),
    *("noon", "today", "é", "\x00"),
)


@given(words=st.lists(st.sampled_from(PIECES), max_size=12).map("".join), day_first=st.booleans())
def test_whatever_is_typed_is_a_moment_or_is_told(words: str, day_first: bool) -> None:
    try:
        found = parse_when(words, at("2026-11-25T10:00"), LONDON, day_first=day_first)
    except InvalidInput:
        return
    assert found.tzinfo is UTC
    assert can_be_read(words)
