"""A member is followed from one clock to another, and not from one spelling to another."""

import pytest

from bot.core.errors import InvalidInput
from bot.core.members import Member
from bot.services.membership import Membership
from bot.services.nudges.snoozing import Snoozing
from storage.database import Database
from tests.services.world import World


class Nowhere:
    """A directory that knows no zones."""

    async def zone_of(self, team: str, user: str) -> str | None:
        del team, user
        return None


@pytest.fixture
def world(store: Database) -> World:
    return World(store)


async def _follow(world: World, *zones: str) -> tuple[list[bool], Member]:
    """Whether each report of Slack was told as a move, and the member after them."""
    membership = Membership(store=world.store, directory=Nowhere(), now=world.now)
    user = world.member.team, world.member.user
    told = [await membership.follow(*user, zone) is not None for zone in zones]
    return told, await membership.member(*user)


async def test_another_spelling_of_her_zone_is_no_move(world: World) -> None:
    await world.begin(zone="Asia/Calcutta")

    told, member = await _follow(world, "Asia/Calcutta", "Asia/Kolkata")

    assert told == [False, False]
    assert member.slack_zone == "Asia/Kolkata"


async def test_a_place_with_the_same_clock_is_no_move(world: World) -> None:
    await world.begin(zone="Europe/Berlin")

    assert (await _follow(world, "Europe/Paris"))[0] == [False]


async def test_a_clock_that_parts_in_summer_is_a_move(world: World) -> None:
    await world.begin(zone="Europe/London")

    told, member = await _follow(world, "Africa/Abidjan")

    assert (told, member.time_zone) == ([True], "Africa/Abidjan")


async def test_the_zone_she_kept_stays_when_slack_only_spells_its_own_anew(world: World) -> None:
    await world.begin(zone="Europe/London")
    membership = Membership(store=world.store, directory=Nowhere(), now=world.now)
    await _follow(world, "Asia/Calcutta")
    await membership.set_zone(world.request(), "Europe/London")

    told, member = await _follow(world, "Asia/Kolkata")

    assert (told, member.time_zone) == ([False], "Europe/London")


async def test_a_zone_she_types_is_kept_by_its_own_name(world: World) -> None:
    await world.begin()
    membership = Membership(store=world.store, directory=Nowhere(), now=world.now)

    assert (await membership.set_zone(world.request(), "new york")).time_zone == "America/New_York"
    with pytest.raises(InvalidInput, match="did you mean America/New_York"):
        await membership.set_zone(world.request(), "EST")


async def test_a_zone_stored_before_does_not_stand_in_the_way_of_other_settings(
    world: World,
) -> None:
    await world.begin(zone="EST")
    snoozing = Snoozing(store=world.store)

    member = await snoozing.keep(world.request(), world.member.rhythm, "EST")

    assert member.time_zone == "EST"
