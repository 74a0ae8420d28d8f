"""Calendars that are connected: changed, mended, read at her word, let go."""

from datetime import timedelta

import pytest

from bot.core.errors import CalendarTrouble, NotFound
from bot.core.feeds import Password
from bot.services.calendars.managing import Changes
from bot.services.ports import Request
from storage.database import Database
from tests.services.calendars.test_connecting import (
    HOME,
    WORK,
    another_member,
    asked_at,
    choose_all,
    known,
)
from tests.services.world import COFFEE, FRIDAY, World

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store)
    await world.begin()
    return world


async def test_disconnected_it_is_read_no_more_and_its_interviews_stay(world: World) -> None:
    await world.connect(COFFEE)
    [calendar] = await known(world)
    await world.managing.disconnect(world.request(), calendar.id)
    letters = await world.pass_to(COFFEE.ends_at)

    assert len(world.calendar.reads) == 1
    assert len(letters) == 1, "how did it go?"


async def test_somebody_elses_is_not_found(world: World) -> None:
    await world.connect()
    [calendar] = await known(world)
    stranger = Request(member=await another_member(world), at=world.at)
    for refused in (
        world.managing.disconnect(stranger, calendar.id),
        world.managing.read_now(stranger, calendar.id),
        world.managing.change(stranger, calendar.id, Changes()),
        world.managing.calendar(stranger.member, calendar.id),
    ):
        with pytest.raises(NotFound):
            await refused

    assert await known(world) == (calendar,)


async def test_a_new_password_mends_it_for_every_calendar_of_the_account(world: World) -> None:
    await choose_all(world, await asked_at(world, WORK, HOME))
    calendar, _ = await known(world)
    world.calendar.trouble = "It wants a new login."
    await world.pass_to(FRIDAY + HOUR)
    world.calendar.trouble = None
    await world.managing.change(world.request(), calendar.id, Changes(password="a-new-one"))

    changed, other = await known(world)
    assert changed.trouble is None
    assert changed.account == other.account
    assert changed.account is not None
    assert changed.account.secret == Password(user="maya", password="a-new-one")


async def test_a_change_with_which_it_can_not_be_read_changes_nothing(world: World) -> None:
    await world.connect()
    before = await known(world)
    world.calendar.troubles["https://calendar.example/2.ics"] = "It is no longer there."
    with pytest.raises(CalendarTrouble):
        await world.managing.change(
            world.request(), before[0].id, Changes(address="https://calendar.example/2.ics")
        )

    assert await known(world) == before


async def test_mended_it_is_read_at_its_usual_pace_again(world: World) -> None:
    await world.connect()
    world.calendar.trouble = "It does not answer."
    await world.pass_to(FRIDAY + 24 * HOUR)  # tried every six hours by now
    world.calendar.trouble = None
    [calendar] = await known(world)
    await world.managing.read_now(world.request(), calendar.id)

    next_reads = await world.managing.next_reads(world.member)
    assert next_reads[calendar.id] <= world.at + 6 * MINUTE
