"""A calendar that can't be read: she is told in time, at most four times, while it lasts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.core.errors import CalendarTrouble
from bot.core.feeds import Calendar
from bot.core.nudges import Kind, Nudge
from bot.services.calendars.health import broken_letter
from bot.services.calendars.syncing import LOOK_BACK
from bot.services.nudges.letters import CalendarBroken, Undelivered
from storage.database import Database
from tests.services.world import COFFEE, FRIDAY, LONDON, ONLY_MONDAYS, World

SECOND, MINUTE, HOUR, DAY = (
    timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days")
)
SILENT = "It does not answer; it is tried again later."
REFUSED = CalendarTrouble("It wants a login, or a new one.", permanent=True)


def london(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store, poll_every=HOUR)
    await world.begin()
    await world.connect()
    return world


async def calendar_of(world: World) -> Calendar:
    [calendar] = await world.managing.of(world.member)
    return calendar


async def break_at(world: World, at: datetime, trouble: str | CalendarTrouble = SILENT) -> datetime:
    """Puts the trouble in at that time; the moment at which a read first met it."""
    await world.pass_to(at)
    world.calendar.trouble = trouble
    await world.pass_to(at + 4 * HOUR)
    since = (await calendar_of(world)).troubled_since
    assert since is not None
    return since


def told(world: World) -> list[tuple[datetime, CalendarBroken]]:
    """Each message about a calendar, with its moment."""
    return [(at, letter) for at, letter in world.told if isinstance(letter, CalendarBroken)]


def told_at(world: World) -> list[datetime]:
    return [at for at, _ in told(world)]


class TestTold:
    async def test_within_a_day_then_on_days_3_7_and_14_and_never_again(self, world: World) -> None:
        since = await break_at(world, FRIDAY)
        await world.pass_to(since + 40 * DAY)

        first, *later = told_at(world)
        assert first - since <= DAY
        assert [at - since for at in later] == [3 * DAY, 7 * DAY, 14 * DAY]

    async def test_each_says_since_when_and_the_fourth_that_it_is_the_last(
        self, world: World
    ) -> None:
        since = await break_at(world, FRIDAY)
        await world.pass_to(since + 15 * DAY)

        letters = [letter for _, letter in told(world)]
        assert {letter.since for letter in letters} == {since}
        assert [letter.last for letter in letters] == [False, False, False, True]

    @pytest.mark.parametrize("hour", [2, 7, 9, 14, 20, 23])
    async def test_within_a_day_also_when_it_breaks_late_and_never_in_quiet_hours(
        self, world: World, hour: int
    ) -> None:
        since = await break_at(world, london(16 if hour > 9 else 17, hour, 30))
        await world.pass_to(since + 2 * DAY)

        [at] = told_at(world)
        assert at - since <= DAY
        assert 8 <= at.astimezone(LONDON).hour < 21

    async def test_what_no_waiting_mends_is_told_after_an_hour(self, world: World) -> None:
        since = await break_at(world, FRIDAY, REFUSED)

        assert told_at(world) == [since + HOUR]

    async def test_in_the_evening_it_is_left_for_the_morning(self, world: World) -> None:
        await break_at(world, london(16, 20), REFUSED)
        await world.pass_to(london(17, 12))

        assert told_at(world) == [london(17, 8)]

    async def test_a_passing_trouble_that_proves_lasting_is_told_once_it_is_seen(
        self, world: World
    ) -> None:
        since = await break_at(world, FRIDAY)
        world.calendar.trouble = REFUSED
        await world.pass_to(since + 8 * HOUR)

        assert len(told(world)) == 1

    async def test_on_a_full_day_it_is_kept_for_the_next(self, store: Database) -> None:
        world = World(store, poll_every=HOUR)
        await world.begin(rhythm=replace(ONLY_MONDAYS, daily_cap=1))
        await world.connect()
        await break_at(world, london(19, 10), REFUSED)  # Monday's letter has come at nine
        await world.pass_to(london(21, 12))

        assert told_at(world) == [london(20, 8)]

    async def test_one_that_may_have_arrived_is_not_posted_again_by_another_read(
        self, world: World
    ) -> None:
        world.calendar.trouble = REFUSED
        await world.pass_to(FRIDAY + 1.5 * HOUR)
        calendar = await calendar_of(world)
        assert calendar.troubled_since is not None
        world.outbox.faults.append(Undelivered("no answer", unsure=True))
        await world.pass_to(calendar.troubled_since + HOUR)

        await world.polling.poll(calendar.id)
        await world.pass_to(FRIDAY + DAY)
        assert len(told(world)) == 1


class TestNotTold:
    async def test_what_passes_within_hours_is_never_spoken_of(self, world: World) -> None:
        await break_at(world, FRIDAY)
        world.calendar.trouble = None
        await world.pass_to(FRIDAY + 15 * DAY)

        assert told(world) == []

    async def test_once_it_can_be_read_again_nothing_more_is_said(self, world: World) -> None:
        since = await break_at(world, FRIDAY)
        await world.pass_to(since + 4 * DAY)
        world.calendar.trouble = None
        await world.pass_to(since + 15 * DAY)

        assert len(told(world)) == 2

    async def test_broken_anew_it_is_told_anew(self, world: World) -> None:
        await break_at(world, FRIDAY)
        await world.pass_to(FRIDAY + 15 * DAY)
        world.calendar.trouble = None
        since = await break_at(world, FRIDAY + 16 * DAY)
        await world.pass_to(since + 15 * DAY)

        again = [letter for _, letter in told(world) if letter.since == since]
        assert [letter.last for letter in again] == [False, False, False, True]
        assert len(told(world)) == 8

    async def test_disconnected_it_is_not_spoken_of(self, world: World) -> None:
        since = await break_at(world, FRIDAY)
        await world.pass_to(since + 4 * DAY)
        await world.managing.disconnect(world.request(), (await calendar_of(world)).id)
        await world.pass_to(since + 15 * DAY)

        assert len(told(world)) == 2

    @pytest.mark.parametrize("trouble", [SILENT, REFUSED])
    async def test_asked_to_say_no_more_it_does_not(
        self, world: World, trouble: str | CalendarTrouble
    ) -> None:
        since = await break_at(world, FRIDAY, trouble)
        await world.pass_to(since + DAY)
        await world.managing.say_no_more(world.request())
        await world.pass_to(since + 15 * DAY)

        assert len(told(world)) == 1

    def test_a_message_about_an_outage_that_is_over_says_nothing_of_the_next(self) -> None:
        nudge = Nudge(
            key="calendar:1:20261001T080000:1", kind=Kind.CALENDAR, member_id=1, due_at=FRIDAY
        )
        calendar = Calendar(member_id=1, address="", id=1, troubled_since=FRIDAY)
        assert broken_letter(nudge, calendar, [calendar]) is None


class TestReadAgain:
    async def test_each_failure_doubles_the_wait_up_to_six_hours(self, world: World) -> None:
        await break_at(world, FRIDAY)
        await world.pass_to(FRIDAY + 3 * DAY)

        waits = [b - a for a, b in pairwise(read_at(world)[1:])]
        usual = waits[0]
        assert waits[:3] == [usual, 2 * usual, 4 * usual]
        assert set(waits[3:]) == {6 * HOUR}

    async def test_a_server_that_asks_for_a_rest_has_it(self, world: World) -> None:
        rest = CalendarTrouble(SILENT, retry_after=9 * HOUR)
        since = await break_at(world, FRIDAY, rest)
        await world.pass_to(since + 20 * HOUR)

        assert read_at(world)[2:] == [since + 9 * HOUR, since + 18 * HOUR]

    async def test_after_a_good_read_it_is_read_as_often_as_ever(self, world: World) -> None:
        since = await break_at(world, FRIDAY)
        world.calendar.trouble = None
        await world.pass_to(since + 12 * HOUR)

        waits = [b - a for a, b in pairwise(read_at(world))]
        assert waits[-1] <= 1.1 * HOUR
        assert (await calendar_of(world)).failures == 0

    async def test_its_interviews_are_kept_meanwhile(self, store: Database) -> None:
        world = World(store)
        await world.begin()
        await world.connect(replace(COFFEE, ends_at=COFFEE.ends_at + DAY))
        await break_at(world, FRIDAY, REFUSED)

        assert (await world.interview()).ends_at == COFFEE.ends_at + DAY


def read_at(world: World) -> list[datetime]:
    return [start + LOOK_BACK for start in world.calendar.reads]
