"""What calendar text means: times, ends, repeats, changes, answers."""

from datetime import datetime, timedelta

import pytest

from bot.core.meetings import EventStatus, Occurrence
from tests.calendars.texts import at, calendar, event, read

MARCH_AND_APRIL = (at(1, month=3), at(1, month=5))
OCTOBER = (at(1, month=10), at(1, month=11))


def only(text: bytes, **how: object) -> Occurrence:
    [occurrence] = read(text, **how).occurrences  # type: ignore[arg-type]  # passed on as given
    return occurrence


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        # a time in a named zone is that wall time there
        (
            ["DTSTART;TZID=America/New_York:20260915T100000", "DURATION:PT40M"],
            at(15, 14),
            at(15, 14, 40),
        ),
        # a time in UTC is itself
        (["DTSTART:20260915T100000Z", "DTEND:20260915T110000Z"], at(15, 10), at(15, 11)),
        # a zone by its Windows name is known
        (
            ["DTSTART;TZID=W. Europe Standard Time:20260915T100000", "DURATION:PT1H"],
            at(15, 8),
            at(15, 9),
        ),
        # a globally unique zone name ends in the name that counts
        (
            ["DTSTART;TZID=/vendor.example/Europe/Berlin:20260915T100000", "DURATION:PT1H"],
            at(15, 8),
            at(15, 9),
        ),
        # an end in another zone than the start is a moment of its own
        (
            [
                "DTSTART;TZID=Europe/London:20260915T100000",
                "DTEND;TZID=America/New_York:20260915T060000",
            ],
            at(15, 9),
            at(15, 10),
        ),
        # an end without a zone is where the start is
        (
            ["DTSTART;TZID=America/New_York:20260915T100000", "DTEND:20260915T103000"],
            at(15, 14),
            at(15, 14, 30),
        ),
        # without end or duration an event has no length, and still takes place
        (["DTSTART:20260915T100000Z"], at(15, 10), at(15, 10)),
    ],
)
def test_a_timed_event_starts_and_ends_at_these_moments(
    lines: list[str], start: datetime, end: datetime
) -> None:
    occurrence = only(calendar(event(*lines)))
    assert (occurrence.starts_at, occurrence.ends_at) == (start, end)
    assert not occurrence.all_day
    assert not occurrence.assumed_zone


@pytest.mark.parametrize(
    "start",
    [
        # a display name of no place that anybody knows
        'DTSTART;TZID="(UTC+01:00) Nowhere, Elsewhere":20260915T100000',
        # a name nobody knows
        "DTSTART;TZID=Customized Time Zone:20260915T100000",
    ],
)
def test_a_time_without_a_usable_zone_is_hers_and_marked(start: str) -> None:
    occurrence = only(calendar(event(start, "DURATION:PT30M")))
    assert occurrence.starts_at == at(15, 9)
    assert occurrence.assumed_zone


def test_a_floating_time_is_where_she_is_and_nothing_is_assumed() -> None:
    occurrence = only(calendar(event("DTSTART:20260915T100000", "DURATION:PT30M")))
    assert (occurrence.starts_at, occurrence.assumed_zone) == (at(15, 9), None)


def test_a_floating_time_is_where_the_calendar_says_it_lives() -> None:
    text = calendar(event("DTSTART:20260915T100000"), head="X-WR-TIMEZONE:Asia/Tokyo\r\n")
    assert only(text).starts_at == at(15, 1)


def test_a_series_in_utc_is_repeated_where_its_calendar_lives() -> None:
    series = event("DTSTART:20260328T090000Z", "RRULE:FREQ=DAILY;COUNT=2")
    text = calendar(series, head="X-WR-TIMEZONE:Europe/London\r\n")
    starts = [one.starts_at for one in read(text, window=MARCH_AND_APRIL).occurrences]
    assert starts == [at(28, 9, month=3), at(29, 8, month=3)]


def test_a_series_that_ends_at_a_time_without_a_zone_ends_where_it_takes_place() -> None:
    new_york = "TZID=America/New_York:20260915T100000"
    text = calendar(event(f"DTSTART;{new_york}", "RRULE:FREQ=DAILY;UNTIL=20260916T100000"))
    assert [o.starts_at for o in read(text).occurrences] == [at(15, 14), at(16, 14)]


def test_a_floating_series_keeps_its_last_occurrence() -> None:
    text = calendar(event("DTSTART:20260915T230000", "RRULE:FREQ=DAILY;UNTIL=20260917T230000"))
    assert [o.starts_at for o in read(text).occurrences] == [at(15, 22), at(16, 22), at(17, 22)]


