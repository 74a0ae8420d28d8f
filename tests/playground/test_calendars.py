"""The served calendar behaves as a calendar host does, and its form says what it can keep."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from bot.playground.calendar_text import UnreadableEvent, events_in, text_of
from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.playground.stories import story_named
from tests.playground.conftest import MAYA

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 10, 16, 9, 36, tzinfo=UTC)
COFFEE = {
    "uid": "coffee",
    "title": "Coffee with Ana Lima; bring questions, three",
    "starts_at": "2026-10-16T10:00",
    "ends_at": "2026-10-16T10:40",
    "all_day": False,
    "cancelled": False,
    "location": "The Lock Keeper",
    "description": "Hold them\nlightly",
    "attendees": ["ana@example.com"],
    "rrule": "",
}


@pytest.mark.parametrize(
    "event",
    [
        COFFEE,
        COFFEE | {"all_day": True, "starts_at": "2026-10-26", "ends_at": "2026-10-30"},
        COFFEE | {"cancelled": True},
        COFFEE | {"rrule": "FREQ=WEEKLY;BYDAY=MO,TU"},
        COFFEE | {"starts_at": "2026-10-25T00:30", "ends_at": "2026-10-25T03:30"},
        COFFEE | {"attendees": [], "location": "", "description": ""},
    ],
    ids=["plain", "all day", "cancelled", "repeating", "over the end of summer time", "bare"],
)
def test_what_the_form_writes_it_reads_again(event: dict[str, object]) -> None:
    assert events_in(text_of([event], zone=LONDON, now=NOW), zone=LONDON) == [event]


def test_an_all_day_event_ends_on_its_last_day_in_the_form_and_a_day_later_in_the_text() -> None:
    half_term = COFFEE | {"all_day": True, "starts_at": "2026-10-26", "ends_at": "2026-10-30"}

    assert "DTEND;VALUE=DATE:20261031" in text_of([half_term], zone=LONDON, now=NOW)


def test_a_new_event_gets_a_uid() -> None:
    text = text_of([COFFEE | {"uid": ""}], zone=LONDON, now=NOW)

    assert events_in(text, zone=LONDON)[0]["uid"]


@pytest.mark.parametrize(
    "wrong",
    [
        COFFEE | {"starts_at": "soon"},
        COFFEE | {"ends_at": "2026-10-16T09:00"},
        COFFEE | {"rrule": "daily"},
    ],
)
def test_an_event_that_cannot_be_written_is_named(wrong: dict[str, object]) -> None:
    with pytest.raises(UnreadableEvent, match="Coffee with Ana Lima"):
        text_of([wrong], zone=LONDON, now=NOW)


def test_a_broken_text_has_no_events_to_show() -> None:
    assert events_in("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMM", zone=LONDON) == []


async def test_a_reader_who_has_it_gets_304(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    address = playground.calendar_address(MAYA)
    first = await session.get(address)

    for header in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        assert (await session.get(address, headers=header)).status == 304

    assert first.content_type == "text/calendar"
    assert first.headers["Last-Modified"].startswith("Fri, 16 Oct 2026 09:36:")


async def test_a_change_is_seen_by_whoever_has_the_old_one(
    playground: Playground, session: aiohttp.ClientSession, clock: PlaygroundClock
) -> None:
    address = playground.calendar_address(MAYA)
    old = await session.get(address)
    clock.move_to(clock.now() + timedelta(minutes=1))

    body = {"user": MAYA, "ics": "not a calendar at all"}
    await session.put(f"{playground.url}/page/calendar", json=body)

    new = await session.get(
        address,
        headers={
            "If-None-Match": old.headers["ETag"],
            "If-Modified-Since": old.headers["Last-Modified"],
        },
    )
    assert (new.status, await new.text()) == (200, "not a calendar at all")
    assert new.headers["Last-Modified"].startswith("Fri, 16 Oct 2026 09:37:")


async def test_the_form_shows_her_calendar_and_saves_it(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    url = f"{playground.url}/page/calendar"
    shown = await (await session.get(f"{url}?user={MAYA}")).json()
    coffee = next(event for event in shown["events"] if "Ana Lima" in event["title"])
    coffee["ends_at"] = "2026-10-16T10:55"

    saved = await (await session.put(url, json={"user": MAYA, "events": shown["events"]})).json()

    served = await (await session.get(shown["address"])).text()
    assert (shown["zone"], saved) == ("Europe/London", {"ok": True})
    assert "DTEND;TZID=Europe/London:20261016T105500" in served


def test_the_story_s_calendar_holds_what_it_should() -> None:
    events = events_in(story_named("midway").calendars[MAYA], zone=LONDON)

    assert [(event["title"], event["starts_at"]) for event in events] == [
        ("Coffee with Ana Lima #interview", "2026-10-16T10:00"),
        ("Call with Samir Haddad #interview", "2026-10-20T15:00"),
        ("Team stand-up", "2026-09-07T09:15"),
        ("Dentist", "2026-10-22T11:30"),
        ("Invoices, no excuses", "2026-10-16T14:00"),
        ("Half term", "2026-10-26"),
    ]
