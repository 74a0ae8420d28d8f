"""What Google and Microsoft have in common when they are read: grants, pages, faults, sameness."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.errors import CalendarTrouble
from bot.core.feeds import FeedRead
from bot.core.meetings import EventStatus
from tests.calendars.fake_google import FakeGoogle
from tests.calendars.fake_microsoft import FakeMicrosoft
from tests.calendars.fake_sign_in import Fault
from tests.calendars.signed_in import Hers, hers
from tests.calendars.texts import LONDON, SEPTEMBER

START, END = SEPTEMBER
TEN = datetime(2026, 9, 15, 10, 0, tzinfo=LONDON)
HALF_AN_HOUR = timedelta(minutes=30)

Maya = Hers[FakeGoogle] | Hers[FakeMicrosoft]


@pytest.fixture(params=[FakeGoogle, FakeMicrosoft])
async def maya(request: pytest.FixtureRequest) -> AsyncIterator[Maya]:
    """Maya at either provider, with one meeting."""
    async with AsyncExitStack() as stack:
        fake = request.param()
        found: Maya = await stack.enter_async_context(hers(fake))
        found.at.put("coffee@example.com", "Coffee with Priya Shah", TEN, TEN + HALF_AN_HOUR)
        yield found


async def poll(maya: Maya, known: FeedRead | None = None) -> FeedRead | None:
    """One read, the marks of the last good one sent along."""
    calendar = replace(maya.calendar, marks=known.marks if known else {})
    return await maya.source.read(calendar, start=START, end=END, zone=LONDON)


async def trouble(maya: Maya) -> CalendarTrouble:
    with pytest.raises(CalendarTrouble) as met:
        await poll(maya)
    assert maya.calendar.address not in str(met.value)
    return met.value


async def test_a_meeting_is_read_with_its_times_in_utc(maya: Maya) -> None:
    read = await poll(maya)
    assert read is not None
    [coffee] = read.occurrences
    assert (coffee.title, coffee.uid) == ("Coffee with Priya Shah", "coffee@example.com")
    assert coffee.starts_at == datetime(2026, 9, 15, 9, 0, tzinfo=UTC)
    assert coffee.starts_at.tzinfo is UTC
    assert coffee.length == HALF_AN_HOUR
    assert (coffee.recurring, coffee.all_day, coffee.status, coffee.assumed_zone) == (
        *(False, False),
        EventStatus.CONFIRMED,
        None,
    )


async def test_only_what_overlaps_the_window_is_read(maya: Maya) -> None:
    maya.at.put("long", "Retreat", START - HALF_AN_HOUR, START + HALF_AN_HOUR)
    maya.at.put("before", "Call", START - HALF_AN_HOUR, START)
    maya.at.put("after", "Call", END, END + HALF_AN_HOUR)
    read = await poll(maya)
    assert read is not None
    assert [one.uid for one in read.occurrences] == ["long", "coffee@example.com"]


async def test_stamps_that_are_new_with_every_answer_change_nothing(maya: Maya) -> None:
    first = await poll(maya)
    assert await poll(maya, first) is None


@pytest.mark.parametrize(
    ("title", "start"),
    [("Coffee with Priya", TEN), ("Coffee with Priya Shah", TEN + timedelta(minutes=1))],
)
async def test_a_change_is_read_at_once(maya: Maya, title: str, start: datetime) -> None:
    first = await poll(maya)
    maya.at.put("coffee@example.com", title, start, start + HALF_AN_HOUR)
    second = await poll(maya, first)
    assert second is not None
    assert second.occurrences[0].title == title


async def test_a_deleted_meeting_is_read_no_more(maya: Maya) -> None:
    first = await poll(maya)
    maya.at.delete("coffee@example.com")
    second = await poll(maya, first)
    assert second is not None
    assert second.occurrences == ()


async def test_every_page_is_read(maya: Maya) -> None:
    maya.at.page_size = 2
    for day in range(6):
        at = TEN + timedelta(days=day)
        maya.at.put(f"call {day}", "Call", at, at + HALF_AN_HOUR)
    read = await poll(maya)
    assert read is not None
    assert len(read.occurrences) == 7
    assert len(maya.at.asked) == 4


async def test_a_list_that_never_ends_is_left(maya: Maya) -> None:
    maya.at.page_size = 1
    for number in range(30):
        maya.at.put(f"call {number}", "Call", TEN, TEN + HALF_AN_HOUR)
    assert "without end" in str(await trouble(maya))


async def test_a_guest_is_known_by_address_and_organisers_come_first(maya: Maya) -> None:
    maya.at.put(
        "lunch",
        "Lunch",
        TEN,
        TEN + HALF_AN_HOUR,
        guests=("Priya@Brightside.example", "p@b.example"),
    )
    read = await poll(maya)
    assert read is not None
    lunch = next(one for one in read.occurrences if one.uid == "lunch")
    assert lunch.guests == ("maya@example.com", "priya@brightside.example", "p@b.example")


async def test_what_she_declined_is_declined(maya: Maya) -> None:
    maya.at.put("coffee@example.com", "Coffee", TEN, TEN + HALF_AN_HOUR, answer="declined")
    read = await poll(maya)
    assert read is not None
    assert read.occurrences[0].status is EventStatus.DECLINED


async def test_a_day_begins_where_she_is(maya: Maya) -> None:
    maya.at.put("leave", "Leave", TEN.date(), TEN.date() + timedelta(days=1))
    read = await poll(maya)
    assert read is not None
    leave = read.occurrences[0]
    assert leave.all_day
    assert leave.starts_at == datetime(2026, 9, 14, 23, 0, tzinfo=UTC)
    assert leave.length == timedelta(days=1)


async def test_a_happening_of_a_series_keeps_the_start_that_was_planned(maya: Maya) -> None:
    planned = TEN + timedelta(days=1)
    moved = planned + timedelta(hours=2)
    maya.at.put("weekly", "Mentoring", moved, moved + HALF_AN_HOUR, planned=planned)
    read = await poll(maya)
    assert read is not None
    mentoring = read.occurrences[1]
    assert mentoring.starts_at == moved
    assert mentoring.recurrence_id == planned
    assert mentoring.recurrence_id.tzinfo is UTC


@pytest.mark.parametrize("times", [{"start": {}}, {"end": None}, {"start": {"dateTime": "soon"}}])
async def test_an_event_that_cannot_be_read_is_told_by_its_title(
    maya: Maya, times: dict[str, Any]
) -> None:
    maya.at.put("talk", "Talk", TEN, TEN + HALF_AN_HOUR, **times)
    read = await poll(maya)
    assert read is not None
    assert [one.uid for one in read.occurrences] == ["coffee@example.com"]
    assert read.unread == (
        "“Talk”: it can't be understood; open it in your calendar and save it again",
    )


async def test_an_hour_later_access_is_renewed_by_itself(maya: Maya) -> None:
    maya.at.expire()
    assert await poll(maya) is not None
    assert maya.at.sign_in.renewals == 1


async def test_access_that_lapses_between_two_pages_is_renewed(maya: Maya) -> None:
    maya.at.page_size = 1
    maya.at.put("call", "Call", TEN, TEN + HALF_AN_HOUR)
    maya.at.faults = [None, Fault(status=401)]
    read = await poll(maya)
    assert read is not None
    assert len(read.occurrences) == 2
    assert maya.at.sign_in.renewals == 1


async def test_access_refused_even_when_fresh_needs_her(maya: Maya) -> None:
    maya.at.faults = [Fault(status=401)] * 2
    told = await trouble(maya)
    assert (told.permanent, told.needs_login) == (True, True)


async def test_access_that_she_took_back_is_told_for_good(maya: Maya) -> None:
    maya.at.revoke()
    told = await trouble(maya)
    assert "withdrawn" in str(told)
    assert (told.permanent, told.needs_login) == (True, True)


@pytest.mark.parametrize(
    ("fault", "sentence", "permanent"),
    [
        (Fault(status=400), "no calendar (400)", True),
        (Fault(status=404), "no longer there", True),
        (Fault(status=410), "no longer there", True),
        (Fault(status=429, headers={"Retry-After": "120"}), "less often", False),
        (Fault(status=500), "a fault of its own", False),
        (Fault(status=503, headers={"Retry-After": "120"}), "a fault of its own", False),
        (
            Fault(status=200, body=b'{"kind": "calendar#events", "items": [{'),
            "can't be read",
            False,
        ),
        (Fault(status=200, body=b'{"items": [', cut=True), "can't be reached", False),
        (Fault(status=200, body=b"<html>Sign in to the hotel's network"), "can't be read", False),
        (Fault(status=200, body=b"{}"), "can't be read", False),
        (Fault(status=200, body=b"[" * 100_000), "can't be read", False),
    ],
)
async def test_each_fault_has_its_own_sentence(
    maya: Maya, fault: Fault, sentence: str, permanent: bool
) -> None:
    maya.at.faults = [fault]
    told = await trouble(maya)
    assert sentence in str(told)
    assert told.permanent is permanent
    assert told.retry_after == (timedelta(minutes=2) if fault.headers else None)
    assert await poll(maya) is not None


async def test_the_main_calendar_is_offered_first_with_her_own_address(maya: Maya) -> None:
    maya.at.page_size = 1
    main, talks = await maya.source.offered(maya.account)
    assert (main.address, main.main, main.own_email) == (maya.at.main, True, "maya@example.com")
    assert (talks.name, talks.main, talks.own_email) == ("Talks", False, "maya@example.com")


async def test_a_calendar_that_is_offered_can_be_read_whatever_signs_its_id_has(maya: Maya) -> None:
    _, talks = await maya.source.offered(maya.account)
    maya.at.put("talk", "Talk", TEN, TEN + HALF_AN_HOUR, calendar=talks.address)
    read = await maya.source.read(
        replace(maya.calendar, address=talks.address), start=START, end=END, zone=LONDON
    )
    assert read is not None
    assert [one.title for one in read.occurrences] == ["Talk"]
