"""A stage goes forward by what happens, and back only to where it was, or because she means it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.core.people import Person, Stage, StageChange
from bot.core.plan import pace
from bot.services.interviewing import Outcome
from bot.services.outreach import GoesBack, Outreach
from storage.database import Database
from tests.services.world import COFFEE, FRIDAY, LONDON, World

MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days"))


@pytest_asyncio.fixture
async def world(store: Database) -> AsyncIterator[World]:
    world = World(store)
    await world.begin()
    yield world


async def person(world: World, name: str) -> Person:
    found = (await world.exploration()).person(name)
    assert found is not None
    return found


FALLEN = pytest.mark.parametrize("outcome", [Outcome.NOT_INTERVIEW, Outcome.NO_SHOW])


@FALLEN
async def test_who_was_never_asked_is_an_idea_again(world: World, outcome: Outcome) -> None:
    told = await world.interviewing.log(world.request(), "Tom", None, None)
    assert (await person(world, "Tom Adeyemi")).stage is Stage.BOOKED
    await world.interviewing.tell(world.request(), told.interview.id, outcome)
    tom = await person(world, "Tom Adeyemi")
    assert (tom.stage, tom.history) == (Stage.IDEA, ())


@FALLEN
async def test_who_was_asked_last_week_is_not_asked_anew_this_week(
    world: World, store: Database, outcome: Outcome
) -> None:
    await Outreach(store=store).move(world.request(), "Tom", Stage.ASKED)
    await world.pass_to(FRIDAY + 7 * DAY)
    told = await world.interviewing.log(world.request(), "Tom", None, None)
    await world.interviewing.tell(world.request(), told.interview.id, outcome)
    assert (await person(world, "Tom Adeyemi")).stage is Stage.ASKED
    assert pace(await world.exploration(), world.at, LONDON).asked == 0


async def test_happened_tapped_by_mistake_leaves_nobody_met(world: World) -> None:
    told = await world.interviewing.log(world.request(), "Tom", None, None)
    for outcome, stage in (
        (Outcome.HAPPENED, Stage.MET),
        (Outcome.STILL_GOING, Stage.BOOKED),
        (Outcome.HAPPENED, Stage.MET),
        (Outcome.MOVED, Stage.BOOKED),
        (Outcome.HAPPENED, Stage.MET),
        (Outcome.NO_SHOW, Stage.IDEA),
        (Outcome.STILL_GOING, Stage.BOOKED),
    ):
        await world.interviewing.tell(world.request(), told.interview.id, outcome)
        assert (await person(world, "Tom Adeyemi")).stage is stage


async def test_who_was_met_before_stays_met_when_another_date_falls_through(world: World) -> None:
    first = await world.interviewing.log(world.request(), "Tom", world.at - 3 * HOUR, None)
    await world.interviewing.tell(world.request(), first.interview.id, Outcome.HAPPENED)
    second = await world.interviewing.log(world.request(), "Tom", world.at - HOUR, None)
    for outcome in (Outcome.HAPPENED, Outcome.NO_SHOW):
        await world.interviewing.tell(world.request(), second.interview.id, outcome)
    assert (await person(world, "Tom Adeyemi")).stage is Stage.MET


async def test_a_date_called_off_in_the_calendar_leads_back_to_where_things_were(
    world: World,
) -> None:
    await world.connect(COFFEE)
    assert (await person(world, "Priya Shah")).stage is Stage.BOOKED
    world.calendar.cancel(COFFEE)
    await world.pass_to(world.at + 6 * MINUTE)
    assert (await person(world, "Priya Shah")).stage is Stage.ASKED


@pytest.mark.parametrize("stage", [Stage.ASKED, Stage.REPLIED, Stage.IDEA, Stage.NO_REPLY])
async def test_a_step_back_is_asked_about_first(
    world: World, store: Database, stage: Stage
) -> None:
    outreach = Outreach(store=store)
    await outreach.move(world.request(), "Tom", Stage.BOOKED)
    before = await person(world, "Tom Adeyemi")
    with pytest.raises(GoesBack):
        await outreach.move(world.request(), "Tom", stage)
    assert await person(world, "Tom Adeyemi") == before
    told = await outreach.move(world.request(), "Tom", stage, sure=True)
    assert told.person.stage is stage


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Stage.IDEA, Stage.BOOKED),
        (Stage.ASKED, Stage.NO_REPLY),
        (Stage.NO_REPLY, Stage.ASKED),
        (Stage.BOOKED, Stage.DECLINED),
        (Stage.DECLINED, Stage.REPLIED),
        (Stage.MET, Stage.THANKED),
    ],
)
def test_what_comes_next_needs_no_question(before: Stage, after: Stage) -> None:
    assert not Person(name="Tom", stage=before).would_go_back(after)


def test_a_booking_of_which_nothing_is_known_leads_back_to_an_idea() -> None:
    booked = Person(name="Tom", stage=Stage.BOOKED)
    assert booked.without(Stage.BOOKED) == replace(booked, stage=Stage.IDEA)
    asked = StageChange(stage=Stage.ASKED, at=FRIDAY)
    known = replace(booked, history=(asked,))
    assert known.without(Stage.BOOKED) == replace(known, stage=Stage.ASKED)
