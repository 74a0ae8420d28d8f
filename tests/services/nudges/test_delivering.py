"""Nudges delivered: when they should come, not when they should not, and never twice."""

import logging
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.core.members import WeeklyMoment
from bot.core.nudges import LEASE, Kind, Lane, Nudge, State
from bot.core.people import Stage
from bot.core.plan import Pace
from bot.services.membership import Membership
from bot.services.nudges.letters import HowDidItGo, Throttled, Undelivered, WeekStart
from bot.services.nudges.snoozing import Snoozing
from bot.services.nudges.weekly import plan_week
from bot.services.outreach import Outreach
from bot.services.planning import Plan, Planning
from storage.database import Database
from tests.services.world import COFFEE, FRIDAY, LONDON, ONLY_MONDAYS, World

MONDAY = datetime(2026, 10, 19, 9, 0, tzinfo=LONDON).astimezone(UTC)
#: London leaves summer time in between.
NEXT_MONDAY = datetime(2026, 10, 26, 9, 0, tzinfo=UTC)
PACE = Pace(asked=0, goal=2, weeks_left=7, options=(), turn_of=None)
MONDAYS = "weekly:{}:2026-W43:start"
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store)
    await world.begin()
    return world


async def test_monday_at_nine_where_she_is_the_week_begins(world: World) -> None:
    assert await world.pass_to(MONDAY - SECOND) == []
    [letter] = await world.pass_to(MONDAY)

    assert isinstance(letter, WeekStart)
    assert (letter.pace.asked, letter.pace.goal, letter.waiting) == (0, 2, 1)


async def test_it_comes_every_monday_at_nine_also_across_the_clock_change(world: World) -> None:
    await world.pass_to(MONDAY)

    assert await world.pass_to(NEXT_MONDAY - SECOND) == []
    assert len(await world.pass_to(NEXT_MONDAY)) == 1


async def test_it_ends_with_the_exploration(world: World) -> None:
    letters = await world.pass_to(datetime(2027, 3, 1, tzinfo=UTC))

    assert len(letters) == 7  # 19 October to 30 November


async def test_without_a_time_zone_nothing_is_sent(store: Database) -> None:
    world = World(store)
    await world.begin(zone=None)

    assert await world.pass_to(NEXT_MONDAY) == []


async def test_once_she_says_where_she_is_it_comes_there(store: Database) -> None:
    world = World(store)
    await world.begin(zone=None)
    membership = Membership(store=store, directory=Nobody(), now=world.now)

    await membership.set_zone(world.request(), "America/New_York")

    [letter] = await world.pass_to(MONDAY + 5 * HOUR)
    assert isinstance(letter, WeekStart)


async def test_moving_to_another_zone_moves_it_at_once_and_brings_it_once(
    world: World, store: Database
) -> None:
    membership = Membership(store=store, directory=Nobody(), now=world.now)
    await membership.follow("T0RESONANCE", "U0MAYA", "Asia/Tokyo")
    in_tokyo = datetime(2026, 10, 19, 0, 0, tzinfo=UTC)

    assert len(await world.pass_to(in_tokyo)) == 1
    await membership.follow("T0RESONANCE", "U0MAYA", "Europe/London")
    assert await world.pass_to(MONDAY + HOUR) == []


async def test_turned_off_it_does_not_come_and_turned_on_it_does(
    world: World, store: Database
) -> None:
    snoozing = Snoozing(store=store)
    world.member = await snoozing.turn(world.request(), Kind.WEEK_START, on=False)
    assert await world.pass_to(MONDAY + HOUR) == []

    world.member = await snoozing.turn(world.request(), Kind.WEEK_START, on=True)
    assert len(await world.pass_to(NEXT_MONDAY)) == 1


