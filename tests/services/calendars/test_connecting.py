"""Calendars connected: what an address leads to, what is kept of it, and what is refused."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import CalendarTrouble, InvalidInput, NotFound
from bot.core.feeds import Account, Calendar, CalendarKind, Offered, Password
from bot.core.members import Member
from bot.services.calendars.connecting import MAX_CALENDARS, Choice, Connected, Typed, mark_of
from bot.services.ports import AlreadyHandled, Request
from storage.database import Database
from tests.services.world import COFFEE, FRIDAY, World

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SERVER = Typed(address="https://dav.example/", user="maya", password="app-pass-word")
WORK = Offered(address="https://dav.example/maya/talks/", name="Work", own_email="maya@example.org")
HOME = Offered(address="https://dav.example/maya/home/", name="Home")
TALKS = Offered(address="https://dav.example/maya/talks/", name="Talks")


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store)
    await world.begin()
    return world


async def connect(world: World, typed: Typed) -> Connected:
    connected = await world.connecting.connect(world.request(), typed)
    assert isinstance(connected, Connected)
    return connected


async def asked_at(world: World, *offered: Offered) -> Choice:
    """The choice she is given at a server with those calendars."""
    world.calendar.offered_there = offered
    choice = await world.connecting.connect(world.request(), SERVER)
    assert isinstance(choice, Choice)
    return choice


async def choose_all(world: World, choice: Choice) -> None:
    marks = [mark_of(one.address) for one in choice.offered]
    await world.connecting.choose(world.request(), choice.account.id, marks)


async def known(world: World) -> tuple[Calendar, ...]:
    return await world.managing.of(world.member)


async def account(world: World, account_id: int) -> Account | None:
    async with world.store.reading() as work:
        return await work.accounts.get(account_id)


async def another_member(world: World) -> Member:
    async with world.store.writing() as work:
        return await work.members.add(replace(world.member, id=0, user="U0TOM"))


class TestAnAddress:
    async def test_of_a_feed_is_one_calendar_with_what_is_coming_in_it(self, world: World) -> None:
        world.calendar.occurrences.append(COFFEE)
        connected = await connect(world, Typed(address=" https://calendar.example/private.ics "))

        [calendar] = connected.calendars
        assert (calendar.kind, calendar.account) == (CalendarKind.ICS, None)
        assert calendar.address == "https://calendar.example/private.ics"
        assert (calendar.last_read_at, connected.interviews) == (FRIDAY, 1)

    async def test_is_read_again_from_then_on(self, world: World) -> None:
        await world.connect()
        await world.pass_to(FRIDAY + 6 * MINUTE)

        assert len(world.calendar.reads) == 2

    async def test_of_a_server_with_one_calendar_is_that_calendar(self, world: World) -> None:
        world.calendar.offered_there = (WORK,)
        connected = await connect(world, SERVER)

        [calendar] = connected.calendars
        assert (calendar.kind, calendar.address) == (CalendarKind.CALDAV, WORK.address)
        assert calendar.own_email == "maya@example.org"
        assert calendar.account is not None
        assert calendar.account.secret == Password(user="maya", password="app-pass-word")

    async def test_of_a_feed_beside_a_server_is_the_feed(self, world: World) -> None:
        published = "https://dav.example/published/talks"
        world.calendar.offered_there = (WORK, HOME)
        world.calendar.others[published] = [COFFEE]
        connected = await connect(world, Typed(address=published))

        [calendar] = connected.calendars
        assert (calendar.kind, connected.interviews) == (CalendarKind.ICS, 1)

    async def test_of_a_server_with_several_asks_which(self, world: World) -> None:
        choice = await asked_at(world, WORK, HOME)

        assert choice.offered == (WORK, HOME)
        assert await known(world) == ()

    async def test_of_one_of_several_means_that_one(self, world: World) -> None:
        world.calendar.offered_there = (WORK, HOME)
        connected = await connect(world, replace(SERVER, address=HOME.address.rstrip("/")))

        assert [one.name for one in connected.calendars] == ["Work"], "as the calendar calls itself"
        assert [one.address for one in await known(world)] == [HOME.address]

    async def test_that_can_not_be_read_keeps_nothing(self, world: World) -> None:
        world.calendar.trouble = CalendarTrouble("It wants a login.", needs_login=True)
        with pytest.raises(CalendarTrouble) as met:
            await world.connect()

        assert met.value.needs_login
        assert await known(world) == ()

    async def test_that_is_damaged_is_refused(self, world: World) -> None:
        with pytest.raises(InvalidInput, match="damaged"):
            await connect(world, Typed(address="https://[calendar.example/private.ics"))

    async def test_that_is_connected_already_is_refused(self, world: World) -> None:
        await world.connect()
        with pytest.raises(InvalidInput, match="connected already"):
            await world.connect()

    async def test_typed_twice_at_the_same_moment_is_connected_once(self, world: World) -> None:
        both = await asyncio.gather(world.connect(), world.connect(), return_exceptions=True)

        assert [type(one) for one in both if one] == [InvalidInput]
        assert len(await known(world)) == 1

    async def test_that_slack_delivers_twice_is_connected_once(self, world: World) -> None:
        typed, request = Typed(address="https://calendar.example/1.ics"), world.request("trigger")
        await world.connecting.connect(request, typed)
        with pytest.raises(AlreadyHandled):
            await world.connecting.connect(request, typed)

        assert len(await known(world)) == 1

    async def test_beyond_the_tenth_is_refused(self, world: World) -> None:
        for number in range(MAX_CALENDARS):
            await connect(world, Typed(address=f"https://calendar.example/{number}.ics"))
        with pytest.raises(InvalidInput, match="At most 10"):
            await world.connect()

    async def test_announces_only_what_is_in_it(self, world: World) -> None:
        await world.interviewing.log(world.request(), "Tom", FRIDAY + 6 * HOUR, None)
        world.calendar.others["https://calendar.example/1.ics"] = [COFFEE]
        first = await connect(world, Typed(address="https://calendar.example/1.ics"))
        second = await connect(world, Typed(address="https://calendar.example/2.ics"))

        assert (first.interviews, second.interviews) == (1, 0)


class TestNameAndPassword:
    @pytest.mark.parametrize(
        ("typed", "user", "password"),
        [
            ("https://maya:p%40ss@dav.example/", "maya", "p@ss"),
            ("https://maya%40example.org@dav.example/", "maya@example.org", ""),
        ],
    )
    async def test_inside_the_address_are_taken_out_of_it(
        self, world: World, typed: str, user: str, password: str
    ) -> None:
        world.calendar.offered_there = (WORK,)
        await connect(world, Typed(address=typed))

        [calendar] = await known(world)
        assert calendar.account is not None
        assert calendar.account.address == "https://dav.example/"
        assert calendar.account.secret == Password(user=user, password=password)

    async def test_typed_beside_the_address_count_before_those_inside(self, world: World) -> None:
        world.calendar.offered_there = (WORK,)
        await connect(world, replace(SERVER, address="https://tom:his@dav.example/"))

        [calendar] = await known(world)
        assert calendar.account is not None
        assert calendar.account.secret == Password(user="maya", password="app-pass-word")

    async def test_of_a_feed_are_kept_in_its_address(self, world: World) -> None:
        feed = "https://calendar.example/private.ics"
        await connect(world, Typed(address=feed, user="maya@example.org", password="p@ss"))

        [calendar] = await known(world)
        assert calendar.address == "https://maya%40example.org:p%40ss@calendar.example/private.ics"

    async def test_stand_sealed_in_the_database(self, world: World, tmp_path: Path) -> None:
        world.calendar.offered_there = (WORK,)
        await connect(world, SERVER)

        stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert b"U0MAYA" in stored
        for secret in (b"app-pass-word", b"dav.example", b"maya@example.org"):
            assert secret not in stored


class TestChoosing:
    async def test_several_are_connected_in_one_go(self, world: World) -> None:
        choice = await asked_at(world, WORK, HOME, TALKS)
        marks = [mark_of(WORK.address), mark_of(TALKS.address)]
        await world.connecting.choose(world.request(), choice.account.id, marks)

        calendars = await known(world)
        assert [one.address for one in calendars] == [WORK.address, TALKS.address]
        assert {one.account for one in calendars} == {choice.account}

    async def test_none_is_where_one_can_not_be_read(self, world: World) -> None:
        choice = await asked_at(world, WORK, HOME)
        world.calendar.troubles[HOME.address] = "It does not answer."
        marks = [mark_of(WORK.address), mark_of(HOME.address)]
        with pytest.raises(CalendarTrouble):
            await world.connecting.choose(world.request(), choice.account.id, marks)

        assert await known(world) == ()

    async def test_nothing_or_what_is_not_offered_is_refused(self, world: World) -> None:
        choice = await asked_at(world, WORK, HOME)
        for marks in ([], [mark_of("https://elsewhere.example/")]):
            with pytest.raises(InvalidInput, match="at least one"):
                await world.connecting.choose(world.request(), choice.account.id, marks)

    async def test_later_the_others_are_offered(self, world: World) -> None:
        choice = await asked_at(world, WORK, HOME)
        await world.connecting.choose(world.request(), choice.account.id, [mark_of(HOME.address)])
        again = await world.connecting.choice(world.member, choice.account.id)

        assert again.offered == (WORK,)

    async def test_in_somebody_elses_account_is_refused(self, world: World) -> None:
        choice = await asked_at(world, WORK, HOME)
        other = await another_member(world)
        with pytest.raises(NotFound):
            await world.connecting.choose(
                Request(member=other, at=world.at), choice.account.id, [mark_of(WORK.address)]
            )


class TestAnAccount:
    async def test_from_which_nothing_was_chosen_is_forgotten_after_an_hour(
        self, world: World
    ) -> None:
        choice = await asked_at(world, WORK, HOME)
        world.at += HOUR
        await asked_at(world, WORK, TALKS)
        assert await account(world, choice.account.id), "an hour is not over yet"
        world.at += MINUTE
        await asked_at(world, WORK, TALKS)

        with pytest.raises(NotFound):
            await world.connecting.choice(world.member, choice.account.id)

    async def test_is_kept_as_long_as_a_calendar_is_read_under_it(self, world: World) -> None:
        first, _, _ = await self.connected(world)
        world.at += timedelta(days=30)
        await asked_at(world, WORK, HOME, TALKS)

        assert await account(world, first) is not None

    async def test_is_forgotten_with_its_last_calendar(self, world: World) -> None:
        account_id, work, home = await self.connected(world)
        await world.managing.disconnect(world.request(), work.id)
        assert await account(world, account_id) is not None
        await world.managing.disconnect(world.request(), home.id)

        assert await account(world, account_id) is None

    async def connected(self, world: World) -> tuple[int, Calendar, Calendar]:
        choice = await asked_at(world, WORK, HOME)
        await choose_all(world, choice)
        work, home = await known(world)
        return choice.account.id, work, home
