"""What is Google's own in reading its calendars, against a server that answers as documented."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.calendars.google_events import occurrence_of
from bot.core.errors import CalendarTrouble
from bot.core.feeds import FeedRead
from bot.core.meetings import EventStatus, Occurrence
from tests.calendars.fake_google import EVENTS, LIST, MAYA, TALKS, FakeGoogle
from tests.calendars.fake_sign_in import Fault
from tests.calendars.signed_in import Hers, hers
from tests.calendars.texts import LONDON, SEPTEMBER

TEN = datetime(2026, 9, 15, 10, 0, tzinfo=LONDON)
ELEVEN = TEN + timedelta(hours=1)
EVENT = {
    "iCalUID": "coffee@google.com",
    "status": "confirmed",
    "start": {"dateTime": "2026-09-15T10:00:00+01:00"},
    "end": {"dateTime": "2026-09-15T11:00:00+01:00"},
}


@pytest.fixture
async def maya() -> AsyncIterator[Hers[FakeGoogle]]:
    async with hers(FakeGoogle()) as maya:
        yield maya


async def poll(maya: Hers[FakeGoogle]) -> FeedRead:
    start, end = SEPTEMBER
    read = await maya.source.read(maya.calendar, start=start, end=end, zone=LONDON)
    assert read is not None
    return read


def understood(**fields: Any) -> Occurrence:
    return occurrence_of({**EVENT, **fields}, LONDON)


async def test_the_calendar_names_itself_and_its_events_are_whole(maya: Hers[FakeGoogle]) -> None:
    maya.at.put(
        "lunch",
        "Lunch",
        TEN,
        ELEVEN,
        guests=("priya@brightside.example",),
        description="#interview " + "long " * 1_000,
    )
    read = await poll(maya)
    assert read.name == "Maya"
    [lunch] = read.occurrences
    assert lunch.description.startswith("#interview long")
    assert len(lunch.description) == 4_000
    assert lunch.guests == (MAYA, "priya@brightside.example")


@pytest.mark.parametrize("kind", ["workingLocation", "outOfOffice", "focusTime", "birthday"])
async def test_entries_that_are_no_events_are_left_out(maya: Hers[FakeGoogle], kind: str) -> None:
    maya.at.put("entry", "Home", TEN, ELEVEN, eventType=kind)
    maya.at.put("flight", "Flight to Leeds", TEN, ELEVEN, eventType="fromGmail")
    assert [one.uid for one in (await poll(maya)).occurrences] == ["flight"]


async def test_an_empty_list_may_be_left_out_of_an_answer(maya: Hers[FakeGoogle]) -> None:
    maya.at.faults = [Fault(status=200, body=b'{"kind": "calendar#events", "summary": "Maya"}')]
    assert (await poll(maya)).occurrences == ()


async def test_only_calendars_that_she_owns_are_offered(maya: Hers[FakeGoogle]) -> None:
    maya.at.calendars[1]["summaryOverride"] = "My talks"
    offered = await maya.source.offered(maya.account)
    assert [(one.address, one.name) for one in offered] == [(MAYA, "Maya"), (TALKS, "My talks")]


async def test_the_grant_opens_nothing_but_events_and_the_list_of_calendars(
    maya: Hers[FakeGoogle],
) -> None:
    assert maya.at.sign_in.grants == [{EVENTS, LIST}]


@pytest.mark.parametrize(
    ("reason", "sentence", "permanent", "needs_login"),
    [
        ("rateLimitExceeded", "less often", False, False),
        ("userRateLimitExceeded", "less often", False, False),
        ("quotaExceeded", "less often", False, False),
        ("accessNotConfigured", "whoever runs Resonance must enable", False, False),
        ("insufficientPermissions", "tick every box", True, True),
        ("forbidden", "refused", True, False),
    ],
)
async def test_what_is_forbidden_is_told_by_its_reason(
    maya: Hers[FakeGoogle], reason: str, sentence: str, permanent: bool, needs_login: bool
) -> None:
    body = f'{{"error": {{"errors": [{{"domain": "global", "reason": "{reason}", "mess'
    maya.at.faults = [Fault(status=403, body=body.encode(), headers={"Retry-After": "60"})]
    with pytest.raises(CalendarTrouble, match=sentence) as met:
        await poll(maya)
    assert (met.value.permanent, met.value.needs_login) == (permanent, needs_login)
    assert (met.value.retry_after is not None) is (sentence == "less often")


async def test_a_calendar_that_was_deleted_is_told_for_good(maya: Hers[FakeGoogle]) -> None:
    del maya.at.events[MAYA]
    with pytest.raises(CalendarTrouble, match="no longer there") as met:
        await poll(maya)
    assert met.value.permanent


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, EventStatus.CONFIRMED),
        ({"status": "tentative"}, EventStatus.TENTATIVE),
        ({"status": "cancelled"}, EventStatus.CANCELLED),
        ({"attendees": [{"self": True, "responseStatus": "declined"}]}, EventStatus.DECLINED),
        ({"attendees": [{"self": True, "responseStatus": "tentative"}]}, EventStatus.TENTATIVE),
        ({"attendees": [{"self": True, "responseStatus": "needsAction"}]}, EventStatus.CONFIRMED),
        ({"attendees": [{"responseStatus": "declined"}]}, EventStatus.CONFIRMED),
        (
            {
                "status": "cancelled",
                "attendees": [{"self": True, "responseStatus": "declined"}],
            },
            EventStatus.CANCELLED,
        ),
    ],
)
def test_the_status_is_that_of_the_event_and_of_her_own_answer(
    fields: dict[str, Any], status: EventStatus
) -> None:
    assert understood(**fields).status is status


def test_rooms_are_no_guests_and_nobody_is_one_twice() -> None:
    guests = understood(
        organizer={"email": "Priya@Brightside.example"},
        attendees=[
            {"email": "priya@brightside.example"},
            {"email": "room-2@resource.calendar.google.com", "resource": True},
            {"displayName": "Somebody without an address"},
        ],
    ).guests
    assert guests == ("priya@brightside.example",)


def test_an_event_with_nothing_but_times_is_read() -> None:
    assert understood() == Occurrence(
        uid="coffee@google.com",
        title="",
        starts_at=datetime(2026, 9, 15, 9, 0, tzinfo=UTC),
        ends_at=datetime(2026, 9, 15, 10, 0, tzinfo=UTC),
    )


def test_a_happening_of_days_is_planned_for_the_day_where_she_is() -> None:
    day, next_day = {"date": "2026-09-15"}, {"date": "2026-09-16"}
    leave = understood(start=day, end=next_day, recurringEventId="x", originalStartTime=day)
    assert leave.all_day
    assert leave.recurrence_id == leave.starts_at
    assert leave.starts_at.astimezone(LONDON).date() == date(2026, 9, 15)


def test_a_time_that_could_be_anywhere_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="2026-09-15T10:00:00"):
        understood(start={"dateTime": "2026-09-15T10:00:00"})