async def test_snoozed_it_comes_a_day_later_and_the_next_one_when_it_always_does(
    world: World, store: Database
) -> None:
    [monday] = await world.pass_to(MONDAY)
    await Snoozing(store=store).until_tomorrow(world.request(), Kind.WEEK_START, monday.nudge_id)

    assert len(await world.pass_to(MONDAY + timedelta(days=1))) == 1
    assert await world.pass_to(NEXT_MONDAY - SECOND) == []
    assert len(await world.pass_to(NEXT_MONDAY)) == 1


async def test_a_pause_silences_mondays_but_not_check_ins(store: Database) -> None:
    world = World(store, poll_every=6 * HOUR)
    await world.begin()
    await world.connect(COFFEE)
    async with store.writing() as work:
        paused = replace(world.member, paused_until=date(2026, 10, 31))
        await work.members.save(paused)

    letters = await world.pass_to(NEXT_MONDAY + HOUR)

    assert [type(letter) for letter in letters] == [HowDidItGo]
    assert isinstance(letters[0], HowDidItGo)
    assert letters[0].paused


async def test_asking_somebody_counts_for_the_week(world: World, store: Database) -> None:
    await Outreach(store=store).move(world.request(), "Tom", Stage.ASKED)
    planning = Planning(store=store)
    world.at = MONDAY
    await Outreach(store=store).move(world.request(), "Priya", Stage.REPLIED)

    assert await planning.current(world.member) is not None
    [letter] = await world.pass_to(MONDAY)
    assert isinstance(letter, WeekStart)
    assert letter.pace.asked == 0  # Friday's was last week's


async def test_a_plan_changed_after_monday_brings_no_second_message(
    world: World, store: Database
) -> None:
    await world.pass_to(MONDAY)
    exploration = await world.exploration()
    plan = Plan(
        question="Which?",
        options=exploration.options,
        starts_on=exploration.starts_on,
        ends_on=exploration.ends_on,
        weekly_goal=3,
    )

    await Planning(store=store).save(world.request(), plan)

    assert await world.pass_to(NEXT_MONDAY - SECOND) == []


async def test_slack_asking_to_wait_is_obeyed_and_nothing_is_lost(world: World) -> None:
    world.outbox.faults.append(Throttled(timedelta(seconds=30)))

    assert await world.pass_to(MONDAY + 29 * SECOND) == []
    assert len(await world.pass_to(MONDAY + 30 * SECOND)) == 1


async def test_a_passing_fault_is_tried_again_with_growing_waits(world: World) -> None:
    world.outbox.faults += [Undelivered("internal_error", permanent=False) for _ in range(3)]

    assert await world.pass_to(MONDAY + 13 * SECOND) == []
    assert len(await world.pass_to(MONDAY + 14 * SECOND)) == 1


async def test_a_post_whose_answer_was_lost_is_looked_for_and_not_posted_again(
    world: World,
) -> None:
    world.outbox.faults.append(Undelivered("TimeoutError", unsure=True))

    letters = await world.pass_to(MONDAY + HOUR)

    assert len(letters) == 1
    row = await world.nudge(f"weekly:{world.member.id}:2026-W43:start")
    assert row is not None
    assert (row.state, row.ts, row.unsure) == (State.SENT, "1", False)
    assert world.outbox.looked == [row.id]


async def test_what_arrived_just_before_her_quiet_hours_does_not_come_again_after_them(
    store: Database,
) -> None:
    world = World(store)
    await world.begin(rhythm=replace(ONLY_MONDAYS, quiet_from=time(9), quiet_until=time(12)))
    row = await world.nudge(MONDAYS.format(world.member.id))
    assert row is not None
    async with store.writing() as work:
        await work.nudges.plan(replace(row, due_at=MONDAY - SECOND))
    world.outbox.faults.append(Undelivered("TimeoutError", unsure=True))

    assert len(await world.pass_to(MONDAY + 5 * HOUR)) == 1