def test_a_zone_defined_in_the_calendar_counts_even_if_defined_after_the_event() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
        "TZOFFSETFROM:-0300\r\nTZOFFSETTO:-0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    occurrence = only(calendar(event("DTSTART;TZID=Ours:20260915T100000"), zone))
    assert occurrence.starts_at == at(15, 13)
    assert not occurrence.assumed_zone


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART;VALUE=DATE:20260915"],
        ["DTSTART;VALUE=DATE:20260915", "DTEND;VALUE=DATE:20260916"],
        ["DTSTART;VALUE=DATE:20260915", "DTEND;VALUE=DATE:20260915"],
        ["DTSTART;VALUE=DATE:20260915", "DURATION:P1D"],
    ],
)
def test_an_all_day_event_lasts_her_day_however_it_is_written(lines: list[str]) -> None:
    occurrence = only(calendar(event(*lines)))
    assert occurrence.all_day
    assert (occurrence.starts_at, occurrence.ends_at) == (at(14, 23), at(15, 23))


@pytest.mark.parametrize(
    ("lines", "length"),
    [
        # hours are hours, whatever the clock on the wall does at 02:00 on 25 October
        (["DURATION:PT3H"], timedelta(hours=3)),
        # an end is where the clock on the wall says
        (["DTEND;TZID=Europe/London:20261025T033000"], timedelta(hours=4)),
        # a day is from wall time to wall time
        (["DURATION:P1D"], timedelta(hours=25)),
    ],
)
def test_the_end_is_right_when_the_clocks_go_back_meanwhile(
    lines: list[str], length: timedelta
) -> None:
    text = calendar(event("DTSTART;TZID=Europe/London:20261025T003000", *lines))
    assert only(text, window=OCTOBER).length == length


def test_every_occurrence_of_a_series_lasts_the_same_exact_time() -> None:
    text = calendar(
        event(
            "DTSTART;TZID=Europe/London:20260327T003000",
            "DTEND;TZID=Europe/London:20260327T033000",
            "RRULE:FREQ=DAILY;COUNT=4",
        )
    )
    lengths = {o.length for o in read(text, window=MARCH_AND_APRIL).occurrences}
    assert lengths == {timedelta(hours=3)}


def test_a_weekly_series_keeps_its_wall_time_when_the_clocks_change() -> None:
    text = calendar(event("DTSTART;TZID=Europe/London:20260322T100000", "RRULE:FREQ=WEEKLY"))
    starts = [o.starts_at for o in read(text, window=MARCH_AND_APRIL).occurrences][:2]
    assert starts == [at(22, 10, month=3), at(29, 9, month=3)]


class TestTheWindow:
    window = (at(15, 10), at(15, 11))

    @pytest.mark.parametrize(
        ("start", "duration", "inside"),
        [
            # it began before and goes on
            ("20260915T093000Z", "PT45M", True),
            # it ends exactly as the window begins
            ("20260915T093000Z", "PT30M", False),
            # it begins exactly as the window ends
            ("20260915T110000Z", "PT30M", False),
            # it spans the whole window
            ("20260914T000000Z", "P3D", True),
            # without length, at the window's start
            ("20260915T100000Z", "PT0S", True),
            # without length, at the window's end
            ("20260915T110000Z", "PT0S", False),
        ],
    )
    def test_holds_what_overlaps_it(self, start: str, duration: str, inside: bool) -> None:
        text = calendar(event(f"DTSTART:{start}", f"DURATION:{duration}"))
        assert bool(read(text, window=self.window).occurrences) is inside

    def test_orders_by_start_and_then_by_uid(self) -> None:
        late = event("DTSTART:20260915T103000Z", uid="a")
        early_b = event("DTSTART:20260915T100000Z", uid="b")
        early_a = event("DTSTART:20260915T100000Z", uid="a2")
        found = read(calendar(late, early_b, early_a), window=self.window).occurrences
        assert [o.uid for o in found] == ["a2", "b", "a"]


