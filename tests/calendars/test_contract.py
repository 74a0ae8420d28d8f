"""What holds for every calendar, wherever it is kept: one contract over all sources."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.calendars.reader import CalendarReader
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, CalendarKind, FeedRead, Password
from bot.core.meetings import EventStatus, Occurrence
from tests.calendars.fake_sign_in import Fault
from tests.calendars.kept_calendars import SOURCES, WITH_ACCOUNTS, WITH_FLOATING_TIMES, Kept
from tests.calendars.texts import LONDON, at
from tests.calendars.written_events import MAYA, TEN, Event

START, END = at(14), at(17)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NINETY_SECONDS = timedelta(seconds=90)
COFFEE = Event()
NO_MARKS: Mapping[str, str] = {}


@pytest.fixture(params=SOURCES)
async def kept(
    request: pytest.FixtureRequest, tmp_path: Path, reader: CalendarReader
) -> AsyncIterator[Kept]:
    async with SOURCES[request.param](tmp_path, reader) as kept:
        yield kept


async def poll(
    kept: Kept,
    marks: Mapping[str, str] = NO_MARKS,
    *,
    start: datetime = START,
    end: datetime = END,
    zone: ZoneInfo = LONDON,
) -> FeedRead | None:
    calendar = replace(kept.calendar, marks=marks)
    return await kept.source.read(calendar, start=start, end=end, zone=zone)


async def read(kept: Kept, marks: Mapping[str, str] = NO_MARKS, **how: Any) -> FeedRead:
    """A poll that finds something new, all of it readable."""
    found = await poll(kept, marks, **how)
    assert found is not None
    assert found.unread == ()
    return found


async def found_in(kept: Kept, **how: Any) -> tuple[Occurrence, ...]:
    return (await read(kept, **how)).occurrences


async def trouble(kept: Kept) -> CalendarTrouble:
    """What a poll fails with, in a sentence that gives nothing away."""
    with pytest.raises(CalendarTrouble) as met:
        await poll(kept)
    sentence = str(met.value)
    assert sentence.endswith(".")
    assert not [secret for secret in (*kept.secrets, kept.calendar.address) if secret in sentence]
    return met.value


class TestReading:
    async def test_an_empty_calendar_is_read_as_one(self, kept: Kept) -> None:
        assert await found_in(kept) == ()

    async def test_an_event_is_the_same_wherever_it_is_kept(self, kept: Kept) -> None:
        await kept.put(replace(COFFEE, guests=("Priya@Brightside.example",)))
        [coffee] = await found_in(kept)
        assert coffee == Occurrence(
            uid="coffee@example.com",
            title="Coffee with Priya Shah",
            starts_at=at(15, 9),
            ends_at=at(15, 9, 40),
            status=EventStatus.CONFIRMED,
            guests=(MAYA, "priya@brightside.example"),
        )
        assert coffee.starts_at.tzinfo is UTC
        assert coffee.ends_at.tzinfo is UTC

    @pytest.mark.parametrize("title", ["Kaffee, Küche; <mit> \\ & Zoë 🎈", "Talk " * 40 + "!"])
    async def test_a_title_comes_to_the_letter(self, kept: Kept, title: str) -> None:
        await kept.put(replace(COFFEE, title=title))
        assert [one.title for one in await found_in(kept)] == [title]

    async def test_what_overlaps_the_window_is_read_and_nothing_else(self, kept: Kept) -> None:
        """An event that ends as the window begins, or begins as it ends, has no moment in it."""
        for uid, start, end in (
            ("1 ends as it begins", START - HOUR, START),
            ("2 ends within", START - HOUR, START + MINUTE),
            ("3 lasts longer", START - HOUR, END + HOUR),
            ("4 begins and ends with it", START, END),
            ("5 lies within", START + HOUR, START + 2 * HOUR),
            ("6 takes no time", START + HOUR, START + HOUR),
            ("7 begins within", END - MINUTE, END + HOUR),
            ("8 begins as it ends", END, END + HOUR),
        ):
            await kept.put(Event(uid=uid.replace(" ", "-"), start=start, end=end))
        assert sorted(int(one.uid[0]) for one in await found_in(kept)) == [2, 3, 4, 5, 6, 7]

    async def test_events_come_by_start_then_uid(self, kept: Kept) -> None:
        for uid, start in (("late", TEN + HOUR), ("b", TEN), ("a", TEN), ("early", TEN - HOUR)):
            await kept.put(Event(uid=uid, start=start, end=TEN + 2 * HOUR))
        assert [one.uid for one in await found_in(kept)] == ["early", "a", "b", "late"]

    @pytest.mark.parametrize("zone", ["Europe/London", "America/Los_Angeles", "Pacific/Auckland"])
    async def test_a_day_begins_and_ends_where_she_is(self, kept: Kept, zone: str) -> None:
        here = ZoneInfo(zone)
        await kept.put(replace(COFFEE, start=date(2026, 9, 15), end=date(2026, 9, 16)))
        [leave] = await found_in(kept, zone=here)
        assert leave.all_day
        assert leave.starts_at == datetime(2026, 9, 15, tzinfo=here).astimezone(UTC)
        assert leave.length == DAY

    @pytest.mark.parametrize("kept", WITH_FLOATING_TIMES, indirect=True)
    async def test_a_time_without_a_zone_is_taken_for_hers(self, kept: Kept) -> None:
        ten = TEN.replace(tzinfo=None)
        await kept.put(replace(COFFEE, start=ten, end=ten + HOUR))
        [coffee] = await found_in(kept, zone=ZoneInfo("America/Los_Angeles"))
        assert (coffee.starts_at, coffee.assumed_zone) == (at(15, 17), None)

    async def test_times_are_right_as_the_clocks_go_back_on_the_25th_of_october(
        self, kept: Kept
    ) -> None:
        for uid, start, end in (
            ("before", (23, 10), (23, 11)),
            ("across", (24, 23), (25, 3)),
            ("after", (26, 10), (26, 11)),
        ):
            starts, ends = (datetime(2026, 10, *there, tzinfo=LONDON) for there in (start, end))
            await kept.put(Event(uid=uid, start=starts, end=ends))
        found = await found_in(kept, start=at(20, month=10), end=at(30, month=10))
        assert [(one.uid, one.starts_at, one.length) for one in found] == [
            ("before", at(23, 9, month=10), HOUR),
            ("across", at(24, 22, month=10), 5 * HOUR),
            ("after", at(26, 10, month=10), HOUR),
        ]


class TestSeries:
    async def test_its_happenings_share_a_uid_and_differ_by_the_start_that_was_planned(
        self, kept: Kept
    ) -> None:
        await kept.put(replace(COFFEE, weekly=4))
        found = await found_in(kept, start=TEN + DAY, end=TEN + 30 * DAY)
        assert {one.uid for one in found} == {COFFEE.uid}
        assert [one.starts_at for one in found] == [at(22, 9), at(29, 9), at(6, 9, month=10)]
        assert [one.recurrence_id for one in found] == [one.starts_at for one in found]

    async def test_its_hour_stays_as_the_clocks_go_back(self, kept: Kept) -> None:
        first = TEN.replace(month=10, day=20)
        await kept.put(replace(COFFEE, start=first, end=first + HOUR, weekly=2))
        before, after = await found_in(kept, start=at(19, month=10), end=at(30, month=10))
        assert (before.starts_at, after.starts_at) == (at(20, 9, month=10), at(27, 10, month=10))
        assert (before.length, after.length) == (HOUR, HOUR)

    @pytest.mark.parametrize("later", [2 * HOUR, 9 * DAY])
    async def test_a_happening_that_was_moved_keeps_its_name(
        self, kept: Kept, later: timedelta
    ) -> None:
        planned = TEN + timedelta(weeks=1)
        moved = replace(COFFEE, planned=planned, start=planned + later, end=planned + later + HOUR)
        await kept.put(replace(COFFEE, weekly=2))
        await kept.put(moved)
        found = await found_in(kept, start=TEN + DAY, end=TEN + 30 * DAY)
        assert [(one.uid, one.recurrence_id, one.starts_at) for one in found] == [
            (COFFEE.uid, at(22, 9), at(22, 9) + later)
        ]
        assert [one.recurrence_id and one.recurrence_id.tzinfo for one in found] == [UTC]


@pytest.mark.parametrize(
    ("how", "allowed"),
    [
        ({"cancelled": True}, EventStatus.CANCELLED),
        ({"answer": "declined"}, EventStatus.DECLINED),
    ],
)
async def test_what_will_not_be_comes_as_that_or_not_at_all(
    kept: Kept, how: Mapping[str, Any], allowed: EventStatus
) -> None:
    await kept.put(COFFEE)
    known = await read(kept)
    await kept.put(replace(COFFEE, **how))
    found = await read(kept, known.marks)
    assert {one.status for one in found.occurrences} <= {allowed}


class TestMarks:
    async def test_an_unchanged_calendar_is_not_read_again_unless_its_marks_are_left_out(
        self, kept: Kept
    ) -> None:
        await kept.put(COFFEE)
        first = await read(kept)
        assert await poll(kept, first.marks) is None
        assert await poll(kept) == first

    @pytest.mark.parametrize(
        ("change", "starts"),
        [
            (lambda kept: kept.put(Event(uid="b", start=TEN + HOUR, end=TEN + 2 * HOUR)), [9, 10]),
            (lambda kept: kept.put(replace(COFFEE, start=TEN - HOUR)), [8]),
            (lambda kept: kept.put(replace(COFFEE, title="Coffee, called off")), [9]),
            (lambda kept: kept.delete(COFFEE.uid), []),
        ],
        ids=["added", "moved", "renamed", "deleted"],
    )
    async def test_whatever_changes_is_seen_by_the_next_poll(
        self, kept: Kept, change: Callable[[Kept], Awaitable[None]], starts: list[int]
    ) -> None:
        await kept.put(COFFEE)
        first = await read(kept)
        await change(kept)
        second = await read(kept, first.marks)
        assert [one.starts_at.hour for one in second.occurrences] == starts
        assert second.marks != first.marks
        assert await poll(kept, second.marks) is None

    async def test_they_can_be_stored_and_tell_nothing(self, kept: Kept) -> None:
        await kept.put(COFFEE)
        found = await read(kept)
        assert found.marks
        stored = json.dumps(dict(found.marks))
        assert await poll(kept, json.loads(stored)) is None
        secrets = (*kept.secrets, kept.calendar.address, COFFEE.title)
        assert not [secret for secret in secrets if secret in stored]


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a trouble says besides its sentence."""

    permanent: bool = False
    needs_login: bool = False
    retry_after: timedelta | None = None


