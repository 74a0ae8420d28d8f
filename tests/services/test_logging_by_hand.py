"""What she logs herself: asked about in words that are so, and once for one conversation."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.core.nudges import check_in_key
from bot.services.interviewing import Outcome
from bot.services.nudges.letters import HowDidItGo, Letter, Posted
from bot.slack.messenger import rendered
from storage.database import Database
from tests.services.world import COFFEE, World

MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days"))


@pytest_asyncio.fixture
async def world(store: Database) -> AsyncIterator[World]:
    world = World(store)
    await world.begin()
    yield world


def said(world: World, letter: Letter) -> str:
    return rendered(letter, world.member).text


@pytest.mark.parametrize("ago", [timedelta(minutes=30), DAY, 6 * DAY])
async def test_what_was_logged_late_was_not_waited_for(world: World, ago: timedelta) -> None:
    told = await world.interviewing.log(world.request(), "Priya", world.at - ago, None)
    [asked] = await world.pass_to(world.at)
    assert "I waited a little" not in said(world, asked)
    assert "reading a calendar" not in said(world, asked)

    await world.interviewing.tell(world.request(), told.interview.id, Outcome.STILL_GOING)
    [again] = await world.pass_to(world.at + 16 * MINUTE)
    assert "I waited a little, as you asked" in said(world, again)


async def test_what_a_calendar_has_tells_how_to_stop_its_being_read(world: World) -> None:
    await world.connect(COFFEE)
    [asked] = await world.pass_to(COFFEE.ends_at)
    assert "/interviews calendars" in said(world, asked)


async def test_an_event_that_moved_after_it_was_asked_about_was_not_waited_for(
    world: World,
) -> None:
    await world.connect(COFFEE)
    await world.pass_to(COFFEE.ends_at)
    world.calendar.change(
        COFFEE, starts_at=COFFEE.starts_at + 2 * HOUR, ends_at=COFFEE.ends_at + 2 * HOUR
    )
    [again] = await world.pass_to(COFFEE.ends_at + 2 * HOUR)
    assert isinstance(again, HowDidItGo)
    assert not again.again


@pytest.mark.parametrize("apart", [timedelta(), 29 * MINUTE, -29 * MINUTE])
async def test_the_same_person_at_that_time_is_the_same_conversation(
    world: World, apart: timedelta
) -> None:
    first = await world.interviewing.log(world.request(), "Priya", world.at - 3 * HOUR, None)
    at = world.at - 3 * HOUR + apart
    again = await world.interviewing.log(world.request(), "priya shah", at, None)
    assert (again.known_before, again.interview) == (True, first.interview)
    assert len((await world.exploration()).interviews) == 1

    seen = first.interview.id
    other = await world.interviewing.log(world.request(), "Priya", at, None, another_than=seen)
    assert other.interview.id != seen
    tapped_twice = await world.interviewing.log(
        world.request(), "Priya", at, None, another_than=seen
    )
    assert (tapped_twice.known_before, tapped_twice.interview.id) == (True, other.interview.id)


async def test_at_another_time_or_with_another_person_it_is_another(world: World) -> None:
    for who, at in (("Priya", world.at), ("Priya", world.at + 30 * MINUTE), ("Tom", world.at)):
        told = await world.interviewing.log(world.request(), who, at, None)
        assert not told.known_before
    assert len((await world.exploration()).interviews) == 3


async def test_one_that_did_not_happen_then_is_no_hindrance(world: World) -> None:
    first = await world.interviewing.log(world.request(), "Priya", None, None)
    await world.interviewing.tell(world.request(), first.interview.id, Outcome.NO_SHOW)
    again = await world.interviewing.log(world.request(), "Priya", None, None)
    assert not again.known_before


async def test_logging_what_her_calendar_only_suggests_is_her_word_that_it_is_one(
    world: World,
) -> None:
    await world.connect(replace(COFFEE, title="Coffee with Priya"))
    assert not (await world.interview()).certain
    told = await world.interviewing.log(world.request(), "Priya", COFFEE.starts_at, None)
    assert told.known_before
    assert (await world.interview()).certain
    assert (await world.interview()).title == "Coffee with Priya"


async def test_it_is_known_where_she_was_asked(world: World) -> None:
    told = await world.interviewing.log(world.request(), "Priya", None, None)
    await world.pass_to(world.at)
    await world.interviewing.tell(world.request(), told.interview.id, Outcome.STILL_GOING)
    await world.pass_to(world.at + 16 * MINUTE)
    assert await world.nudge(check_in_key(told.interview.id, 2)) is not None
    where = await world.interviewing.asked_where(world.member, told.interview.id)
    assert where == (Posted(channel="DU0MAYA", ts="1"), Posted(channel="DU0MAYA", ts="2"))
    assert await world.interviewing.asked_where(world.member, told.interview.id + 1) == ()


async def test_what_was_asked_about_already_is_not_asked_again_for_being_logged(
    world: World,
) -> None:
    await world.connect(replace(COFFEE, title="Coffee with Priya"))
    await world.pass_to(COFFEE.ends_at)
    await world.interviewing.log(world.request(), "Priya", COFFEE.starts_at, None)
    assert await world.pass_to(world.at + HOUR) == []