class TestAChangedOccurrence:
    series = event(
        "DTSTART;TZID=Europe/London:20260914T100000", "DURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=3"
    )

    @pytest.mark.parametrize(
        "planned",
        [
            "RECURRENCE-ID;TZID=Europe/London:20260915T100000",
            "RECURRENCE-ID:20260915T090000Z",
            # floating, and a mere date: both used to leave the old time beside the new one
            "RECURRENCE-ID:20260915T100000",
            "RECURRENCE-ID;VALUE=DATE:20260915",
        ],
    )
    def test_replaces_the_planned_one(self, planned: str) -> None:
        moved = event(planned, "DTSTART:20260915T140000Z", "DURATION:PT1H")
        found = read(calendar(self.series, moved)).occurrences
        assert [o.starts_at for o in found] == [at(14, 9), at(15, 14), at(16, 9)]
        assert [o.recurrence_id for o in found] == [at(14, 9), at(15, 9), at(16, 9)]

    def test_counts_when_it_moved_into_the_window_from_afar(self) -> None:
        series = event("DTSTART:20260101T100000Z", "RRULE:FREQ=DAILY;COUNT=3")
        moved = event("RECURRENCE-ID:20260102T100000Z", "DTSTART:20260915T100000Z")
        occurrence = only(calendar(series, moved))
        assert (occurrence.starts_at, occurrence.recurrence_id) == (
            at(15, 10),
            at(2, 10, month=1),
        )

    def test_can_be_cancelled(self) -> None:
        gone = event(
            "RECURRENCE-ID:20260915T090000Z", "DTSTART:20260915T090000Z", "STATUS:CANCELLED"
        )
        statuses = [o.status for o in read(calendar(self.series, gone)).occurrences]
        assert statuses.count(EventStatus.CANCELLED) == 1
        assert len(statuses) == 3

    def test_can_move_all_that_follow(self) -> None:
        moved = event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260915T090000Z",
            "DTSTART:20260915T110000Z",
            "DURATION:PT45M",
        )
        found = read(calendar(self.series, moved)).occurrences
        assert [o.starts_at for o in found] == [at(14, 9), at(15, 11), at(16, 11)]
        assert [o.recurrence_id for o in found] == [at(14, 9), at(15, 9), at(16, 9)]
        assert [o.length for o in found][1:] == [timedelta(minutes=45)] * 2

    def test_can_move_all_that_follow_in_a_calendar_with_a_zone_of_its_own(self) -> None:
        series = event("DTSTART:20260914T090000Z", "DURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=3")
        moved = event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260915T090000Z",
            "DTSTART:20260915T110000Z",
            "DURATION:PT45M",
        )
        found = read(calendar(series, moved, head="X-WR-TIMEZONE:Europe/London\r\n")).occurrences
        assert [o.starts_at for o in found] == [at(14, 9), at(15, 11), at(16, 11)]

    @pytest.mark.parametrize("exdate", ["EXDATE:20260915T090000Z", "EXDATE;VALUE=DATE:20260915"])
    def test_can_be_taken_out(self, exdate: str) -> None:
        series = self.series.replace("END:VEVENT", f"{exdate}\r\nEND:VEVENT")
        assert [o.starts_at.day for o in read(calendar(series)).occurrences] == [14, 16]


def test_a_single_event_has_no_place_in_a_series() -> None:
    assert only(calendar(event("DTSTART:20260915T100000Z"))).recurrence_id is None


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ([], EventStatus.CONFIRMED),
        (["STATUS:TENTATIVE"], EventStatus.TENTATIVE),
        (["STATUS:CANCELLED"], EventStatus.CANCELLED),
        (["STATUS:CANCELED"], EventStatus.CANCELLED),
        # she declined it
        (["ATTENDEE;PARTSTAT=DECLINED:mailto:Maya@Example.org"], EventStatus.DECLINED),
        # somebody else did
        (["ATTENDEE;PARTSTAT=DECLINED:mailto:tom@example.org"], EventStatus.CONFIRMED),
        # cancelled for all outweighs her own answer
        (
            ["STATUS:CANCELLED", "ATTENDEE;PARTSTAT=DECLINED:mailto:maya@example.org"],
            EventStatus.CANCELLED,
        ),
    ],
)
def test_status_is_the_calendars_word_and_her_own_answer(
    lines: list[str], status: EventStatus
) -> None:
    text = calendar(event("DTSTART:20260915T100000Z", *lines))
    assert only(text, own_email="maya@example.org").status is status


def test_without_her_address_nobody_is_known_to_have_declined() -> None:
    declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:maya@example.org"
    assert only(calendar(event("DTSTART:20260915T100000Z", declined))).status is (
        EventStatus.CONFIRMED
    )


def test_guests_are_people_organiser_first_each_once_and_rooms_are_none() -> None:
    text = calendar(
        event(
            "DTSTART:20260915T100000Z",
            "ATTENDEE;CN=Maya:MAILTO:Maya@example.org",
            "ATTENDEE;CUTYPE=ROOM:mailto:room@example.org",
            "ATTENDEE;EMAIL=tom@example.org:urn:uuid:1",
            "ORGANIZER:mailto:priya@example.org",
            "ATTENDEE:mailto:priya@example.org",
        )
    )
    assert only(text).guests == ("priya@example.org", "maya@example.org", "tom@example.org")


def test_title_and_description_come_without_escapes_and_folds() -> None:
    text = calendar(
        event(
            "DTSTART:20260915T100000Z",
            "DESCRIPTION:one\\, two\\nthree fo\r\n ur",
            title="Coffee\\; with\\, Ana",
        )
    )
    occurrence = only(text)
    assert (occurrence.title, occurrence.description) == (
        "Coffee; with, Ana",
        "one, two three four",
    )


def test_the_calendar_tells_its_name() -> None:
    assert read(calendar(head="X-WR-CALNAME:Maya\\, work\r\n")).name == "Maya, work"


def test_what_is_there_but_can_not_be_read_is_known_by_its_uid() -> None:
    assert read(calendar(event("DTSTART:soon", uid="tea"))).unread_uids == frozenset({"tea"})


def test_nobody_can_tell_what_a_calendar_that_breaks_off_has_lost() -> None:
    whole = calendar(event("DTSTART:20260915T100000Z"))
    assert read(whole).unread_uids == frozenset()
    assert read(whole[: whole.rindex(b"END:VCALENDAR")]).unread_uids is None
