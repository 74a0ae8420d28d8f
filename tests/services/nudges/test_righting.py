"""The machine's clock is a month ahead for a minute; once it is right again, so is everything."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.nudges import LEASE, Kind, Lane, Nudge, State, poll_key, weekly_key
from bot.services.nudges.letters import HowDidItGo, Throttled, WeekStart
from bot.services.nudges.planning import plan_ahead
from bot.services.nudges.righting import Righting
from storage.database import Database
from tests.services.world import COFFEE, FRIDAY, LONDON, World

MONDAY = datetime(2026, 10, 19, 9, 0, tzinfo=LONDON).astimezone(UTC)
NEXT_MONDAY = datetime(2026, 10, 26, 9, 0, tzinfo=UTC)
AHEAD, HOUR = timedelta(days=30), timedelta(hours=1)
LATER = replace(COFFEE, starts_at=MONDAY + 24 * HOUR, ends_at=MONDAY + 25 * HOUR)


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store, poll_every=timedelta(hours=6))
    await world.begin()
    return world


async def wrong_for_a_minute(world: World, by: timedelta = AHEAD) -> None:
    """What is due by that clock is done by it; then it is set right."""
    right, world.at = world.at, world.at + by
    await world.pass_to(world.at + timedelta(minutes=1))
    world.at = right
    world.outbox.letters.clear()
    world.told.clear()


async def set_right(world: World) -> None:
    await Righting(store=world.store, now=world.now).set_right()


async def test_the_week_begins_on_monday_as_always(world: World) -> None:
    await wrong_for_a_minute(world)
    await set_right(world)

    letters = await world.pass_to(NEXT_MONDAY)

    assert [type(letter) for letter in letters] == [WeekStart, WeekStart]
    assert [at for at, _ in world.told] == [MONDAY, NEXT_MONDAY]


async def test_her_calendar_is_read_and_its_interview_asked_about(world: World) -> None:
    await world.connect(LATER)
    await wrong_for_a_minute(world)
    await set_right(world)
    already = len(world.calendar.reads)

    letters = await world.pass_to(LATER.ends_at)

    assert [type(letter) for letter in letters] == [WeekStart, HowDidItGo]
    assert world.told[-1][0] == LATER.ends_at
    assert len(world.calendar.reads) > already


async def test_an_unchanged_calendar_is_expanded_again_all_the_same(world: World) -> None:
    await world.connect(LATER)
    await wrong_for_a_minute(world)
    world.calendar.unchanged = True  # to whoever shows the marks of a read
    new = replace(LATER, uid="new", title="Tea with Tom Adeyemi #interview")
    world.calendar.occurrences.append(new)
    await set_right(world)

    await world.pass_to(FRIDAY + HOUR)

    assert len((await world.exploration()).interviews) == 2


async def test_an_interview_asked_about_a_month_early_is_asked_about_at_its_end(
    world: World,
) -> None:
    end = FRIDAY + AHEAD
    await _log(world, end)
    await wrong_for_a_minute(world)
    await set_right(world)

    await world.pass_to(end - timedelta(seconds=1))
    [letter] = await world.pass_to(end)

    assert isinstance(letter, HowDidItGo)


async def test_an_interview_logged_by_hand_and_dropped_as_too_late_is_asked_about(
    world: World,
) -> None:
    end = FRIDAY + 48 * HOUR
    await _log(world, end)
    await wrong_for_a_minute(world)
    await set_right(world)

    [letter] = await world.pass_to(end)

    assert isinstance(letter, HowDidItGo)


async def test_what_that_clock_had_claimed_or_put_off_leaves_now(
    world: World, store: Database
) -> None:
    await _log(world, FRIDAY)
    async with store.writing() as work:
        [claimed] = await work.nudges.claim(Lane.MESSAGES, FRIDAY, LEASE + AHEAD, 1)
    await set_right(world)
    world.outbox.faults.append(Throttled(AHEAD))
    assert await world.pass_to(FRIDAY) == []

    await set_right(world)

    [letter] = await world.pass_to(FRIDAY)
    assert letter.nudge_id == claimed.id


async def test_where_all_is_well_nothing_is_changed(world: World, store: Database) -> None:
    await world.connect(LATER)
    later = replace(await world.exploration(), starts_on=date(2026, 11, 16))
    async with store.writing() as work:
        await work.explorations.save_plan(later)
        await work.nudges.drop(weekly_key(world.member.id, "2026-W43", "start"))
        await plan_ahead(work, world.member, later, FRIDAY)
    before = await _rows(world)
    assert FRIDAY + timedelta(days=31) in {row.due_at.replace(hour=8) for row in before}

    await set_right(world)

    assert await _rows(world) == before


async def test_set_right_twice_it_is_planned_once(world: World) -> None:
    await world.connect(LATER)
    await wrong_for_a_minute(world)
    await set_right(world)
    before = await _rows(world)

    await set_right(world)

    assert await _rows(world) == before


async def _log(world: World, end: datetime) -> None:
    """Told by hand beforehand: it ends then."""
    await world.interviewing.log(world.request(), "Tom", end - timedelta(minutes=30), None)


async def _rows(world: World) -> tuple[Nudge, ...]:
    async with world.store.reading() as work:
        [calendar] = await work.calendars.of(world.member.id)
        poll = await work.nudges.get(poll_key(calendar.id))
        coming = await work.nudges.coming(world.member.id)
    assert poll is not None
    assert poll.kind is Kind.POLL
    return tuple(row for row in (*coming, poll) if row.state is not State.DROPPED)
