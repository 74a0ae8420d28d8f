"""What `calendar` prints of a file or an address."""

import json
from pathlib import Path

import pytest
from aiohttp import web

from bot.calendars.report import Described, as_json, as_text, describe
from bot.core.errors import CalendarTrouble
from tests.calendars.conftest import Serve
from tests.calendars.texts import LONDON, SEPTEMBER, calendar, event

START, END = SEPTEMBER
TEXT = calendar(
    event(
        "DTSTART;TZID=Europe/London:20260914T100000",
        "DURATION:PT40M",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        title="Ana Lima #interview",
    ),
    event("DTSTART;VALUE=DATE:20260916", uid="e2", title="Away"),
    event("DTSTART:soon", uid="e3", title="Talk"),
)


async def described(source: str, *private: str) -> Described:
    return await describe(
        source,
        window_start=START,
        window_end=END,
        zone=LONDON,
        private_hosts=frozenset(private),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "maya.ics"
    path.write_bytes(TEXT)
    return path


async def test_json_is_as_the_contract_says(file: Path) -> None:
    found = as_json(await described(str(file)))
    assert list(found) == ["occurrences", "unread"]
    assert found["occurrences"][0] == {
        "uid": "e1@example.org",
        "recurrence_id": "2026-09-14T09:00:00Z",
        "title": "Ana Lima #interview",
        "starts_at": "2026-09-14T09:00:00Z",
        "ends_at": "2026-09-14T09:40:00Z",
        "all_day": False,
        "status": "confirmed",
        "understood": "interview",
        "because": "because its title has #interview",
        "assumed_zone": None,
    }
    assert [o["understood"] for o in found["occurrences"]] == ["interview", "no", "interview"]
    assert found["unread"] == [
        {"what": "Talk, without a date", "why": "its DTSTART line can't be understood"}
    ]


async def test_text_is_in_local_time(file: Path) -> None:
    assert as_text(await described(str(file))).splitlines() == [
        "2026-09-14 10:00–10:40  Ana Lima #interview  [interview] because its title has #interview",
        "2026-09-16  Away  [no] because it lasts all day",
        "2026-09-21 10:00–10:40  Ana Lima #interview  [interview] because its title has #interview",
        "not read: Talk, without a date: its DTSTART line can't be understood",
    ]


async def test_an_address_is_read_like_a_file(file: Path, serve: Serve) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=TEXT)

    host = await serve(answer)
    assert await described(f"http://{host}/maya.ics", host) == await described(str(file))


async def test_a_file_that_is_no_calendar_has_one_entry_and_no_occurrence(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hello")
    found = await described(str(path))
    assert not found.reading.is_calendar
    assert as_json(found)["occurrences"] == []
    assert len(as_json(found)["unread"]) == 1


async def test_a_file_that_is_not_there_is_told_plainly() -> None:
    with pytest.raises(CalendarTrouble, match=r"^nowhere\.ics: no such file or directory$"):
        await described("nowhere.ics")


async def test_an_empty_window_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.ics"
    path.write_bytes(calendar())
    assert as_text(await described(str(path))) == "nothing in these days"


async def test_nothing_in_a_calendar_steers_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "steers.ics"
    steering = "\x1b]0;owned\x07\x9b2J\u202eAna\x00"
    path.write_bytes(
        calendar(
            event("DTSTART:20260914T090000Z", title=steering),
            event("DTSTART:soon", uid=steering, title=steering),
        )
    )
    found = await described(str(path))
    told = as_text(found) + json.dumps(as_json(found), ensure_ascii=False)
    assert all(sign.isprintable() for sign in told.replace("\n", ""))
