"""Who leaves the workspace is left in peace, and finds everything as it was when she is back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.feeds import Calendar
from bot.core.nudges import State, poll_key
from bot.services.explaining import Explaining, as_json, why_text
from bot.services.membership import Membership
from bot.services.nudges.letters import HowDidItGo, WeekStart
from storage.database import Database
from tests.services.world import COFFEE, FRIDAY, LONDON, World

SHE = ("T0RESONANCE", "U0MAYA")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = datetime(2026, 10, 19, 9, 0, tzinfo=LONDON).astimezone(UTC)
LATER_COFFEE = replace(
    COFFEE,
    uid="later@calendar.example",
    starts_at=FRIDAY + 11 * DAY,
    ends_at=FRIDAY + 11 * DAY + HOUR,
)

#: What shows that she is there again.
SignOfLife = Callable[[Membership], Awaitable[object]]
SIGNS: dict[str, SignOfLife] = {
    "a command": lambda membership: membership.member(*SHE),
    "Slack's word": lambda membership: membership.follow(*SHE, "Europe/London"),
    "Slack's word, without a zone": lambda membership: membership.follow(*SHE, None),
}


class Nobody:
    """A directory that knows nobody."""

    async def zone_of(self, team: str, user: str) -> None:
        del team, user


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store, poll_every=6 * HOUR)
    await world.begin()
    await world.connect(COFFEE, LATER_COFFEE)
    return world


@pytest.fixture
def membership(world: World, store: Database) -> Membership:
    return Membership(store=store, directory=Nobody(), now=world.now)


async def test_who_has_left_hears_nothing_and_her_calendar_is_read_no_more(
    world: World, membership: Membership
) -> None:
    await membership.leave(*SHE)
    read = len(world.calendar.reads)

    assert await world.pass_to(FRIDAY + 8 * DAY) == []
    assert len(world.calendar.reads) == read
    assert len((await world.exploration()).interviews) == 2
    asked = await world.nudge("checkin:1:1")
    assert asked is not None
    assert (asked.state, asked.error) == (State.DROPPED, "left")


@pytest.mark.parametrize("sign", SIGNS)
async def test_back_again_she_is_asked_and_nudged_as_before(
    world: World, membership: Membership, sign: str
) -> None:
    await membership.leave(*SHE)
    await world.pass_to(FRIDAY + 8 * DAY)
    await SIGNS[sign](membership)

    letters = await world.pass_to(LATER_COFFEE.ends_at)
    assert [type(letter) for letter in letters] == [WeekStart, HowDidItGo]


async def test_away_for_an_hour_she_misses_nothing(world: World, membership: Membership) -> None:
    await membership.leave(*SHE)
    world.at += HOUR
    await membership.member(*SHE)

    letters = await world.pass_to(MONDAY)
    assert [type(letter) for letter in letters] == [HowDidItGo, WeekStart]


async def test_a_calendar_that_was_in_trouble_when_she_left_is_tried_again(
    world: World, membership: Membership
) -> None:
    world.calendar.trouble = "It does not answer."
    await world.pass_to(FRIDAY + timedelta(minutes=10))
    await membership.leave(*SHE)
    await world.pass_to(FRIDAY + 8 * DAY)
    world.calendar.trouble = None
    await membership.member(*SHE)
    await world.pass_to(world.at + timedelta(minutes=1))

    calendar = await _calendar(world)
    assert (calendar.trouble, calendar.last_read_at is not None) == (None, True)
    poll = await world.nudge(poll_key(calendar.id))
    assert poll is not None
    assert poll.state is State.PLANNED


async def test_why_says_that_she_left_and_promises_nothing(
    world: World, membership: Membership, store: Database
) -> None:
    await membership.leave(*SHE)
    async with store.reading() as work:
        gone = await work.members.get(world.member.id)

    why = await Explaining(store=store, now=world.now).why(gone)

    assert as_json(why)["next"] == []
    assert "left the workspace, so nothing is sent until she is back" in why_text(why)


async def test_strangers_come_and_go_without_becoming_members(
    membership: Membership, store: Database
) -> None:
    await membership.leave("T0RESONANCE", "U0JONAS")
    await membership.follow("T0RESONANCE", "U0JONAS", None)
    async with store.reading() as work:
        assert [member.user for member in await work.members.every()] == ["U0MAYA"]


async def _calendar(world: World) -> Calendar:
    async with world.store.reading() as work:
        [calendar] = await work.calendars.of(world.member.id)
    return calendar
