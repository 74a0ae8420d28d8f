"""A calendar shown as Resonance reads it, from a file or an address."""

import asyncio
import json
from urllib.parse import urlsplit

import pytest

from bot.playground.server import Playground
from tests.shell.conftest import Shell

NOVEMBER = ("--from", "2026-11-23", "--to", "2026-11-29", "--zone", "Europe/London")
KEYS = "uid recurrence_id title starts_at ends_at all_day status understood because assumed_zone"


def event(uid: str, start: str, end: str, *more: str) -> str:
    lines = ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART{start}", f"DTEND{end}", *more, "END:VEVENT"]
    return "".join(f"{line}\r\n" for line in lines)


def calendar(*events: str) -> str:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Maya//EN\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n"


WEEK = calendar(
    event("b", ":20261125T100000Z", ":20261125T103000Z", "SUMMARY:Coffee with Ana #interview"),
    event("a", ":20261125T100000Z", ":20261125T110000Z", "SUMMARY:Dentist"),
    event("late", ":20261129T233000Z", ":20261130T003000Z", "SUMMARY:Overlaps the last midnight"),
    event("early", ":20261122T230000Z", ":20261123T000000Z", "SUMMARY:Ended as the window began"),
    event("day", ";VALUE=DATE:20261124", ";VALUE=DATE:20261125", "SUMMARY:Rest"),
)


def test_programs_get_the_keys_they_rely_on_by_start_then_uid(shell: Shell) -> None:
    shell.write("maya.ics", WEEK)
    told = shell("calendar", "maya.ics", *NOVEMBER, "--json")
    document = json.loads(told.out)
    assert (told.code, told.err) == (0, "")
    assert list(document) == ["occurrences", "unread"]
    assert [one["uid"] for one in document["occurrences"]] == ["day", "a", "b", "late"]
    assert all(" ".join(one) == KEYS for one in document["occurrences"])


def test_times_are_in_utc(shell: Shell) -> None:
    local = event("x", ";TZID=Europe/London:20260715T100000", ";TZID=Europe/London:20260715T103000")
    shell.write("maya.ics", calendar(local))
    told = shell("calendar", "maya.ics", "--from", "2026-07-15", "--to", "2026-07-15", "--json")
    [one] = json.loads(told.out)["occurrences"]
    assert (one["starts_at"], one["ends_at"]) == ("2026-07-15T09:00:00Z", "2026-07-15T09:30:00Z")


def test_the_days_asked_for_are_days_of_her_zone(shell: Shell) -> None:
    shell.write("maya.ics", calendar(event("x", ":20261124T003000Z", ":20261124T010000Z")))
    on_monday = ("calendar", "maya.ics", "--from", "2026-11-23", "--to", "2026-11-23", "--json")
    in_new_york = json.loads(shell(*on_monday, "--zone", "America/New_York").out)
    in_london = json.loads(shell(*on_monday, "--zone", "Europe/London").out)
    assert (len(in_new_york["occurrences"]), len(in_london["occurrences"])) == (1, 0)


def test_people_get_a_line_an_occurrence(shell: Shell) -> None:
    shell.write("maya.ics", WEEK)
    lines = shell("calendar", "maya.ics", *NOVEMBER).out.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("2026-11-24  Rest  [no]")


def test_what_is_no_calendar_gives_one_entry_and_a_failure(shell: Shell) -> None:
    shell.write("maya.ics", "<html>Please log in</html>")
    told = shell("calendar", "maya.ics", "--json")
    document = json.loads(told.out)
    assert (told.code, document["occurrences"], len(document["unread"])) == (1, [], 1)
    assert len(told.lines) == 1


def test_what_is_no_calendar_is_told_to_people_once(shell: Shell) -> None:
    shell.write("maya.ics", "hello")
    told = shell("calendar", "maya.ics")
    assert (told.code, told.out, len(told.lines)) == (1, "", 1)
    assert "no calendar" in told.err


def test_what_could_not_be_read_stands_beside_what_could(shell: Shell) -> None:
    broken = "BEGIN:VEVENT\r\nUID:broken\r\nSUMMARY:No start\r\nEND:VEVENT\r\n"
    sound = event("a", ":20261125T100000Z", ":20261125T110000Z")
    shell.write("maya.ics", calendar(broken, sound))
    told = shell("calendar", "maya.ics", *NOVEMBER, "--json")
    document = json.loads(told.out)
    assert (told.code, len(document["occurrences"]), len(document["unread"])) == (0, 1, 1)
    assert list(document["unread"][0]) == ["what", "why"]


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "31.13.2026"),
        ("--from", "9999-12-31"),
        ("--to", "9999-12-31"),
        ("--from", "0001-01-01"),
        ("--from", ""),
        ("--from", "2026-11-24", "--to", "2026-11-23"),
        ("--zone", "Mars/Olympus"),
        ("--zone", "../../etc/passwd"),
    ],
)
def test_days_and_zones_that_are_none_are_bad_use(shell: Shell, words: tuple[str, ...]) -> None:
    shell.write("maya.ics", WEEK)
    told = shell("calendar", "maya.ics", *words)
    assert (told.code, told.out, len(told.lines)) == (2, "", 1)


@pytest.mark.parametrize(
    "source",
    [
        "nosuch.ics",
        ".",
        "https://",
        "https://[",
        "ftp://example.com/maya.ics",
        "http://127.0.0.1:9/maya.ics",
        "https://127.0.0.1:9/maya.ics",
    ],
)
def test_what_can_not_be_reached_is_told_in_one_line(shell: Shell, source: str) -> None:
    told = shell("calendar", source, "--json")
    assert (told.code, told.out, len(told.lines)) == (1, "", 1)


async def test_an_address_is_read_where_the_operator_allows_its_host(
    shell: Shell, playground: Playground
) -> None:
    address = playground.calendar_address("U0MAYA")
    host = urlsplit(address).netloc
    asked = ("calendar", address, "--from", "2026-10-12", "--to", "2026-10-25", "--json")
    refused = await asyncio.to_thread(shell, *asked)
    assert (refused.code, refused.out, len(refused.lines)) == (1, "", 1)
    told = await asyncio.to_thread(shell, *asked, RESONANCE_CALENDAR_PRIVATE_HOSTS=host)
    assert (told.code, told.err) == (0, "")
    assert json.loads(told.out)["occurrences"]


def test_no_database_is_made_for_it(shell: Shell) -> None:
    shell.write("maya.ics", WEEK)
    assert shell("calendar", "maya.ics", DATABASE_URL="sqlite:////nosuch/x.db").code == 0
    assert [file.name for file in shell.folder.iterdir()] == ["maya.ics"]
