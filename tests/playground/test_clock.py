"""The clock ticks, jumps forwards, and stops at every due moment on its way."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.clock import ClockMovesForwardOnly, PlaygroundClock
from tests.playground.conftest import FRIDAY, MAYA, Diary, Page

HOUR = timedelta(hours=1)


def test_it_begins_where_the_story_does() -> None:
    assert timedelta() <= PlaygroundClock(FRIDAY).now() - FRIDAY < timedelta(seconds=1)


def test_without_a_beginning_it_is_now() -> None:
    assert abs(PlaygroundClock().now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_it_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        PlaygroundClock(FRIDAY.replace(tzinfo=None))


def test_it_moves_forwards_only() -> None:
    clock = PlaygroundClock(FRIDAY)
    clock.move_to(FRIDAY + HOUR)

    assert FRIDAY + HOUR <= clock.now() < FRIDAY + HOUR + timedelta(seconds=1)
    with pytest.raises(ClockMovesForwardOnly, match="only moves forwards"):
        clock.move_to(FRIDAY)


async def test_an_hour_passes_through_every_due_moment(
    maya: Page, diary: Diary, clock: PlaygroundClock
) -> None:
    due = [FRIDAY + timedelta(minutes=minutes) for minutes in (4, 24, 90)]
    diary.moments += reversed(due)

    answer = await maya.do("clock", to="hour")

    assert [done.replace(microsecond=0) for done in diary.done_at] == due[:2]
    assert clock.now() - FRIDAY >= HOUR
    assert answer["ok"] is True
    assert diary.moments == due[2:]


async def test_next_goes_on_until_the_app_says_something_and_no_further(
    maya: Page, diary: Diary, clock: PlaygroundClock, slack: AsyncWebClient
) -> None:
    diary.moments += [FRIDAY + HOUR, FRIDAY + 2 * HOUR, FRIDAY + 3 * HOUR]

    async def speak_at_the_second() -> None:
        if len(diary.done_at) == 2:
            await slack.chat_postMessage(channel=MAYA, text="How did it go?")

    diary.duty = speak_at_the_second

    answer = await maya.do("clock", to="next")

    assert 2 * HOUR <= clock.now() - FRIDAY < 2 * HOUR + timedelta(seconds=1)
    assert answer["moved_to_because"] == "Resonance wrote to Maya Okafor."
    assert diary.moments == [FRIDAY + 3 * HOUR]


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("next", "Nothing is planned that you would see happen."),
        ("2026-10-16T09:00:00+01:00", "The clock only moves forwards."),
        ("tomorrow", "'tomorrow' is no moment."),
        ("2026-10-17T09:00:00", "The moment needs its offset, such as 2026-10-16T11:00:00+01:00."),
    ],
)
async def test_it_says_why_it_stays(maya: Page, to: str, sentence: str) -> None:
    assert await maya.do("clock", to=to) == {"ok": False, "error": sentence}
    assert (await maya.state())["clock"]["moving"] is False


async def test_a_bot_that_does_not_do_what_is_due_is_not_waited_for_ever(
    maya: Page, diary: Diary
) -> None:
    diary.works = False
    diary.moments.append(FRIDAY + timedelta(minutes=4))

    answer = await maya.do("clock", to="hour")

    assert answer["error"] == "The bot has not done what was due at 2026-10-16 09:40 UTC."


async def test_the_page_hears_who_was_written_to(
    maya: Page, diary: Diary, slack: AsyncWebClient
) -> None:
    diary.moments.append(FRIDAY + HOUR)
    diary.duty = lambda: slack.chat_postMessage(channel=MAYA, text="How did it go?")

    answer = await maya.do("clock", to="day")

    assert answer["moved_to_because"] == "Resonance wrote to Maya Okafor."
    [asked] = await maya.messages()
    assert int(asked["ts"].split(".")[0]) == (FRIDAY + HOUR).timestamp()


async def test_the_page_shows_her_own_time(maya: Page, jonas: Page) -> None:
    assert (await maya.state())["clock"]["now"].startswith("2026-10-16T10:36")
    assert (await jonas.state())["clock"]["now"].startswith("2026-10-16T11:36")


async def test_the_page_is_told_while_it_moves(maya: Page, diary: Diary) -> None:
    diary.free.clear()
    journey = asyncio.create_task(maya.do("clock", to="hour"))

    await maya.sees(lambda state: state["clock"]["moving"])
    diary.free.set()

    assert (await journey)["ok"] is True
    assert (await maya.state())["clock"]["moving"] is False
