"""What is Microsoft's own in reading its calendars, against a server that answers as documented."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.calendars.microsoft_events import occurrence_of
from bot.core.errors import CalendarTrouble
from bot.core.feeds import FeedRead
from bot.core.meetings import EventStatus, Occurrence
from tests.calendars.fake_microsoft import READ_BASIC, FakeMicrosoft
from tests.calendars.fake_sign_in import Fault
from tests.calendars.signed_in import Hers, hers
from tests.calendars.texts import LONDON, SEPTEMBER

TEN = datetime(2026, 9, 15, 10, 0, tzinfo=LONDON)
ELEVEN = TEN + timedelta(hours=1)
EVENT = {
    "id": "AAMk=",
    "iCalUId": "coffee@example.com",
    "type": "singleInstance",
    "start": {"dateTime": "2026-09-15T09:00:00.0000000", "timeZone": "UTC"},
    "end": {"dateTime": "2026-09-15T10:00:00.0000000", "timeZone": "UTC"},
}
#: The same series: as a whole, and its happening of 15 September 2026 (07EA 09 0F).
SERIES = "040000008200E00074C5B7101A82E00800000000FB7128DC464BD40100000000000000001000000061"
HAPPENING = "040000008200E00074C5B7101A82E00807EA090FFB7128DC464BD40100000000000000001000000061"


@pytest.fixture
async def maya() -> AsyncIterator[Hers[FakeMicrosoft]]:
    async with hers(FakeMicrosoft()) as maya:
        yield maya


async def poll(maya: Hers[FakeMicrosoft]) -> FeedRead:
    start, end = SEPTEMBER
    read = await maya.source.read(maya.calendar, start=start, end=end, zone=LONDON)
    assert read is not None
    return read


def understood(**fields: Any) -> Occurrence:
    return occurrence_of({**EVENT, **fields}, LONDON)


async def test_the_grant_opens_nothing_but_basic_reading(maya: Hers[FakeMicrosoft]) -> None:
    assert maya.at.sign_in.grants == [{READ_BASIC, "offline_access"}]


async def test_her_token_never_follows_a_link_elsewhere(maya: Hers[FakeMicrosoft]) -> None:
    elsewhere = f"http://localhost:{maya.at.url.rpartition(':')[2]}/v1.0/me/calendars?$top=1"
    body = f'{{"value": [], "@odata.nextLink": "{elsewhere}"}}'
    maya.at.faults = [Fault(status=200, body=body.encode())]
    with pytest.raises(CalendarTrouble, match="leads elsewhere"):
        await poll(maya)
    assert len(maya.at.asked) == 1


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault(status=403, body=b'{"error": {"code": "ErrorAccessDenied"}}'), "administrator"),
        (Fault(status=404, body=b'{"error": {"code": "MailboxNotEnabledForRESTAPI"}}'), "mailbox"),
    ],
)
async def test_what_only_her_organisation_can_change_is_told_so(
    maya: Hers[FakeMicrosoft], fault: Fault, sentence: str
) -> None:
    maya.at.faults = [fault]
    with pytest.raises(CalendarTrouble, match=sentence) as met:
        await maya.source.offered(maya.account)
    assert met.value.permanent


async def test_the_start_that_a_series_had_planned_is_asked_for(maya: Hers[FakeMicrosoft]) -> None:
    maya.at.put("weekly", "Mentoring", TEN, ELEVEN, planned=TEN)
    maya.at.put(
        "weekly",
        "Mentoring",
        TEN + timedelta(days=8),
        ELEVEN + timedelta(days=8),
        planned=TEN + timedelta(days=7),
    )
    read = await poll(maya)
    assert [one.recurrence_id for one in read.occurrences] == [TEN, TEN + timedelta(days=7)]


@pytest.mark.parametrize(
    ("fields", "uid"),
    [
        ({"iCalUId": SERIES, "type": "occurrence"}, SERIES),
        ({"iCalUId": HAPPENING, "type": "occurrence"}, SERIES),
        ({"iCalUId": HAPPENING.lower(), "type": "exception"}, SERIES.lower()),
        ({"iCalUId": "weekly@google.com", "type": "exception"}, "weekly@google.com"),
        # asked to one happening of somebody's series: for her there is no series
        ({"iCalUId": HAPPENING, "type": "singleInstance"}, HAPPENING),
        ({"iCalUId": None, "seriesMasterId": "AAMkS=", "type": "occurrence"}, "AAMkS="),
        ({"iCalUId": None, "seriesMasterId": None}, "AAMk="),
    ],
)
def test_all_happenings_of_a_series_have_one_uid(fields: dict[str, Any], uid: str) -> None:
    assert understood(**fields).uid == uid


def test_a_happening_whose_planned_start_is_left_out_counts_as_kept() -> None:
    happening = understood(type="occurrence", originalStart=None)
    assert happening.recurrence_id == happening.starts_at


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, EventStatus.CONFIRMED),
        ({"isCancelled": True}, EventStatus.CANCELLED),
        ({"showAs": "tentative"}, EventStatus.TENTATIVE),
        ({"responseStatus": {"response": "tentativelyAccepted"}}, EventStatus.TENTATIVE),
        ({"responseStatus": {"response": "declined"}}, EventStatus.DECLINED),
        ({"responseStatus": {"response": "declined"}, "isCancelled": True}, EventStatus.CANCELLED),
        ({"responseStatus": {"response": "notResponded"}}, EventStatus.CONFIRMED),
        ({"responseStatus": None}, EventStatus.CONFIRMED),
    ],
)
def test_the_status_is_that_of_the_event_and_of_her_own_answer(
    fields: dict[str, Any], status: EventStatus
) -> None:
    assert understood(**fields).status is status


def test_rooms_are_no_guests_and_nobody_is_one_twice() -> None:
    guests = understood(
        organizer={"emailAddress": {"address": "Priya@Brightside.example"}},
        attendees=[
            {"type": "required", "emailAddress": {"address": "priya@brightside.example"}},
            {"type": "resource", "emailAddress": {"address": "room-2@brightside.example"}},
            {"type": "optional", "emailAddress": None},
        ],
    ).guests
    assert guests == ("priya@brightside.example",)


def test_an_event_with_nothing_but_times_is_read() -> None:
    assert understood(attendees=None, organizer=None, subject=None) == Occurrence(
        uid="coffee@example.com",
        title="",
        starts_at=datetime(2026, 9, 15, 9, 0, tzinfo=UTC),
        ends_at=datetime(2026, 9, 15, 10, 0, tzinfo=UTC),
    )


def test_a_time_in_another_zone_than_asked_for_is_not_guessed() -> None:
    pacific = {"dateTime": "2026-09-15T09:00:00.0000000", "timeZone": "Pacific Standard Time"}
    with pytest.raises(ValueError, match="Pacific"):
        understood(start=pacific)


async def test_a_calendar_without_a_default_is_offered_without_an_address_of_hers(
    maya: Hers[FakeMicrosoft],
) -> None:
    for one in maya.at.calendars:
        one["isDefaultCalendar"] = False
    assert {one.own_email for one in await maya.source.offered(maya.account)} == {None}
