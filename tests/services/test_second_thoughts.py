"""What people do on second thoughts: change the day, move the meeting twice, say something else."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.errors import InvalidInput
from bot.core.members import WeeklyMoment
from bot.core.nudges import Kind
from bot.core.people import Person
from bot.core.reflection import CheckIn
from bot.services.calendars.syncing import MOST_A_DAY
from bot.services.explaining import Explaining
from bot.services.interviewing import Outcome
from bot.services.membership import Membership
from bot.services.nudges.letters import HowDidItGo
from bot.services.nudges.snoozing import Snoozing
from bot.services.outreach import Outreach
from bot.services.reflecting import Answers, Reflecting
from storage.database import Database
from tests.services.nudges.test_delivering import Nobody
from tests.services.world import COFFEE, LONDON, ONLY_MONDAYS, World

MINUTE, HOUR, DAY, WEEK = (timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days", "weeks"))


def london(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store, poll_every=HOUR)
    await world.begin()
    return world


async def test_a_weekly_message_moved_to_a_later_day_goes_on_next_week(
    world: World, store: Database
) -> None:
    await world.pass_to(london(19, 10))
    thursdays = replace(ONLY_MONDAYS, start=WeeklyMoment(weekday=3, at=time(9)))
    await Snoozing(store=store).keep(world.request(), thursdays)

    assert await world.pass_to(london(25, 10)) == []  # this week's has come on Monday
    assert len(await world.pass_to(london(29, 10))) == 1


async def test_after_a_journey_west_on_monday_the_next_weeks_go_on(
    world: World, store: Database
) -> None:
    await world.pass_to(london(19, 9, 1))
    membership = Membership(store=store, directory=Nobody(), now=world.now)
    world.member = await membership.set_zone(world.request(), "America/New_York")

    assert len(await world.pass_to(london(20, 10) + 4 * WEEK)) == 4


async def test_extended_at_the_last_minute_then_shortened_it_is_asked_about_once(
    world: World,
) -> None:
    await world.connect(COFFEE)
    await world.pass_to(COFFEE.ends_at - MINUTE)
    longer = world.calendar.change(COFFEE, ends_at=COFFEE.ends_at + 50 * MINUTE)
    assert await world.pass_to(COFFEE.ends_at + MINUTE) == []
    world.calendar.change(longer, ends_at=COFFEE.ends_at + 20 * MINUTE)

    assert len(await world.pass_to(COFFEE.ends_at + 3 * HOUR)) == 1


async def test_an_interview_of_last_week_that_is_logged_is_asked_about_at_once(
    world: World,
) -> None:
    await world.interviewing.log(world.request(), "Priya", world.at - 6 * DAY, None)

    assert len(await world.pass_to(world.at)) == 1


async def test_somebody_else_at_the_same_time_is_another_conversation(world: World) -> None:
    told = await world.interviewing.log(world.request(), "Priya", world.at + 2 * HOUR, None)
    await world.connect(replace(COFFEE, title="Coffee with Bob", starts_at=world.at + 2 * HOUR))

    kept = (await world.exploration()).interview(told.interview.id)
    assert kept is not None
    assert kept.ends_at == told.interview.ends_at


async def test_put_off_twice_it_comes_twice(world: World, store: Database) -> None:
    [monday] = await world.pass_to(london(19, 10))
    for day in (20, 21):
        await Snoozing(store=store).until_tomorrow(
            world.request(), Kind.WEEK_START, monday.nudge_id
        )
        assert len(await world.pass_to(london(day, 10))) == 1


async def test_a_short_name_typed_into_the_form_is_not_a_part_of_a_stranger_s(
    world: World, store: Database
) -> None:
    await Outreach(store=store).add(world.request(), Person(name="Diana Ross"))
    await world.connect(replace(COFFEE, title="Talk #interview"))
    await world.pass_to(COFFEE.ends_at)

    await _check_in(world, (await world.interview()).id, person="Ana")

    assert (await world.interview()).person == "Ana"


async def test_a_first_name_typed_into_the_form_is_hers(world: World) -> None:
    await world.connect(replace(COFFEE, title="Talk #interview"))
    await world.pass_to(COFFEE.ends_at)

    await _check_in(world, (await world.interview()).id, person="priya")

    assert (await world.interview()).person == "Priya Shah"


async def test_a_name_that_fits_two_people_is_asked_for_beside_its_field(
    world: World, store: Database
) -> None:
    await Outreach(store=store).add(world.request(), Person(name="Priya Patel"))
    await world.connect(replace(COFFEE, title="Talk #interview"))
    await world.pass_to(COFFEE.ends_at)

    with pytest.raises(InvalidInput, match="Priya Shah, Priya Patel") as fault:
        await _check_in(world, (await world.interview()).id, person="Priya")

    assert fault.value.field == "person"


async def test_after_a_check_in_a_late_word_takes_nothing_from_it(world: World) -> None:
    told = await world.interviewing.log(world.request(), "Priya", None, None)
    await _check_in(world, told.interview.id)

    with pytest.raises(InvalidInput, match="checked in"):
        await world.interviewing.tell(world.request(), told.interview.id, Outcome.NO_SHOW)


async def test_a_late_yes_to_whether_it_is_an_interview_takes_nothing_from_it(world: World) -> None:
    told = await world.interviewing.log(world.request(), "Priya", None, None)
    await _check_in(world, told.interview.id)
    held = await world.interview()
    assert (await world.interviewing.confirm(world.request(), held.id, yes=True)).interview == held
    assert await world.interview() == held


async def test_reflecting_on_somebody_means_the_conversation_that_was_held(
    world: World, store: Database
) -> None:
    held = await world.interviewing.log(world.request(), "Priya", world.at - 3 * HOUR, None)
    await world.interviewing.tell(world.request(), held.interview.id, Outcome.HAPPENED)
    missed = await world.interviewing.log(world.request(), "Priya", world.at - HOUR, None)
    await world.interviewing.tell(world.request(), missed.interview.id, Outcome.NO_SHOW)

    found = await Reflecting(store=store, now=world.now).latest_with(world.member, "Priya")

    assert found.id == held.interview.id


async def test_why_does_not_promise_what_a_pause_holds_back(world: World, store: Database) -> None:
    world.member = await Snoozing(store=store).pause(world.request(), None)

    why = await Explaining(store=store, now=world.now).why(world.member)

    assert why.next == ()


async def test_a_calendar_full_of_interviews_does_not_fill_her_dm(world: World) -> None:
    events = [replace(COFFEE, uid=f"{n}", title=f"Talk {n} #interview") for n in range(60)]
    await world.connect(*events)

    letters = await world.pass_to(COFFEE.ends_at + HOUR)

    assert len([one for one in letters if isinstance(one, HowDidItGo)]) == MOST_A_DAY


async def _check_in(world: World, interview_id: int, person: str | None = None) -> None:
    reflecting = Reflecting(store=world.store, now=world.now)
    answers = Answers(check_in=CheckIn(answered_at=world.at, pull=3), person=person)
    await reflecting.save(world.request(), interview_id, answers, began_from=None)