async def test_what_may_have_arrived_keeps_its_place_in_the_day(store: Database) -> None:
    world = World(store)
    await world.begin(
        rhythm=replace(ONLY_MONDAYS, daily_cap=1, end=WeeklyMoment(weekday=0, at=time(10)))
    )
    first = await world.nudge(MONDAYS.format(world.member.id))
    assert first is not None
    second = replace(first, key=first.key.replace("start", "end"), kind=Kind.WEEK_END)
    async with store.writing() as work:
        await work.nudges.plan(replace(second, due_at=MONDAY + SECOND))
    world.outbox.faults.append(Undelivered("TimeoutError", unsure=True))

    [letter] = await world.pass_to(MONDAY + HOUR)

    assert isinstance(letter, WeekStart)
    row = await world.nudge(first.key)
    assert row is not None
    assert row.state is State.SENT


async def test_an_unsure_post_that_did_not_arrive_is_posted(world: World) -> None:
    world.outbox.faults.append(Undelivered("TimeoutError", unsure=True))

    await world.pass_to(MONDAY)
    world.outbox.letters.clear()  # Slack never had it
    letters = await world.pass_to(MONDAY + HOUR)

    assert len(letters) == 1


async def test_killed_between_slack_s_acceptance_and_the_commit_it_is_not_posted_again(
    world: World, store: Database
) -> None:
    world.at = MONDAY
    async with store.writing() as work:
        [claimed] = await work.nudges.claim(Lane.MESSAGES, MONDAY, LEASE, 10)
    letter = WeekStart(nudge_id=claimed.id, pace=PACE, waiting=0, coming=0)
    await world.outbox.post(world.member, letter)

    assert await world.pass_to(MONDAY + LEASE) == []
    row = await world.nudge(claimed.key)
    assert row is not None
    assert row.state is State.SENT


async def test_a_permanent_fault_is_kept_for_why_and_not_repeated(
    world: World, store: Database
) -> None:
    world.outbox.faults.append(Undelivered("user_disabled", permanent=True))

    assert await world.pass_to(MONDAY + timedelta(days=2)) == []
    async with store.reading() as work:
        [failure] = await work.nudges.failures(world.member.id, 5)
    assert (failure.state, failure.error) == (State.FAILED, "user_disabled")
    assert len(await world.pass_to(NEXT_MONDAY)) == 1


async def test_a_monday_missed_by_days_is_left_for_the_next(world: World) -> None:
    world.at = MONDAY + timedelta(days=2)

    assert await world.pass_to(world.at) == []
    assert len(await world.pass_to(NEXT_MONDAY)) == 1


async def test_a_check_in_missed_by_hours_still_comes(world: World) -> None:
    await world.connect(COFFEE)
    world.at = COFFEE.ends_at + 8 * HOUR

    letters = await world.pass_to(world.at)

    assert [type(letter) for letter in letters] == [HowDidItGo]


async def test_a_claim_whose_process_died_is_delivered_by_the_next(
    world: World, store: Database
) -> None:
    world.at = MONDAY
    async with store.writing() as work:
        [claimed] = await work.nudges.claim(Lane.MESSAGES, MONDAY, LEASE, 10)

    assert await world.pass_to(MONDAY + LEASE - SECOND) == []
    assert len(await world.pass_to(MONDAY + LEASE)) == 1
    assert not await _settle(store, claimed)


async def test_planning_again_while_it_leaves_changes_nothing(
    world: World, store: Database
) -> None:
    async with store.writing() as work:
        await work.nudges.claim(Lane.MESSAGES, MONDAY, LEASE, 10)
    async with store.writing() as work:
        await plan_week(work, world.member, await world.exploration(), FRIDAY)

    row = await world.nudge(f"weekly:{world.member.id}:2026-W43:start")
    assert row is not None
    assert row.state is State.CLAIMED


