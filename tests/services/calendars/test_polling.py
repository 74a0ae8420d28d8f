"""A calendar watched: whatever happens to an event, its end is asked about once, or not at all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.detection import Knowledge, Scope, remembering, understand
from bot.core.meetings import EventStatus, Occurrence, Status, Understanding, Verdict
from bot.core.names import folded
from bot.core.people import Stage
from bot.services.calendars import understanding
from bot.services.calendars.connecting import Typed
from bot.services.calendars.managing import Changes
from bot.services.calendars.syncing import MOST_A_DAY, MOST_BEGUN
from bot.services.interviewing import Outcome
from bot.services.nudges.letters import HowDidItGo, IsItAnInterview
from bot.services.ports import Request, Work
from storage.database import Database
from tests.services.world import COFFEE, FRIDAY, World

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
#: In so long every calendar is read once, be it a little earlier or later than each five minutes.
ONE_READ = 5.5 * MINUTE
UNTAGGED = replace(COFFEE, uid="untagged", title="Coffee with Lena", guests=())


@pytest.fixture
async def world(store: Database) -> World:
    world = World(store)
    await world.begin()
    return world


async def test_an_event_is_tied_to_the_person_in_its_title(world: World) -> None:
    await world.connect(COFFEE)

    interview = await world.interview()
    assert (interview.person, interview.option) == ("Priya Shah", "Agency owner")
    person = (await world.exploration()).person("Priya Shah")
    assert person is not None
    assert person.stage is Stage.BOOKED


async def test_at_its_end_she_is_asked_once(world: World) -> None:
    await world.connect(COFFEE)

    assert await world.pass_to(COFFEE.ends_at - MINUTE) == []
    [letter] = await world.pass_to(COFFEE.ends_at)

    assert isinstance(letter, HowDidItGo)
    assert (letter.ended_at, letter.certain, letter.again) == (COFFEE.ends_at, True, False)
    assert await world.pass_to(COFFEE.ends_at + 3 * HOUR) == []


async def test_the_calendar_is_read_five_minutes_before_the_end_and_at_it(world: World) -> None:
    await world.connect(COFFEE)
    await world.pass_to(COFFEE.ends_at)

    read_at = [start + timedelta(days=1) for start in world.calendar.reads]
    assert any(4 * MINUTE < COFFEE.ends_at - at < 6 * MINUTE for at in read_at)
    assert COFFEE.ends_at in read_at


@pytest.mark.parametrize("later", [5 * MINUTE, HOUR, timedelta(days=1)])
async def test_moved_or_extended_before_its_end_it_is_asked_about_at_the_new_one(
    world: World, later: timedelta
) -> None:
    await world.connect(COFFEE)
    await world.pass_to(COFFEE.ends_at - timedelta(seconds=1))
    world.calendar.change(COFFEE, ends_at=COFFEE.ends_at + later)

    assert await world.pass_to(COFFEE.ends_at + later - timedelta(seconds=1)) == []
    [letter] = await world.pass_to(COFFEE.ends_at + later)

    assert isinstance(letter, HowDidItGo)
    assert letter.ended_at == COFFEE.ends_at + later


async def test_shortened_it_is_asked_about_as_soon_as_that_is_seen(world: World) -> None:
    await world.connect(COFFEE)
    world.calendar.change(COFFEE, ends_at=COFFEE.starts_at + 10 * MINUTE)

    [letter] = await world.pass_to(COFFEE.ends_at)

    assert isinstance(letter, HowDidItGo)
    assert letter.ended_at == COFFEE.starts_at + 10 * MINUTE


async def test_cancelled_it_is_not_asked_about(world: World) -> None:
    await world.connect(COFFEE)
    await world.pass_to(COFFEE.starts_at)
    world.calendar.cancel(COFFEE)

    assert await world.pass_to(COFFEE.ends_at + HOUR) == []
    assert (await world.interview()).status is Status.CANCELLED


async def test_deleted_it_is_believed_gone_after_two_reads(world: World) -> None:
    await world.connect(COFFEE)
    world.calendar.occurrences.clear()

    await world.pass_to(FRIDAY + ONE_READ)
    assert (await world.interview()).status is Status.PLANNED
    await world.pass_to(FRIDAY + 2 * ONE_READ)
    assert (await world.interview()).status is Status.CANCELLED
    assert await world.pass_to(COFFEE.ends_at + HOUR) == []


async def test_gone_from_one_read_and_back_in_the_next_it_is_asked_about(world: World) -> None:
    await world.connect(COFFEE)
    world.calendar.occurrences.clear()
    await world.pass_to(FRIDAY + ONE_READ)
    world.calendar.occurrences.append(COFFEE)

    assert len(await world.pass_to(COFFEE.ends_at)) == 1


async def test_a_calendar_that_can_not_be_read_at_the_end_does_not_silence_the_question(
    world: World,
) -> None:
    await world.connect(COFFEE)
    world.calendar.trouble = "It does not answer."

    [letter] = await world.pass_to(COFFEE.ends_at)

    assert isinstance(letter, HowDidItGo)
    [calendar] = await world.managing.of(world.member)
    assert calendar.trouble == "It does not answer. It is tried again later."


async def test_trouble_is_cleared_by_the_next_good_read(world: World) -> None:
    await world.connect(COFFEE)
    world.calendar.trouble = "It does not answer."
    await world.pass_to(FRIDAY + 20 * MINUTE)
    world.calendar.trouble = None
    await world.pass_to(FRIDAY + 10 * HOUR)

    [calendar] = await world.managing.of(world.member)
    assert (calendar.trouble, calendar.failures) == (None, 0)


async def test_back_to_back_events_are_each_asked_about(world: World) -> None:
    second = replace(
        COFFEE,
        uid="second",
        title="Call with Tom Adeyemi #interview",
        starts_at=COFFEE.ends_at,
        ends_at=COFFEE.ends_at + 30 * MINUTE,
    )
    await world.connect(COFFEE, second)

    letters = await world.pass_to(second.ends_at)

    assert [letter.ended_at for letter in letters if isinstance(letter, HowDidItGo)] == [
        COFFEE.ends_at,
        second.ends_at,
    ]


async def test_two_at_the_same_time_are_two_interviews(world: World) -> None:
    other = replace(COFFEE, uid="other", title="Call with Tom Adeyemi #interview")
    await world.connect(COFFEE, other)

    assert len(await world.pass_to(COFFEE.ends_at)) == 2


async def test_an_event_that_is_in_two_calendars_is_asked_about_once(world: World) -> None:
    await world.connect(COFFEE)
    other = Typed(address="https://calendar.example/the-other.ics")
    await world.connecting.connect(world.request(), other)

    assert len(await world.pass_to(COFFEE.ends_at + HOUR)) == 1


async def test_what_ended_before_the_calendar_was_connected_is_left_alone(world: World) -> None:
    over = replace(COFFEE, starts_at=FRIDAY - 2 * HOUR, ends_at=FRIDAY - HOUR)
    await world.connect(over)

    assert (await world.exploration()).interviews == ()
    assert await world.pass_to(FRIDAY + HOUR) == []


async def test_an_event_that_appears_late_is_still_asked_about(world: World) -> None:
    await world.connect()
    late = replace(COFFEE, starts_at=FRIDAY + MINUTE, ends_at=FRIDAY + 3 * MINUTE)
    await world.pass_to(FRIDAY + 4 * MINUTE)
    world.calendar.occurrences.append(late)

    [letter] = await world.pass_to(FRIDAY + 6 * MINUTE)

    assert isinstance(letter, HowDidItGo)


async def test_an_interview_she_had_planned_herself_is_tied_not_doubled(world: World) -> None:
    await world.interviewing.log(world.request(), "Priya", COFFEE.starts_at, None)
    await world.connect(COFFEE)

    interview = await world.interview()
    assert interview.ends_at == COFFEE.ends_at
    assert len(await world.pass_to(COFFEE.ends_at + HOUR)) == 1


async def test_when_unsure_it_asks_that_morning_and_not_again_after_a_no(world: World) -> None:
    await world.connect(UNTAGGED)

    [question] = await world.pass_to(FRIDAY + MINUTE)
    assert isinstance(question, IsItAnInterview)
    await world.interviewing.confirm(world.request(), question.interview_id, yes=False)

    assert await world.pass_to(UNTAGGED.ends_at + HOUR) == []


async def test_a_no_is_remembered_for_the_title(store: Database) -> None:
    world = World(store, poll_every=6 * HOUR)
    await world.begin()
    next_week = _a_week_later(UNTAGGED)
    await world.connect(UNTAGGED)
    [question] = await world.pass_to(FRIDAY + MINUTE)
    assert isinstance(question, IsItAnInterview)
    await world.interviewing.confirm(world.request(), question.interview_id, yes=False)
    world.calendar.occurrences.append(next_week)

    letters = await world.pass_to(next_week.ends_at)

    assert not any(isinstance(letter, IsItAnInterview | HowDidItGo) for letter in letters)


async def test_unanswered_by_the_end_the_dm_is_itself_the_question(world: World) -> None:
    await world.connect(UNTAGGED)

    question, letter = await world.pass_to(UNTAGGED.ends_at)

    assert isinstance(question, IsItAnInterview)
    assert isinstance(letter, HowDidItGo)
    assert not letter.certain


async def test_with_her_tag_it_is_certain_and_not_asked_about(world: World) -> None:
    tomorrow = replace(
        UNTAGGED,
        starts_at=UNTAGGED.starts_at + timedelta(days=1),
        ends_at=UNTAGGED.ends_at + timedelta(days=1),
    )
    await world.connect(tomorrow)
    assert not (await world.interview()).certain
    world.calendar.change(tomorrow, title="Coffee with Lena #interview")
    await world.pass_to(FRIDAY + HOUR)

    assert (await world.interview()).certain
    [(meeting, _)] = await world.managing.understood(world.member)
    assert meeting.because == "because its title has #interview"
    [letter] = await world.pass_to(tomorrow.ends_at)
    assert isinstance(letter, HowDidItGo)


async def test_confirmed_and_then_cancelled_it_is_listed_as_called_off(world: World) -> None:
    await world.connect(UNTAGGED)
    [question] = await world.pass_to(FRIDAY + MINUTE)
    assert isinstance(question, IsItAnInterview)
    await world.interviewing.confirm(world.request(), question.interview_id, yes=True)
    world.calendar.cancel(UNTAGGED)

    assert await world.pass_to(UNTAGGED.ends_at) == []
    interview = await world.interview()
    assert (interview.status, interview.certain) == (Status.CANCELLED, True)


async def test_at_most_two_such_questions_a_day(world: World) -> None:
    events = [
        replace(
            UNTAGGED,
            uid=f"{n}",
            title=f"Coffee with Person {n}",
            starts_at=FRIDAY + n * HOUR,
            ends_at=FRIDAY + n * HOUR + 30 * MINUTE,
        )
        for n in range(1, 5)
    ]
    await world.connect(*events)

    letters = await world.pass_to(FRIDAY + 5 * MINUTE)

    assert len(letters) == 2


async def test_an_outcome_told_before_the_end_is_not_asked_for_again(world: World) -> None:
    await world.connect(COFFEE)
    interview = await world.interview()
    await world.interviewing.tell(world.request(), interview.id, Outcome.HAPPENED)

    assert await world.pass_to(COFFEE.ends_at + HOUR) == []


async def test_said_to_have_moved_it_is_asked_about_when_the_calendar_shows_the_new_time(
    world: World,
) -> None:
    await world.connect(COFFEE)
    [asked] = await world.pass_to(COFFEE.ends_at)
    assert isinstance(asked, HowDidItGo)
    await world.interviewing.tell(world.request(), asked.interview_id, Outcome.MOVED)
    assert await world.pass_to(COFFEE.ends_at + HOUR) == []
    moved = world.calendar.change(
        COFFEE, starts_at=COFFEE.starts_at + 4 * HOUR, ends_at=COFFEE.ends_at + 4 * HOUR
    )

    [again] = await world.pass_to(moved.ends_at)

    assert isinstance(again, HowDidItGo)
    assert again.ended_at == moved.ends_at


async def test_an_unchanged_calendar_is_read_in_full_again_before_its_horizon_nears(
    store: Database,
) -> None:
    world = World(store, poll_every=timedelta(hours=12))
    await world.begin()
    far = replace(
        COFFEE, starts_at=FRIDAY + timedelta(days=20), ends_at=FRIDAY + timedelta(days=20, hours=1)
    )
    await world.connect(far)
    assert (await world.exploration()).interviews == ()
    world.calendar.unchanged = True

    letters = await world.pass_to(far.ends_at)

    assert any(isinstance(letter, HowDidItGo) for letter in letters)


def _a_week_later(occurrence: Occurrence) -> Occurrence:
    week = timedelta(days=7)
    return replace(
        occurrence,
        uid="next-week",
        starts_at=occurrence.starts_at + week,
        ends_at=occurrence.ends_at + week,
    )


async def test_a_person_is_booked_no_more_once_the_event_is_called_off_and_again_if_it_returns(
    world: World,
) -> None:
    await world.connect(COFFEE)
    cancelled = world.calendar.change(COFFEE, status=EventStatus.CANCELLED)
    await world.pass_to(FRIDAY + 6 * MINUTE)
    assert await _stage_of_priya(world) is Stage.ASKED

    world.calendar.change(cancelled, status=EventStatus.CONFIRMED)
    await world.pass_to(FRIDAY + 12 * MINUTE)
    assert await _stage_of_priya(world) is Stage.BOOKED


async def test_the_morning_s_questions_that_were_asked_count_among_the_two(world: World) -> None:
    first, second, third = (
        replace(
            UNTAGGED,
            uid=f"{n}",
            title=f"Coffee with Person {n}",
            starts_at=FRIDAY + n * HOUR,
            ends_at=FRIDAY + n * HOUR + 30 * MINUTE,
        )
        for n in (2, 3, 4)
    )
    await world.connect(first, second)
    assert len(await world.pass_to(FRIDAY + MINUTE)) == 2
    world.calendar.occurrences.append(third)

    assert await world.pass_to(FRIDAY + HOUR) == []


async def _stage_of_priya(world: World) -> Stage:
    priya = (await world.exploration()).person("Priya Shah")
    assert priya is not None
    return priya.stage


@pytest.mark.parametrize("unread", [frozenset({COFFEE.uid}), None])
async def test_an_event_that_can_not_be_read_any_more_is_not_gone(
    world: World, unread: frozenset[str] | None
) -> None:
    await world.connect(COFFEE)
    world.calendar.occurrences.clear()
    world.calendar.unread_uids = unread

    [letter] = await world.pass_to(COFFEE.ends_at)

    assert isinstance(letter, HowDidItGo)


async def test_a_calendar_of_thousands_keeps_nobody_waiting_and_fills_no_day(world: World) -> None:
    many = [
        replace(COFFEE, uid=str(n), starts_at=COFFEE.starts_at + n * MINUTE,
                ends_at=COFFEE.ends_at + n * MINUTE)
        for n in range(2_000)
    ]  # fmt: skip
    turns = 0

    async def everybody_else() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    waiting = asyncio.create_task(everybody_else())
    await world.connect(*many)
    waiting.cancel()

    assert turns > len(many)
    assert len((await world.exploration()).interviews) <= 2 * MOST_A_DAY
    [calendar] = await world.managing.of(world.member)
    assert "left out" in calendar.unread[-1]


@pytest.fixture
def held(world: World, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each event that is made sense of, whether the database is held meanwhile."""
    writing, holds, seen = world.store.writing, False, list[bool]()

    @asynccontextmanager
    async def holding(request: Request | None = None) -> AsyncIterator[Work]:
        nonlocal holds
        async with writing(request) as work:
            holds = True
            yield work
        holds = False

    def understood(occurrence: Occurrence, knowing: Knowledge) -> Understanding:
        seen.append(holds)
        return understand(occurrence, knowing)

    monkeypatch.setattr(world.store, "writing", holding)
    monkeypatch.setattr(understanding, "understand", understood)
    return seen


