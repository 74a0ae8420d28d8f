"""Which nudges an exploration calls for; every change to one plans them anew."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from bot.core.meetings import Interview, Status
from bot.core.members import Member
from bot.core.nudges import Kind, Nudge, State, check_in_key, question_key, weekly_key
from bot.core.plan import Exploration
from bot.core.weeks import iso_week, moment, next_weekly
from bot.services.ports import Work

#: After so long a check-in asks about what has faded (FACTS: details blur within hours).
CHECK_IN_EXPIRES = timedelta(days=3)
#: A Monday message that could not leave by then waits for the next Monday.
WEEK_START_EXPIRES = timedelta(hours=36)
#: When a member is asked whether something in today's calendar is an interview.
QUESTION_AT = time(8, 30)
QUESTIONS_A_DAY = 2


async def plan_ahead(work: Work, member: Member, exploration: Exploration, now: datetime) -> None:
    """All that lies ahead of an undecided exploration; nothing for moments already past."""
    if exploration.choice is not None:
        return
    await plan_week_start(work, member, exploration, now)
    for interview in exploration.interviews:
        if interview.status is Status.PLANNED and interview.ends_at > now:
            await plan_check_in(work, member, interview)


async def plan_week_start(
    work: Work, member: Member, exploration: Exploration, now: datetime
) -> None:
    """The next weekly message, if her zone is known and the exploration still runs then."""
    start, zone = member.rhythm.start, member.zone
    if zone is None or not start.on:
        return
    due_at = next_weekly(max(now, _before(exploration.starts_on)), start.weekday, start.at, zone)
    if due_at.astimezone(zone).date() > exploration.ends_on:
        return
    await work.nudges.plan(
        Nudge(
            key=weekly_key(member.id, iso_week(due_at, zone), "start"),
            kind=Kind.WEEK_START,
            member_id=member.id,
            due_at=due_at,
            expires_at=due_at + WEEK_START_EXPIRES,
        )
    )


async def drop_week_start(work: Work, member: Member, now: datetime) -> None:
    """Takes back the weekly message that lies ahead, of this week and of the next."""
    if (zone := member.zone) is None:
        return
    for at in (now, now + timedelta(days=7)):
        await work.nudges.drop(weekly_key(member.id, iso_week(at, zone), "start"))


async def plan_check_in(
    work: Work, member: Member, interview: Interview, due_at: datetime | None = None
) -> None:
    """The check-in of an interview, at its very end unless `due_at` says otherwise.

    One that has not left moves with the interview; after one that has, another is planned.
    """
    due_at = due_at or interview.ends_at
    await work.nudges.plan(
        Nudge(
            key=await _open_check_in(work, interview),
            kind=Kind.CHECK_IN,
            member_id=member.id,
            subject=interview.id,
            due_at=due_at,
            expires_at=due_at + CHECK_IN_EXPIRES,
        )
    )


async def plan_question(work: Work, member: Member, interview: Interview, now: datetime) -> None:
    """Asks, on the morning of the day, whether this is an interview: at most two a day."""
    zone = member.zone
    if zone is None:
        return
    day = interview.starts_at.astimezone(zone).date()
    if await _questions_on(work, member, day, but=interview.id) >= QUESTIONS_A_DAY:
        return
    due_at = max(now, moment(day, QUESTION_AT, zone))
    if due_at < interview.ends_at:
        await work.nudges.plan(
            Nudge(
                key=question_key(interview.id),
                kind=Kind.QUESTION,
                member_id=member.id,
                subject=interview.id,
                due_at=due_at,
                expires_at=interview.ends_at,
            )
        )


async def drop_interview(work: Work, interview: Interview) -> None:
    """Nothing more is sent about an interview that will not be."""
    await work.nudges.drop(await _open_check_in(work, interview))
    await work.nudges.drop(question_key(interview.id))


async def _open_check_in(work: Work, interview: Interview) -> str:
    """The key of the first check-in of this interview that has not left or is not leaving."""
    for number in count(1):
        key = check_in_key(interview.id, number)
        row = await work.nudges.get(key)
        if row is None or row.state not in {State.SENT, State.CLAIMED}:
            return key
    raise AssertionError("count() never ends")


async def _questions_on(work: Work, member: Member, day: date, but: int) -> int:
    planned = await work.nudges.coming(member.id)
    return sum(
        n.kind is Kind.QUESTION
        and n.subject != but
        and n.due_at.astimezone(member.zone).date() == day
        for n in planned
    )


def _before(day: date) -> datetime:
    """An instant before `day` begins anywhere on earth."""
    return datetime.combine(day, time(), tzinfo=UTC) - timedelta(hours=14)
