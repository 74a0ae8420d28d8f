"""What she says, does or moves between reads: nothing of it may be lost for a calendar that is as
it was, or because she has several."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.detection import Scope
from bot.core.errors import CalendarTrouble
from bot.core.meetings import Occurrence, Status, Verdict
from bot.core.members import Member
from bot.core.nudges import LEASE, Lane
from bot.core.people import Person
from bot.services.calendars.connecting import Typed
from bot.services.calendars.managing import Changes
from bot.services.interviewing import Outcome
from bot.services.nudges.letters import CalendarBroken, HowDidItGo
from bot.services.outreach import Outreach
from bot.services.planning import Planning
from storage.database import Database
from tests.services.world import COFFEE, FRIDAY, ONLY_MONDAYS, World

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WORK, HOME = "https://calendar.example/work.ics", "https://calendar.example/home.ics"


def event(uid: str, title: str, begins_in: timedelta) -> Occurrence:
    begins = FRIDAY + begins_in
    return replace(COFFEE, uid=uid, title=title, starts_at=begins, ends_at=begins + 30 * MINUTE)


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store)
    await world.begin()
    return world


async def connect(world: World, *addresses: str) -> None:
    for address in addresses:
        await world.connecting.connect(world.request(), Typed(address=address))


async def test_somebody_tracked_since_the_last_read_is_seen_in_a_calendar_that_is_as_it_was(
    world: World,
) -> None:
    zoe = replace(event("z", "Zoe Novak / Maya", 5 * HOUR), guests=("zoe@novak.example",))
    await world.connect(zoe)
    world.calendar.unchanged = True
    await world.pass_to(FRIDAY + HOUR)
    outreach = Outreach(store=world.store)
    await outreach.add(
        world.request(),
        Person(name="Zoe Novak", option="Agency owner", email="zoe@novak.example"),
    )

    [letter] = await world.pass_to(zoe.ends_at)

    assert isinstance(letter, HowDidItGo)
    assert (await world.interview()).person == "Zoe Novak"


async def test_a_plan_made_after_connecting_is_no_later_than_one_made_before(
    store: Database,
) -> None:
    world = World(store)
    async with store.writing() as work:
        world.member = await work.members.add(
            Member(
                team="T0RESONANCE", user="U0MAYA", time_zone="Europe/London", rhythm=ONLY_MONDAYS
            )
        )
    await world.connect(COFFEE)
    world.calendar.unchanged = True
    await world.pass_to(FRIDAY + 10 * MINUTE)
    await Planning(store=store).set_option(world.request(), "Agency owner", None)

    [letter] = await world.pass_to(COFFEE.ends_at)

    assert isinstance(letter, HowDidItGo)


async def test_an_event_moved_to_another_of_her_calendars_stays_one_interview(
    world: World,
) -> None:
    talk = event("talk", "Coffee #interview", 5 * HOUR)
    world.calendar.others = {WORK: [talk], HOME: []}
    await connect(world, WORK, HOME)
    await world.pass_to(FRIDAY + HOUR)
    world.calendar.others = {WORK: [], HOME: [talk]}

    letters = await world.pass_to(talk.ends_at + HOUR)

    assert len(letters) == 1
    assert (await world.interview()).status is Status.PLANNED


async def test_her_word_on_an_event_is_for_all_calendars_that_have_it(world: World) -> None:
    talk = event("talk", "Coffee #interview", 5 * HOUR)
    world.calendar.others = {WORK: [], HOME: [talk]}
    await connect(world, WORK, HOME)
    world.calendar.others = {WORK: [talk], HOME: [talk]}
    await world.pass_to(FRIDAY + HOUR)
    [seen] = (await world.previewing.look(world.member)).seen
    await world.previewing.correct(
        world.request(), seen.calendar_id, seen.mark, Verdict.NO, Scope.TITLE
    )

    assert await world.pass_to(talk.ends_at + HOUR) == []


async def test_what_is_coming_is_told_by_the_calendar_that_made_it_an_interview(
    world: World,
) -> None:
    lunch = event("lunch", "Zoe", 5 * HOUR)
    world.calendar.others = {WORK: [lunch], HOME: [lunch]}
    await connect(world, WORK, HOME)
    _, home = await world.managing.of(world.member)
    await world.managing.change(world.request(), home.id, Changes(dedicated=True))

    [seen] = (await world.previewing.look(world.member)).seen
    assert seen.understanding.because == "because you keep this calendar for interviews"


async def test_guesses_she_refused_leave_room_for_what_is_certain(world: World) -> None:
    guesses = [event(f"{n}", "Coffee with Nadia", DAY + n * HOUR) for n in range(6)]
    certain = event("talk", "Priya Shah #interview", DAY + 8 * HOUR)
    await world.connect(*guesses, certain)

    planned = (await world.exploration()).interviews
    assert len(planned) == 6
    assert [one.person for one in planned if one.certain] == ["Priya Shah"]

    [seen, *_] = (await world.previewing.look(world.member)).seen
    await world.previewing.correct(
        world.request(), seen.calendar_id, seen.mark, Verdict.NO, Scope.TITLE
    )
    late = event("late", "Tom Adeyemi #interview", DAY + 9 * HOUR)
    world.calendar.occurrences.append(late)
    await world.pass_to(FRIDAY + 10 * MINUTE)
    assert len([i for i in (await world.exploration()).interviews if i.certain]) == 2


async def test_an_end_that_is_corrected_after_she_was_asked_is_not_asked_about_again(
    world: World,
) -> None:
    await world.connect(COFFEE)
    await world.pass_to(COFFEE.ends_at + 20 * MINUTE)
    world.calendar.change(COFFEE, ends_at=COFFEE.ends_at - 10 * MINUTE)

    assert await world.pass_to(COFFEE.ends_at + HOUR) == []


async def test_an_end_that_moves_on_and_on_is_asked_about_three_times_at_most(
    world: World,
) -> None:
    await world.connect(COFFEE)
    moving = COFFEE
    for _ in range(8):
        await world.pass_to(moving.ends_at)
        moving = world.calendar.change(moving, ends_at=moving.ends_at + 30 * MINUTE)

    asked = [letter for letter in world.outbox.letters if isinstance(letter, HowDidItGo)]
    assert len(asked) == 3


async def test_an_interview_put_off_day_after_day_is_asked_about_each_time(world: World) -> None:
    await world.connect(COFFEE)
    put_off = COFFEE
    for _ in range(5):
        letters = await world.pass_to(put_off.ends_at)
        asked = [one for one in letters if isinstance(one, HowDidItGo)]
        assert len(asked) == 1
        await world.interviewing.tell(world.request(), asked[0].interview_id, Outcome.MOVED)
        put_off = world.calendar.change(
            put_off, starts_at=put_off.starts_at + DAY, ends_at=put_off.ends_at + DAY
        )


async def test_somebody_who_did_not_show_and_comes_another_day_is_asked_about_then(
    world: World,
) -> None:
    await world.connect(COFFEE)
    [asked] = await world.pass_to(COFFEE.ends_at)
    assert isinstance(asked, HowDidItGo)
    await world.interviewing.tell(world.request(), asked.interview_id, Outcome.NO_SHOW)
    moved = world.calendar.change(
        COFFEE, starts_at=COFFEE.starts_at + DAY, ends_at=COFFEE.ends_at + DAY
    )

    letters = await world.pass_to(moved.ends_at)

    assert [type(letter) for letter in letters] == [HowDidItGo]


async def test_however_many_calendars_break_she_is_told_once_a_day(world: World) -> None:
    await connect(world, *(f"https://calendar.example/{n}.ics" for n in range(6)))
    world.calendar.trouble = CalendarTrouble("It does not answer.")
    await world.pass_to(FRIDAY + 13 * HOUR - MINUTE)
    world.at = FRIDAY + 24 * HOUR
    async with world.store.writing() as work:
        claimed = await work.nudges.claim(Lane.MESSAGES, world.at, LEASE, 100)
    await asyncio.gather(*(world.nudging.deliver(nudge) for nudge in claimed))

    [letter] = world.outbox.letters
    assert isinstance(letter, CalendarBroken)
    assert letter.troubled == 6


async def test_a_calendar_that_breaks_after_the_word_on_another_is_told_of_within_a_day(
    world: World,
) -> None:
    world.calendar.others = {WORK: [], HOME: []}
    await connect(world, WORK, HOME)
    world.calendar.troubles[WORK] = "It does not answer."
    while not any(isinstance(one, CalendarBroken) for one in world.outbox.letters):
        await world.pass_to(world.at + HOUR)
    world.calendar.troubles[HOME] = "It does not answer."

    letters = await world.pass_to(world.at + DAY)

    told = [one for one in letters if isinstance(one, CalendarBroken)]
    assert [one.troubled for one in told] == [2]


async def test_asked_to_be_silent_it_stays_so_whatever_the_trouble_turns_into(
    world: World,
) -> None:
    await world.connect()
    world.calendar.trouble = CalendarTrouble("It wants a login.", permanent=True)
    assert len(await world.pass_to(FRIDAY + 3 * HOUR)) == 1
    await world.managing.say_no_more(world.request())
    world.calendar.trouble = CalendarTrouble("It is no longer there.", permanent=True)

    letters = await world.pass_to(FRIDAY + 20 * DAY)

    assert not any(isinstance(letter, CalendarBroken) for letter in letters)


async def test_what_she_said_before_holds_in_a_calendar_connected_later(world: World) -> None:
    guess = event("guess", "Coffee with Nadia", 5 * HOUR)
    world.calendar.others = {WORK: [guess], HOME: [replace(guess, uid="the-copy")]}
    await connect(world, WORK)
    [seen] = (await world.previewing.look(world.member)).seen
    await world.previewing.correct(
        world.request(), seen.calendar_id, seen.mark, Verdict.NO, Scope.TITLE
    )
    await connect(world, HOME)

    assert await world.pass_to(guess.ends_at + HOUR) == []
