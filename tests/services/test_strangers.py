"""Whatever a button or a form carries, it reaches only what is the member's own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.detection import Scope
from bot.core.errors import NotFound
from bot.core.feeds import Account, CalendarKind, Password
from bot.core.meetings import Verdict
from bot.core.members import Member
from bot.core.nudges import Kind
from bot.core.people import Stage
from bot.core.reflection import CheckIn
from bot.services.calendars.managing import Changes
from bot.services.interviewing import Outcome
from bot.services.nudges.snoozing import Snoozing
from bot.services.outreach import Outreach
from bot.services.ports import Draft, Request
from bot.services.reflecting import Answers, Reflecting
from storage.database import Database
from tests.services.world import COFFEE, LONDON, World

MONDAY = datetime(2026, 10, 19, 9, 0, tzinfo=LONDON).astimezone(UTC)


@dataclass
class Hers:
    """What Maya has, and somebody else who knows every id of it."""

    world: World
    other: Request
    interview: int
    calendar: int
    account: int
    person: int
    option: int
    nudge: int


Attempt = Callable[[Hers], Awaitable[object]]


async def _snooze(hers: Hers) -> object:
    snoozing = Snoozing(store=hers.world.store)
    return await snoozing.until_tomorrow(hers.other, Kind.WEEK_START, hers.nudge)


async def _save_check_in(hers: Hers) -> object:
    answers = Answers(check_in=CheckIn(answered_at=hers.other.at, pull=1))
    reflecting = Reflecting(store=hers.world.store, now=hers.world.now)
    return await reflecting.save(hers.other, hers.interview, answers, began_from=None)


async def _open_check_in(hers: Hers) -> object:
    reflecting = Reflecting(store=hers.world.store, now=hers.world.now)
    return await reflecting.of(hers.other.member, hers.interview)


async def _move(hers: Hers) -> object:
    return await Outreach(store=hers.world.store).move(hers.other, hers.person, Stage.DECLINED)


async def _place(hers: Hers) -> object:
    outreach = Outreach(store=hers.world.store)
    return await outreach.choose_option(hers.other, hers.person, hers.option)


async def _change(hers: Hers) -> object:
    return await hers.world.managing.change(hers.other, hers.calendar, Changes(dedicated=True))


async def _correct(hers: Hers) -> None:
    previewing, series = hers.world.previewing, Scope.SERIES
    await previewing.correct(hers.other, hers.calendar, "0" * 16, Verdict.NO, series)


ATTEMPTS: dict[str, Attempt] = {
    "puts off a message": _snooze,
    "saves a check-in": _save_check_in,
    "opens a check-in": _open_check_in,
    "moves a person": _move,
    "places a person": _place,
    "says what became of an interview": lambda hers: hers.world.interviewing.tell(
        hers.other, hers.interview, Outcome.NO_SHOW
    ),
    "confirms an interview": lambda hers: hers.world.interviewing.confirm(
        hers.other, hers.interview, yes=True
    ),
    "refuses an interview": lambda hers: hers.world.interviewing.confirm(
        hers.other, hers.interview, yes=False
    ),
    "looks at an event": lambda hers: hers.world.managing.event_of(
        hers.other.member, hers.interview
    ),
    "opens a calendar": lambda hers: hers.world.managing.calendar(hers.other.member, hers.calendar),
    "reads a calendar": lambda hers: hers.world.managing.read_now(hers.other, hers.calendar),
    "disconnects a calendar": lambda hers: hers.world.managing.disconnect(
        hers.other, hers.calendar
    ),
    "changes a calendar": _change,
    "corrects an event": _correct,
    "chooses from an account": lambda hers: hers.world.connecting.choose(
        hers.other, hers.account, ["0" * 16]
    ),
    "sees what an account has": lambda hers: hers.world.connecting.choice(
        hers.other.member, hers.account
    ),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
async def test_somebody_else_is_told_that_there_is_no_such_thing(
    store: Database, attempt: Attempt
) -> None:
    hers = await _hers(store)
    before = await _all(hers)

    with pytest.raises(NotFound):
        await attempt(hers)

    assert await _all(hers) == before


async def test_a_draft_of_somebody_else_s_is_not_kept(store: Database) -> None:
    hers = await _hers(store)
    reflecting = Reflecting(store=store, now=hers.world.now)
    draft = Draft(interview_id=hers.interview, began_from=None, typed={"a": {}}, typed_at=1.0)

    await reflecting.keep_draft(hers.other.member, draft)

    assert await reflecting.draft(await hers.world.interview()) is None


async def test_a_message_is_put_off_only_as_what_it_is(store: Database) -> None:
    hers = await _hers(store)
    mine = replace(hers.other, member=hers.world.member)

    with pytest.raises(NotFound):
        await Snoozing(store=store).until_tomorrow(mine, Kind.WEEK_END, hers.nudge)


async def test_a_row_is_never_moved_by_another_member_s_of_its_key(store: Database) -> None:
    hers = await _hers(store)
    async with store.reading() as work:
        [row, *_] = await work.nudges.coming(hers.world.member.id)
    async with store.writing() as work:
        moved = replace(row, member_id=hers.other.member.id, due_at=row.due_at.replace(year=2027))
        await work.nudges.plan(moved)

    known = await hers.world.nudge(row.key)
    assert known is not None
    assert (known.member_id, known.due_at) == (row.member_id, row.due_at)


async def _hers(store: Database) -> Hers:
    world = World(store, poll_every=timedelta(hours=12))
    await world.begin()
    maya = await world.exploration()
    await world.connect(COFFEE)
    interview = await world.interview()
    letters = await world.pass_to(MONDAY)
    async with store.writing() as work:
        [calendar] = await work.calendars.of(world.member.id)
        account = await work.accounts.save(
            Account(
                member_id=world.member.id,
                kind=CalendarKind.CALDAV,
                address="https://dav.example/",
                secret=Password(user="maya", password="secret"),
                created_at=world.at,
            )
        )
        jonas = await work.members.add(
            Member(team="T0RESONANCE", user="U0JONAS", time_zone="Europe/London")
        )
        empty = replace(maya, people=(), interviews=())
        await work.explorations.add(jonas.id, empty)
    return Hers(
        world=world,
        other=Request(member=jonas, at=world.at),
        interview=interview.id,
        calendar=calendar.id,
        account=account.id,
        person=maya.people[0].id,
        option=maya.options[0].id,
        nudge=letters[-1].nudge_id,
    )


async def _all(hers: Hers) -> object:
    """Everything of hers that somebody could have changed."""
    async with hers.world.store.reading() as work:
        return (
            await work.explorations.of(hers.world.member.id),
            await work.calendars.of(hers.world.member.id),
            await work.nudges.coming(hers.world.member.id),
            await work.nudges.coming(hers.other.member.id),
        )
