"""Wednesday, Friday, quiet hours, the daily cap, pauses: as much as she wants, and never more."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.core.errors import InvalidInput
from bot.core.members import Rhythm, WeeklyMoment
from bot.core.nudges import Kind, State
from bot.core.people import Stage
from bot.services.nudges.letters import HowDidItGo, WeekEnd, WeekStart
from bot.services.nudges.snoozing import Snoozing
from bot.services.outreach import Outreach
from bot.services.planning import Planning
from storage.database import Database
from tests.services.world import COFFEE, LONDON, World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def london(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


MONDAY, WEDNESDAY, FRIDAY = london(19, 9), london(21, 12), london(23, 15)


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store)
    await world.begin(rhythm=Rhythm())
    world.at = london(18, 12)  # the Sunday before
    return world


async def test_a_week_has_a_beginning_a_middle_and_an_end(world: World) -> None:
    await _replan(world)

    letters = await world.pass_to(FRIDAY)

    assert [type(letter).__name__ for letter in letters] == ["WeekStart", "WeekMiddle", "WeekEnd"]


async def test_on_pace_the_middle_stays_silent(world: World, store: Database) -> None:
    await _replan(world)
    await world.pass_to(MONDAY)
    await Outreach(store=store).move(world.request(), "Tom", Stage.ASKED)  # one of two

    assert await world.pass_to(WEDNESDAY + HOUR) == []


async def test_a_week_of_rest_is_asked_for_nothing(world: World, store: Database) -> None:
    await Planning(store=store).set_goal(world.request(), 0)

    letters = await world.pass_to(FRIDAY)

    assert [type(letter).__name__ for letter in letters] == ["WeekStart", "WeekEnd"]


async def test_the_end_of_the_week_tells_what_happened(world: World, store: Database) -> None:
    await _replan(world)
    await world.pass_to(MONDAY)
    await Outreach(store=store).move(world.request(), "Tom", Stage.ASKED)

    letters = await world.pass_to(FRIDAY)

    assert isinstance(letters[-1], WeekEnd)
    assert (letters[-1].pace.asked, letters[-1].held) == (1, 0)


async def test_the_goal_met_is_celebrated_once(world: World, store: Database) -> None:
    outreach = Outreach(store=store)
    await Planning(store=store).set_goal(world.request(), 1)

    first = await outreach.move(world.request(), "Tom", Stage.ASKED)
    again = await outreach.move(world.request(), "Tom", Stage.ASKED)
    more = await outreach.move(world.request(), "Tom", Stage.REPLIED)

    assert (first.meets_goal, again.meets_goal, more.meets_goal) == (True, False, False)


async def test_what_falls_into_quiet_hours_waits_for_their_end(world: World) -> None:
    await _keep(world, replace(Rhythm(), start=WeeklyMoment(weekday=0, at=time(22))))

    assert await world.pass_to(london(20, 7, 59)) == []
    [letter] = await world.pass_to(london(20, 8))
    assert isinstance(letter, WeekStart)


async def test_a_check_in_waits_for_nothing(world: World) -> None:
    late = replace(COFFEE, starts_at=london(19, 22), ends_at=london(19, 23))
    await world.connect(late)

    letters = await world.pass_to(late.ends_at)

    assert isinstance(letters[-1], HowDidItGo)


async def test_more_than_she_wants_in_a_day_does_not_come(world: World, store: Database) -> None:
    all_on_monday = replace(
        Rhythm(),
        middle=WeeklyMoment(weekday=0, at=time(12)),
        end=WeeklyMoment(weekday=0, at=time(15)),
        daily_cap=1,
    )
    await _keep(world, all_on_monday)

    letters = await world.pass_to(london(19, 20))

    assert [type(letter).__name__ for letter in letters] == ["WeekStart"]
    async with store.reading() as work:
        row = await work.nudges.get(f"weekly:{world.member.id}:2026-W43:end")
    assert row is not None
    assert (row.state, row.error) == (State.DROPPED, "daily cap")


async def test_check_ins_are_not_counted_in_the_cap(world: World) -> None:
    await _keep(world, replace(Rhythm(), daily_cap=1))
    early = replace(COFFEE, starts_at=london(19, 7), ends_at=london(19, 8, 30))
    await world.connect(early)

    letters = await world.pass_to(MONDAY)

    assert [type(letter).__name__ for letter in letters] == ["HowDidItGo", "WeekStart"]


async def test_a_pause_without_a_date_lasts_two_weeks_and_ends_by_itself(
    world: World, store: Database
) -> None:
    world.member = await Snoozing(store=store).pause(world.request(), None)
    assert world.member.paused_until == date(2026, 11, 1)

    assert await world.pass_to(datetime(2026, 11, 1, 23, tzinfo=UTC)) == []
    [letter] = await world.pass_to(datetime(2026, 11, 2, 9, tzinfo=UTC))
    assert isinstance(letter, WeekStart)


async def test_a_pause_can_be_ended(world: World, store: Database) -> None:
    world.member = await Snoozing(store=store).pause(world.request(), date(2026, 12, 1))
    world.member = await Snoozing(store=store).resume(world.request())

    assert len(await world.pass_to(MONDAY)) == 1


@pytest.mark.parametrize("until", [date(2026, 10, 17), date(2030, 1, 1)])
async def test_a_pause_into_the_past_or_for_years_is_refused(
    world: World, store: Database, until: date
) -> None:
    with pytest.raises(InvalidInput):
        await Snoozing(store=store).pause(world.request(), until)


async def test_one_of_the_three_turned_off_leaves_the_others(world: World, store: Database) -> None:
    await _replan(world)
    world.member = await Snoozing(store=store).turn(world.request(), Kind.WEEK_MIDDLE, on=False)

    letters = await world.pass_to(FRIDAY)

    assert [type(letter).__name__ for letter in letters] == ["WeekStart", "WeekEnd"]


async def test_wednesday_put_off_comes_on_thursday_and_next_wednesday_as_always(
    world: World, store: Database
) -> None:
    await _keep(world, replace(Rhythm(), start=OFF, end=OFF))
    [wednesday] = await world.pass_to(WEDNESDAY)
    await Snoozing(store=store).until_tomorrow(
        world.request(), Kind.WEEK_MIDDLE, wednesday.nudge_id
    )

    assert len(await world.pass_to(WEDNESDAY + DAY)) == 1
    assert await world.pass_to(london(28, 11, 59)) == []
    assert len(await world.pass_to(london(28, 12))) == 1


SUNDAY_NIGHT = WeeklyMoment(weekday=6, at=time(22))


async def test_a_week_s_end_that_quiet_hours_put_off_to_monday_is_about_the_week_it_ends(
    world: World, store: Database
) -> None:
    await _keep(world, replace(Rhythm(), start=OFF, middle=OFF, end=SUNDAY_NIGHT))
    await world.pass_to(MONDAY)
    await Outreach(store=store).move(world.request(), "Tom", Stage.ASKED)

    assert await world.pass_to(london(25, 23)) == []
    [letter] = await world.pass_to(london(26, 9))

    assert isinstance(letter, WeekEnd)
    assert letter.pace.asked == 1


async def test_put_off_by_her_to_monday_it_is_about_the_week_it_ends(
    world: World, store: Database
) -> None:
    sunday = replace(SUNDAY_NIGHT, at=time(18))
    await _keep(world, replace(Rhythm(), start=OFF, middle=OFF, end=sunday))
    await world.pass_to(MONDAY)
    await Outreach(store=store).move(world.request(), "Tom", Stage.ASKED)
    [sunday_s] = await world.pass_to(london(25, 18))
    snoozing = Snoozing(store=store)
    await snoozing.until_tomorrow(world.request(), Kind.WEEK_END, sunday_s.nudge_id)

    [monday_s] = await world.pass_to(london(26, 18))
    await snoozing.until_tomorrow(world.request(), Kind.WEEK_END, monday_s.nudge_id)
    [tuesday_s] = await world.pass_to(london(27, 18))

    for letter in (sunday_s, monday_s, tuesday_s):
        assert isinstance(letter, WeekEnd)
        assert letter.pace.asked == 1


OFF = WeeklyMoment(weekday=0, at=time(9), on=False)


async def _keep(world: World, rhythm: Rhythm) -> None:
    world.member = await Snoozing(store=world.store).keep(world.request(), rhythm)


async def _replan(world: World) -> None:
    """Plans anew from the Sunday on which these tests begin."""
    await _keep(world, world.member.rhythm)