async def test_a_read_is_made_sense_of_before_the_database_is_held(
    world: World, held: list[bool]
) -> None:
    await world.connect(COFFEE)
    assert held == [False]

    [calendar] = await world.managing.of(world.member)
    world.calendar.change(COFFEE, ends_at=COFFEE.ends_at + HOUR)
    await world.polling.poll(calendar.id)
    assert held == [False, False]
    assert (await world.interview()).ends_at == COFFEE.ends_at + HOUR


async def test_a_calendar_changed_or_corrected_is_made_sense_of_before_the_database_is_held(
    world: World, held: list[bool]
) -> None:
    await world.connect(COFFEE)
    [calendar] = await world.managing.of(world.member)
    [seen] = (await world.previewing.look(world.member)).seen

    await world.managing.change(world.request(), calendar.id, Changes(keywords=("coffee",)))
    await world.previewing.correct(world.request(), calendar.id, seen.mark, Verdict.NO, Scope.TITLE)
    assert not any(held)
    assert (await world.interview()).status is Status.CANCELLED


async def test_her_yes_to_a_title_makes_no_more_interviews_than_a_fortnight_has(
    world: World,
) -> None:
    await world.connect(UNTAGGED)
    [calendar] = await world.managing.of(world.member)
    yes = {Scope.TITLE: f"title:{folded(UNTAGGED.title)}"}
    async with world.store.writing() as work:
        saying = remembering({}, yes, Verdict.INTERVIEW, Scope.TITLE)
        await work.calendars.save(replace(calendar, remembered=saying))
    world.calendar.occurrences += [
        replace(UNTAGGED, uid=str(n), starts_at=UNTAGGED.starts_at + n * MINUTE,
                ends_at=UNTAGGED.ends_at + n * MINUTE)
        for n in range(MOST_BEGUN + 50)
    ]  # fmt: skip
    await world.polling.poll(calendar.id)

    assert len((await world.exploration()).interviews) == MOST_BEGUN + 1
