"""The child that reads calendars: kept while it is well, killed and replaced when not."""

import asyncio
import contextlib
import os
import signal
from datetime import timedelta

import psutil
import pytest

from bot.calendars import wire
from bot.calendars.reader import LIMIT_SECONDS, CalendarReader
from bot.calendars.reading import Reading
from bot.core.errors import CalendarTrouble, Stumbled
from tests.calendars.texts import DATA, LONDON, SEPTEMBER, at, calendar, event, read

START, END = SEPTEMBER
TEXT = calendar(
    event(
        "DTSTART;TZID=Europe/London:20260914T100000",
        "DURATION:PT30M",
        "RRULE:FREQ=DAILY;COUNT=3",
        "ORGANIZER:mailto:priya@example.org",
        "STATUS:TENTATIVE",
    ),
    event("DTSTART:damaged", uid="broken"),
    head="X-WR-CALNAME:Maya\r\n",
)


def ask(reader: CalendarReader, text: bytes = TEXT) -> asyncio.Task[Reading]:
    return asyncio.create_task(reader.read(text, window_start=START, window_end=END, zone=LONDON))


def children() -> list[psutil.Process]:
    return [p for p in psutil.Process().children() if "bot.calendars.child" in p.cmdline()]


async def test_the_child_answers_exactly_what_the_pure_function_does(
    reader: CalendarReader,
) -> None:
    assert await ask(reader) == read(TEXT)


async def test_no_child_exists_before_it_is_needed_and_one_serves_who_come_in_turn(
    reader: CalendarReader,
) -> None:
    assert children() == []
    for _ in range(5):
        await ask(reader)
    assert len(children()) == 1


async def test_many_at_once_share_two_children(reader: CalendarReader) -> None:
    readings = await asyncio.gather(*(ask(reader) for _ in range(9)))
    assert len(children()) == 2
    assert set(map(repr, readings)) == {repr(read(TEXT))}


async def test_a_calendar_that_hangs_keeps_nobody_elses_waiting(reader: CalendarReader) -> None:
    await ask(reader)
    [child] = children()
    child.suspend()
    hanging = ask(reader)
    await asyncio.sleep(0)
    assert await ask(reader) == read(TEXT)
    assert not hanging.done()
    child.resume()
    assert await hanging == read(TEXT)


async def test_a_child_without_work_is_let_go_and_another_comes_when_it_is_missed() -> None:
    reader = CalendarReader(idle=timedelta())
    await ask(reader)
    [child] = children()
    await asyncio.to_thread(child.wait, 5)
    assert await ask(reader) == read(TEXT)
    await reader.close()
    assert children() == []


async def test_a_child_is_one_members_at_a_time_and_forgets_her_zones(
    reader: CalendarReader,
) -> None:
    for name, hour in (("maya", 8), ("another_member", 17), ("maya", 8)):
        text = (DATA / "hostile" / f"customized_zone_of_{name}.ics").read_bytes()
        reading = await ask(reader, text)
        [call] = [one for one in reading.occurrences if one.title == "Call with Tom Adeyemi"]
        assert call.starts_at == at(16, hour)


async def test_the_child_knows_none_of_our_secrets(
    reader: CalendarReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    await ask(reader)
    [child] = children()
    assert set(child.environ()) <= {"PYTHONPATH", "LC_CTYPE"}


async def test_a_child_may_use_a_gigabyte_and_as_much_time_as_a_reading_may_take(
    reader: CalendarReader,
) -> None:
    await ask(reader)
    [child] = children()
    assert child.rlimit(psutil.RLIMIT_AS) == (1 << 30, 1 << 30)
    assert child.rlimit(psutil.RLIMIT_CPU)[0] <= LIMIT_SECONDS + 2


async def test_a_calendar_that_needs_too_much_memory_costs_only_itself(
    reader: CalendarReader,
) -> None:
    await ask(reader)
    [child] = children()
    now = child.memory_info().vms
    child.rlimit(psutil.RLIMIT_AS, (now + (1 << 20), 1 << 30))
    with pytest.raises(CalendarTrouble, match="more memory or time than is given"):
        await ask(reader, b"BEGIN:VCALENDAR\n" + b"x" * (8 << 20))
    assert await ask(reader) == read(TEXT)


async def test_a_child_that_hangs_is_killed_and_the_next_calendar_is_read() -> None:
    reader = CalendarReader(limit_seconds=0.5)
    await _warm(reader)
    [child] = children()
    child.suspend()
    with pytest.raises(CalendarTrouble, match=r"within 0\.5 seconds"):
        await ask(reader)
    assert not child.is_running()
    await _warm(reader)
    await reader.close()
    assert children() == []


async def test_a_child_that_dies_is_replaced(reader: CalendarReader) -> None:
    await ask(reader)
    [child] = children()
    os.kill(child.pid, signal.SIGKILL)
    child.wait(5)
    with contextlib.suppress(CalendarTrouble):  # its death may be noticed by asking only
        await ask(reader)
    assert await ask(reader) == read(TEXT)


async def test_an_answer_nobody_waits_for_is_not_taken_for_the_next(
    reader: CalendarReader,
) -> None:
    task = ask(reader)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await ask(reader, calendar()) == read(calendar())


async def test_a_fault_of_ours_comes_back_by_its_kind_and_place_and_the_child_stays(
    reader: CalendarReader,
) -> None:
    await ask(reader)
    [child] = children()
    with pytest.raises(Stumbled) as met:
        await reader.ask("google", b"{}", shown="Your Google calendar", zone="Priya Shah")
    assert (met.value.kind, "Priya" in met.value.place) == ("ZoneInfoNotFoundError", False)
    assert children() == [child]
    assert await ask(reader) == read(TEXT)


async def test_a_trouble_that_a_child_finds_is_told_as_it_is(reader: CalendarReader) -> None:
    with pytest.raises(CalendarTrouble, match="no calendar server's") as met:
        await reader.ask("properties", b"<html/>", shown="calendar.example/…7f3a")
    assert not met.value.permanent


async def test_an_answer_longer_than_any_reading_is_not_taken(
    reader: CalendarReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MOST_ANSWER", 100)
    with pytest.raises(CalendarTrouble, match="more in that calendar than is read"):
        await ask(reader)


async def _warm(reader: CalendarReader) -> None:
    """Starting Python may take longer than the short limit of a test."""
    for _ in range(20):
        try:
            await ask(reader)
        except CalendarTrouble:
            continue
        return
    pytest.fail("the child never answered")
