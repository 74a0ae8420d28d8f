"""An exploration is stored whole, changed piece by piece, and keeps its order."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.core.meetings import Interview, Status
from bot.core.members import Member
from bot.core.nudges import Kind, Nudge
from bot.core.people import Person, Stage
from bot.core.plan import Exploration, Option
from storage.database import Database
from storage.exploration_rows import STRETCH
from storage.keys import KeyRing
from tests.storage.cast import (
    CHECK_IN,
    CHOICE,
    EXPLORATION,
    FIRST,
    HELD,
    NOW,
    nudge,
    stored,
    with_exploration,
)


def unnumbered(exploration: Exploration) -> Exploration:
    """The same without the database's ids."""
    return replace(
        exploration,
        id=0,
        options=tuple(replace(option, id=0) for option in exploration.options),
        people=tuple(replace(person, id=0) for person in exploration.people),
        interviews=tuple(replace(interview, id=0) for interview in exploration.interviews),
    )


async def test_all_that_is_in_it_is_read_back_to_the_microsecond(
    store: Database, maya: Member
) -> None:
    whole = replace(EXPLORATION, choice=CHOICE)
    async with store.writing() as work:
        added = await work.explorations.add(maya.id, whole)
    assert await stored(store, maya) == added
    assert unnumbered(added) == whole


async def test_reading_takes_as_many_selects_for_one_person_as_for_fifty(
    store: Database, maya: Member
) -> None:
    async with store.writing() as work:
        for size in (1, 50):
            crowd = tuple(Person(name=f"Person {n}") for n in range(size))
            await work.explorations.add(maya.id, replace(EXPLORATION, people=crowd, interviews=()))
    statements: list[str] = []
    engine = store._engines.reading.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    async with store.reading() as work:
        await work.explorations.of(maya.id)
    assert len([s for s in statements if s.startswith("SELECT")]) == 5


async def test_a_step_with_a_person_is_added_to_their_history(
    store: Database, maya: Member
) -> None:
    exploration = await with_exploration(store, maya)
    tom = exploration.people[1].moved_to(Stage.ASKED, NOW)
    async with store.writing() as work:
        await work.explorations.save_person(exploration, tom)
    assert (await stored(store, maya)).people[1] == tom


async def test_people_added_later_come_last(store: Database, maya: Member) -> None:
    exploration = await with_exploration(store, maya)
    async with store.writing() as work:
        late = await work.explorations.save_person(exploration, Person(name="Abel First"))
    assert (await stored(store, maya)).people[-1] == late


async def test_a_renamed_person_keeps_their_interviews(store: Database, maya: Member) -> None:
    exploration = await with_exploration(store, maya)
    async with store.writing() as work:
        married = replace(exploration.people[0], name="Priya Shah-Jones")
        await work.explorations.save_person(exploration, married)
    assert (await stored(store, maya)).interviews[0].person == "Priya Shah-Jones"


async def test_an_option_taken_away_keeps_its_people_and_interviews(
    store: Database, maya: Member
) -> None:
    exploration = await with_exploration(store, maya)
    agency, development = exploration.options
    plan = replace(
        exploration,
        question="And now?",
        weekly_goal=0,
        options=(Option(name="Teaching", target=2), replace(development, name="Coaching")),
    )
    async with store.writing() as work:
        await work.explorations.save_plan(plan)
    after = await stored(store, maya)
    assert (after.question, after.weekly_goal) == ("And now?", 0)
    assert [option.name for option in after.options] == ["Teaching", "Coaching"]
    assert agency.id not in [option.id for option in after.options]
    assert [person.option for person in after.people] == [None, "Coaching", None]
    assert after.interviews[0].option is None
    assert after.interviews[0].check_in == CHECK_IN


async def test_saving_an_interview_leaves_its_check_in_alone(store: Database, maya: Member) -> None:
    exploration = await with_exploration(store, maya)
    moved = replace(exploration.interviews[0], status=Status.MISSED, check_in=None)
    async with store.writing() as work:
        await work.explorations.save_interview(exploration, moved)
    interview = (await stored(store, maya)).interviews[0]
    assert interview == replace(moved, check_in=CHECK_IN)


async def test_a_check_in_is_written_once_and_then_replaced(store: Database, maya: Member) -> None:
    exploration = await with_exploration(store, maya)
    booked = exploration.interviews[1]
    for answers in (FIRST, FIRST.amended(CHECK_IN)):
        async with store.writing() as work:
            await work.explorations.save_check_in(booked.id, answers)
        assert (await stored(store, maya)).interviews[1].check_in == answers


async def test_the_nudges_of_an_interview_vanish_with_it(store: Database, maya: Member) -> None:
    first, second = (await with_exploration(store, maya)).interviews
    async with store.writing() as work:
        for interview in (first, second):
            await work.nudges.plan(nudge(f"checkin:{interview.id}", maya, subject=interview.id))
        await work.explorations.remove_interview(first.id)
    async with store.reading() as work:
        assert await work.nudges.get(f"checkin:{first.id}") is None
        assert await work.nudges.get(f"checkin:{second.id}") is not None


async def test_removing_all_leaves_the_member_and_of_the_nudges_only_polls(
    store: Database, maya: Member
) -> None:
    exploration = await with_exploration(store, maya)
    weekly = Nudge(key="weekly", kind=Kind.WEEK_START, member_id=maya.id, due_at=NOW)
    async with store.writing() as work:
        await work.nudges.plan(weekly)
        await work.nudges.plan(replace(weekly, key="snooze", subject=exploration.id))
        await work.nudges.plan(replace(weekly, key="poll", kind=Kind.POLL))
        await work.explorations.remove_all(maya.id)
    async with store.reading() as work:
        assert await work.explorations.of(maya.id) == ()
        assert await work.nudges.get("weekly") is None
        assert await work.nudges.get("snooze") is None
        assert await work.nudges.get("poll") is not None
        assert await work.members.get(maya.id) == maya


async def test_an_interview_with_a_stranger_to_the_exploration_is_refused(
    store: Database, maya: Member
) -> None:
    exploration = await with_exploration(store, maya)
    stray = Interview(label="i9", starts_at=NOW, ends_at=NOW + timedelta(hours=1), person="Nobody")
    with pytest.raises(LookupError) as refusal:
        async with store.writing() as work:
            await work.explorations.save_interview(exploration, stray)
    assert "Nobody" not in str(refusal.value)
    assert await stored(store, maya) == exploration


async def test_while_a_long_exploration_is_read_others_get_their_turn(
    store: Database, maya: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = replace(EXPLORATION, interviews=tuple(replace(HELD, label=f"i{n}") for n in range(60)))
    async with store.writing() as work:
        await work.explorations.add(maya.id, many)
    opened, longest = 0, 0
    real = KeyRing.open

    def counted(ring: KeyRing, sealed: str) -> str:
        nonlocal opened, longest
        opened += 1
        longest = max(longest, opened)
        return real(ring, sealed)

    async def others() -> None:
        nonlocal opened
        while True:
            opened = 0
            await asyncio.sleep(0)

    monkeypatch.setattr(KeyRing, "open", counted)
    taking = asyncio.create_task(others())
    async with store.reading() as work:
        [read] = await work.explorations.of(maya.id)
    taking.cancel()

    assert len(read.interviews) == 60
    assert 1 < longest <= 10 * STRETCH  # a row has at most ten sealed words
