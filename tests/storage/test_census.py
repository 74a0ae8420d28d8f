"""What operators may know of what is stored: how much, how long, and of nobody in particular."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.choice import Choice
from bot.core.feeds import Calendar, CalendarKind
from bot.core.members import Member
from bot.core.nudges import Kind, Lane, Nudge, State
from bot.services.metrics import Counts
from bot.services.ports import Store
from storage.database import Database
from tests.storage.cast import CHOICE, EXPLORATION, MAYA, NOW

HOUR = timedelta(hours=1)
NOTHING = Counts(
    members=0,
    explorations_undecided=0,
    calendars={},
    calendars_in_trouble={},
    longest_in_trouble=timedelta(),
    nudges_pending={},
    nudges_failed={},
    longest_overdue=timedelta(),
)


def calendar(
    member: Member, kind: CalendarKind, *, broken_for: timedelta | None = None
) -> Calendar:
    since = NOW - broken_for if broken_for is not None else None
    return Calendar(member_id=member.id, address="", kind=kind, troubled_since=since)


async def plan(store: Store, member: Member, key: str, kind: Kind, due_in: timedelta) -> None:
    async with store.writing() as work:
        await work.nudges.plan(Nudge(key=key, kind=kind, member_id=member.id, due_at=NOW + due_in))


async def fail(store: Store) -> None:
    """Whatever is due is tried, and fails for good."""
    async with store.writing() as work:
        for nudge in await work.nudges.claim(Lane.MESSAGES, NOW, HOUR, 100):
            await work.nudges.settle(nudge, state=State.FAILED, error="channel_not_found")


async def test_in_an_empty_database_there_is_nothing(store: Database) -> None:
    assert await store.counts(NOW) == NOTHING


@pytest.mark.parametrize(("choice", "undecided"), [(None, 1), (CHOICE, 0)])
async def test_members_and_their_undecided_explorations_are_counted(
    store: Database, maya: Member, choice: Choice | None, undecided: int
) -> None:
    async with store.writing() as work:
        await work.members.add(replace(MAYA, user="U0TOM"))
        await work.explorations.add(maya.id, replace(EXPLORATION, choice=choice))

    assert await store.counts(NOW) == replace(NOTHING, members=2, explorations_undecided=undecided)


async def test_calendars_are_counted_by_kind_and_those_in_trouble_apart(
    store: Database, maya: Member
) -> None:
    async with store.writing() as work:
        for one in (
            calendar(maya, CalendarKind.ICS),
            calendar(maya, CalendarKind.ICS, broken_for=HOUR),
            calendar(maya, CalendarKind.ICS, broken_for=5 * HOUR),
            calendar(maya, CalendarKind.CALDAV),
            calendar(maya, CalendarKind.GOOGLE, broken_for=timedelta()),
        ):
            await work.calendars.save(one)

    assert await store.counts(NOW) == replace(
        NOTHING,
        members=1,
        calendars={CalendarKind.ICS: 3, CalendarKind.CALDAV: 1, CalendarKind.GOOGLE: 1},
        calendars_in_trouble={CalendarKind.ICS: 2, CalendarKind.GOOGLE: 1},
        longest_in_trouble=5 * HOUR,
    )


async def test_messages_are_counted_while_they_wait_or_once_they_failed(
    store: Database, maya: Member
) -> None:
    await plan(store, maya, "failed", Kind.QUESTION, -HOUR)
    await fail(store)
    await plan(store, maya, "one", Kind.CHECK_IN, HOUR)
    await plan(store, maya, "another", Kind.CHECK_IN, 2 * HOUR)
    await plan(store, maya, "monday", Kind.WEEK_START, HOUR)
    await plan(store, maya, "dropped", Kind.WEEK_END, HOUR)
    async with store.writing() as work:
        await work.nudges.drop("dropped")

    assert await store.counts(NOW) == replace(
        NOTHING,
        members=1,
        nudges_pending={Kind.CHECK_IN: 2, Kind.WEEK_START: 1},
        nudges_failed={Kind.QUESTION: 1},
    )


@pytest.mark.parametrize(
    ("due_in", "overdue"),
    [([-HOUR, -3 * HOUR, HOUR], 3 * HOUR), ([HOUR], timedelta()), ([timedelta()], timedelta())],
)
async def test_how_late_it_is_shows_in_what_waits_longest_reads_of_calendars_included(
    store: Database, maya: Member, due_in: list[timedelta], overdue: timedelta
) -> None:
    for number, span in enumerate(due_in):
        await plan(store, maya, f"poll:{number}", Kind.POLL, span)
    counts = await store.counts(NOW)

    assert counts.longest_overdue == overdue
    assert counts.nudges_pending == {}, "polls come round for ever"