class TestTrouble:
    @pytest.mark.parametrize(
        ("befall", "sentence", "told"),
        [
            (lambda kept: kept.refuse_login(), "", Told(permanent=True, needs_login=True)),
            (lambda kept: kept.remove(), "is no longer there", Told(permanent=True)),
            (lambda kept: kept.stop(), "can't be reached", Told()),
        ],
        ids=["login refused", "calendar gone", "server gone"],
    )
    async def test_what_befalls_a_calendar_is_told(
        self, kept: Kept, befall: Callable[[Kept], Awaitable[None]], sentence: str, told: Told
    ) -> None:
        await befall(kept)
        met = await trouble(kept)
        assert sentence in str(met)
        assert _told(met) == told

    @pytest.mark.parametrize(
        ("fault", "told"),
        [
            (Fault(status=429, headers={"Retry-After": "90"}), Told(retry_after=NINETY_SECONDS)),
            (Fault(status=503, headers={"Retry-After": "90"}), Told(retry_after=NINETY_SECONDS)),
            (Fault(status=429), Told()),
            (Fault(status=500), Told()),
            (Fault(status=200, body=b"BEGIN", cut=True), Told()),
        ],
        ids=["429, later", "503, later", "429", "500", "cut off"],
    )
    async def test_a_fault_that_passes_is_tried_again_and_leaves_no_trace(
        self, kept: Kept, fault: Fault, told: Told
    ) -> None:
        await kept.put(COFFEE)
        known = await read(kept)
        kept.break_with(fault)
        assert _told(await trouble(kept)) == told
        kept.break_with(None)
        assert await poll(kept, known.marks) is None


class TestOffers:
    @pytest.mark.parametrize("kept", WITH_ACCOUNTS, indirect=True)
    async def test_the_main_calendar_of_an_account_comes_first_and_can_be_read(
        self, kept: Kept
    ) -> None:
        await kept.put(COFFEE)
        assert kept.calendar.account is not None
        main, *others = await kept.source.offered(kept.calendar.account)
        assert (main.main, [one.main for one in others]) == (True, [False] * len(others))
        kept.calendar = replace(kept.calendar, address=main.address)
        assert [one.uid for one in await found_in(kept)] == [COFFEE.uid]

    @pytest.mark.parametrize("kept", ["feed"], indirect=True)
    async def test_a_feed_offers_nothing(self, kept: Kept) -> None:
        nobody = Password(user="", password="")
        account = Account(member_id=1, kind=CalendarKind.ICS, secret=nobody, created_at=START)
        assert await kept.source.offered(account) == ()


def _told(met: CalendarTrouble) -> Told:
    return Told(permanent=met.permanent, needs_login=met.needs_login, retry_after=met.retry_after)
