"""What is coming in all her calendars, how each event was understood, and why."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.detection import Scope
from bot.core.errors import InvalidInput, NotFound
from bot.core.meetings import EventStatus, Occurrence, Verdict
from bot.core.members import Member
from bot.services.calendars import previewing
from bot.services.calendars.connecting import Typed
from storage.database import Database
from tests.services.world import COFFEE, FRIDAY, World

MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days"))
WORK, HOME = "https://calendar.example/work.ics", "https://calendar.example/home.ics"

DENTIST = Occurrence(
    uid="dentist",
    title="Dentist",
    starts_at=FRIDAY + 3 * HOUR,
    ends_at=FRIDAY + 3.5 * HOUR,
)
LUNCH = replace(DENTIST, uid="lunch", title="Lunch with Lena", starts_at=FRIDAY + 2.5 * HOUR)
CHAT = replace(DENTIST, uid="chat", title="Career chat")


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store)
    await world.begin()
    return world


async def test_shows_what_is_coming_in_every_calendar_soonest_first_and_why(world: World) -> None:
    world.calendar.others = {WORK: [CHAT, COFFEE], HOME: [LUNCH]}
    for address in world.calendar.others:
        await world.connecting.connect(world.request(), Typed(address=address))
    look = await world.previewing.look(world.member)

    assert [
        (one.occurrence.title, one.understanding.verdict, one.understanding.because)
        for one in look.seen
    ] == [
        (COFFEE.title, Verdict.INTERVIEW, "because its title has #interview"),
        (LUNCH.title, Verdict.NO, "because nothing in it speaks of an interview"),
        (CHAT.title, Verdict.ASK, "because its title speaks of “career talk”"),
    ]
    assert look.troubles == ()


async def test_waits_for_the_slowest_calendar_for_a_while_and_shows_the_others(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.calendar.others = {WORK: [LUNCH], HOME: [DENTIST]}
    for address in world.calendar.others:
        await world.connecting.connect(world.request(), Typed(address=address))
    world.calendar.silent.add(WORK)
    monkeypatch.setattr(previewing, "PATIENCE", timedelta(milliseconds=50))
    look = await world.previewing.look(world.member)

    assert [one.occurrence for one in look.seen] == [DENTIST]
    assert "takes long" in look.troubles[0]


async def test_says_which_calendar_can_not_be_read_and_shows_the_others(world: World) -> None:
    world.calendar.others = {WORK: [LUNCH], HOME: [DENTIST]}
    for address in world.calendar.others:
        await world.connecting.connect(world.request(), Typed(address=address))
    world.calendar.troubles[WORK] = "Your work calendar does not answer."
    look = await world.previewing.look(world.member)

    assert [one.occurrence for one in look.seen] == [DENTIST]
    assert look.troubles == ("Your work calendar does not answer.",)


async def test_shows_all_of_a_calendar_that_has_not_changed(world: World) -> None:
    await world.connect(DENTIST)
    world.calendar.unchanged = True

    assert len((await world.previewing.look(world.member)).seen) == 1


async def test_leaves_out_what_is_over(world: World) -> None:
    await world.connect(COFFEE, DENTIST)
    await world.pass_to(COFFEE.ends_at)

    assert [one.occurrence for one in (await world.previewing.look(world.member)).seen] == [DENTIST]


async def test_keeps_nothing_of_events_that_are_no_interviews(world: World) -> None:
    await world.connect(COFFEE, DENTIST, LUNCH)
    dentist = (await world.previewing.look(world.member)).seen[-1]
    await world.previewing.correct(
        world.request(), dentist.calendar_id, dentist.mark, Verdict.NO, Scope.TITLE
    )

    [calendar] = await world.managing.of(world.member)
    async with world.store.reading() as work:
        kept = await work.calendars.meetings(calendar.id)
    assert [(one.uid, one.title) for one in kept] == [(COFFEE.uid, COFFEE.title)]
    assert len((await world.exploration()).interviews) == 1


@pytest.mark.parametrize(
    ("changed", "correctable"),
    [
        ({}, True),
        ({"status": EventStatus.TENTATIVE}, True),
        ({"status": EventStatus.CANCELLED}, False),
        ({"status": EventStatus.DECLINED}, False),
        ({"all_day": True}, False),
    ],
)
async def test_offers_to_correct_what_her_word_can_change(
    world: World, changed: dict[str, object], correctable: bool
) -> None:
    await world.connect(DENTIST)
    world.calendar.change(DENTIST, **changed)
    [one] = (await world.previewing.look(world.member)).seen

    assert one.correctable is correctable


async def test_needs_an_exploration_and_a_time_zone(store: Database) -> None:
    world = World(store)
    await world.begin()
    await world.connect()
    with pytest.raises(InvalidInput, match="time zone"):
        await world.previewing.look(replace(world.member, time_zone=None))
    async with store.writing() as work:
        tom = await work.members.add(Member(team="T0RESONANCE", user="U0TOM"))
    with pytest.raises(NotFound, match="/outreach plan"):
        await world.previewing.look(tom)