async def test_a_clock_set_back_an_hour_brings_nothing_twice(world: World, store: Database) -> None:
    await world.connect(COFFEE)
    await world.pass_to(COFFEE.ends_at)
    world.at = COFFEE.ends_at - HOUR
    assert await world.pass_to(COFFEE.ends_at + HOUR) == []

    await world.pass_to(MONDAY)
    world.at = MONDAY - HOUR
    exploration = await world.exploration()
    async with store.writing() as work:
        await plan_week(work, world.member, exploration, world.at)
    assert await world.pass_to(MONDAY + HOUR) == []


async def test_days_and_times_are_hers(world: World, store: Database) -> None:
    early = WeeklyMoment(weekday=6, at=time(18, 30))
    async with store.writing() as work:
        member = replace(world.member, rhythm=replace(ONLY_MONDAYS, start=early))
        await work.members.save(member)
        await plan_week(work, member, await world.exploration(), FRIDAY)

    sunday = datetime(2026, 10, 18, 18, 30, tzinfo=LONDON).astimezone(UTC)
    assert len(await world.pass_to(sunday)) == 1


async def test_a_check_in_tried_again_does_not_read_her_calendar_each_time(
    store: Database,
) -> None:
    world = World(store, poll_every=6 * HOUR)
    await world.begin()
    await world.connect(COFFEE)
    await world.pass_to(COFFEE.ends_at - SECOND)
    before = len(world.calendar.reads)
    world.outbox.faults += [Undelivered("internal_error"), Throttled(SECOND), Throttled(SECOND)]

    [letter] = await world.pass_to(COFFEE.ends_at + 10 * SECOND)

    assert isinstance(letter, HowDidItGo)
    assert len(world.calendar.reads) == before + 1


async def test_tried_again_after_ten_minutes_it_looks_whether_she_is_still_talking(
    store: Database,
) -> None:
    world = World(store, poll_every=6 * HOUR)
    await world.begin()
    await world.connect(COFFEE)
    await world.pass_to(COFFEE.ends_at - SECOND)
    world.outbox.faults.append(Throttled(10 * 60 * SECOND))
    await world.pass_to(COFFEE.ends_at)
    longer = world.calendar.change(COFFEE, ends_at=COFFEE.ends_at + HOUR)
    async with store.reading() as work:
        rows = await work.nudges.coming(world.member.id)
    assert COFFEE.ends_at in {row.due_at for row in rows}

    assert await world.pass_to(longer.ends_at - SECOND) == []
    assert len(await world.pass_to(longer.ends_at)) == 1


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        ([Throttled(30 * SECOND)], [("nudge is tried again", "throttled")]),
        ([Undelivered("internal_error")], [("nudge is tried again", "internal_error")]),
        ([Undelivered("user_disabled", permanent=True)], [("nudge failed", "user_disabled")]),
    ],
)
async def test_the_log_says_of_each_that_did_not_leave_why(
    world: World,
    faults: list[Exception],
    said: list[tuple[str, str]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    world.outbox.faults += faults
    with caplog.at_level(logging.INFO, logger="bot.services.nudges.log"):
        await world.pass_to(MONDAY + SECOND)

    told = [(r.getMessage(), vars(r)["because"]) for r in caplog.records]
    assert told == said


async def test_the_log_says_of_each_that_was_dropped_why(
    world: World, store: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with store.writing() as work:
        await work.members.save(replace(world.member, paused_until=date(2026, 10, 19)))
    with caplog.at_level(logging.INFO, logger="bot.services.nudges.log"):
        await world.pass_to(MONDAY)
        world.at = NEXT_MONDAY + timedelta(days=2)
        await world.pass_to(world.at)

    told = [(r.getMessage(), vars(r)["because"]) for r in caplog.records]
    assert told == [
        ("nudge dropped", "nothing to say any more"),
        ("nudge dropped", "expired"),
    ]


class Nobody:
    """A workspace that knows nobody's time zone."""

    async def zone_of(self, team: str, user: str) -> str | None:
        del team, user
        return None


async def _settle(store: Database, nudge: Nudge) -> bool:
    async with store.writing() as work:
        return await work.nudges.settle(nudge, state=State.SENT)
