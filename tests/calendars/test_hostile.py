"""Each hostile file has one fault and one healthy event; the fault costs nothing but itself."""

import time
from pathlib import Path

import pytest

from bot.calendars import ics
from tests.calendars.texts import DATA, at, calendar, event, read

HOSTILE = sorted((DATA / "hostile").glob("*.ics"))


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_the_healthy_event_comes_through_and_the_broken_one_is_named(path: Path) -> None:
    began = time.process_time()
    reading = read(path.read_bytes())
    assert time.process_time() - began < 2
    healthy = [o for o in reading.occurrences if o.title == "Coffee with Priya Shah"]
    assert [(o.starts_at, o.ends_at) for o in healthy][:1] == [(at(15, 9), at(15, 9, 40))]
    broken = [one for one in reading.unread if one.what.startswith("Broken")]
    assert len(broken) == (b"Broken" in path.read_bytes())
    assert not any(o.title == "Broken" for o in reading.occurrences)


def hostile(name: str) -> bytes:
    return (DATA / "hostile" / f"{name}.ics").read_bytes()


def test_a_broken_event_is_named_by_title_and_date_with_the_reason() -> None:
    [unread] = read(hostile("every_second_since_1970")).unread
    assert (unread.what, unread.why) == (
        "Broken, 1 Jan 1970",
        "it repeats every few seconds or minutes",
    )


def test_a_calendar_that_breaks_off_says_so() -> None:
    whats = [one.what for one in read(hostile("truncated")).unread]
    assert whats == ["the end of the calendar", "Broken, 16 Sep 2026"]


def test_both_of_two_calendars_in_one_file_are_read() -> None:
    titles = [o.title for o in read(hostile("two_calendars")).occurrences]
    assert titles == ["Coffee with Priya Shah", "Call with Tom Adeyemi"]


def test_an_event_without_uid_has_the_same_name_at_every_reading() -> None:
    first, second = (read(hostile("no_stamp_no_uid")).occurrences for _ in range(2))
    assert first == second
    assert all(o.uid for o in first)


def test_letters_of_an_old_encoding_are_read() -> None:
    assert "Café with Ana Lima" in {o.title for o in read(hostile("old_encoding")).occurrences}


def test_two_members_zones_of_one_name_stay_apart() -> None:
    for name, hour in (("maya", 8), ("another_member", 17), ("maya", 8)):
        reading = read(hostile(f"customized_zone_of_{name}"))
        [call] = [o for o in reading.occurrences if o.title == "Call with Tom Adeyemi"]
        assert (call.starts_at, call.assumed_zone) == (at(16, hour), None)


def test_a_zone_whose_rules_never_end_is_not_followed_but_assumed() -> None:
    reading = read(hostile("a_zone_that_changes_every_second"))
    [call] = [o for o in reading.occurrences if o.title == "Call with Tom Adeyemi"]
    assert (call.starts_at, call.assumed_zone) == (at(16, 8), "Restless")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"hello",
        b"<!doctype html><title>Sign in</title>",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xff\xfe\x00",
    ],
    ids=["empty", "words", "login page", "picture", "half a letter"],
)
def test_what_is_no_calendar_is_told_once_and_told_apart(text: bytes) -> None:
    reading = read(text)
    assert not reading.is_calendar
    assert reading.occurrences == ()
    assert len(reading.unread) == 1


def test_an_empty_calendar_is_one() -> None:
    reading = read(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    assert (reading.is_calendar, reading.occurrences, reading.unread) == (True, (), ())


def test_a_calendar_beyond_the_size_limit_is_not_read_and_says_so() -> None:
    reading = read(b"BEGIN:VCALENDAR\n" + b"x" * ics.MAX_BYTES)
    assert [(one.what, one.why) for one in reading.unread] == [
        ("the calendar", "it is larger than 10 MB")
    ]


def test_events_beyond_the_limit_are_told_and_the_others_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ics, "MAX_EVENTS", 2)
    text = calendar(*(event("DTSTART:20260915T100000Z", uid=str(n)) for n in range(3)))
    reading = read(text)
    assert len(reading.occurrences) == 2
    assert reading.unread[0].why == "only its first 2 events are read"
