"""Which nudges an exploration calls for; every change to one plans them anew."""

from datetime import datetime, time, timedelta

from bot.core.feeds import Calendar
from bot.core.meetings import Interview, Status
from bot.core.members import Member
from bot.core.nudges import Kind, Nudge, State, check_in_key, poll_key, question_key
from bot.core.plan import Exploration
from bot.core.weeks import day_bounds, moment
from bot.services.nudges.letters import Posted
from bot.services.nudges.weekly import plan_week
from bot.services.ports import Work

#: After so long a check-in asks about what has faded (FACTS: details blur within hours).
CHECK_IN_EXPIRES = timedelta(days=3)
#: An event whose end moves on and on is asked about no more often than this in a day; one that is
#: put off to another day is a new occasion.
MOST_ASKED, ASKED_WITHIN = 3, timedelta(days=1)
#: When a member is asked whether something in today's calendar is an interview.
QUESTION_AT = time(8, 30)
QUESTIONS_A_DAY = 2


async def plan_ahead(work: Work, member: Member, exploration: Exploration, now: datetime) -> None:
    """All that lies ahead of an undecided exploration; nothing for moments already past."""
    if exploration.choice is not None:
        return
    await plan_week(work, member, exploration, now)
    for interview in exploration.interviews:
        if interview.status is Status.PLANNED and interview.ends_at > now:
            await plan_check_in(work, member, interview)


async def plan_check_in(
    work: Work, member: Member, interview: Interview, due_at: datetime | None = None
) -> None:
    """The check-in of an interview, at its very end unless `due_at` says otherwise.

    One that has not left moves with the interview; after one that has, another is planned. One
    that is leaving at or after that moment asks already.
    """
    rows = await _check_ins(work, interview)
    lately = [row for row in rows if interview.ends_at - row.due_at < ASKED_WITHIN]
    if due_at is None and sum(row.state is State.SENT for row in lately) >= MOST_ASKED:
        return
    due_at = due_at or interview.ends_at
    if any(row.state is State.CLAIMED and row.due_at >= due_at for row in rows):
        return
    await work.nudges.plan(
        Nudge(
            key=_open_check_in(rows, interview),
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
    due_at = max(now, moment(day, QUESTION_AT, zone))
    asked = await work.nudges.of_kind(member.id, Kind.QUESTION, *day_bounds(due_at, zone))
    others = sum(question.subject != interview.id for question in asked)
    if others >= QUESTIONS_A_DAY or due_at >= interview.ends_at:
        await work.nudges.drop(question_key(interview.id))
        return
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


async def plan_poll(work: Work, calendar: Calendar, due_at: datetime) -> None:
    """The row that has a calendar read again and again."""
    await work.nudges.plan(
        Nudge(
            key=poll_key(calendar.id),
            kind=Kind.POLL,
            member_id=calendar.member_id,
            subject=calendar.id,
            due_at=due_at,
        )
    )


async def read_anew(work: Work, member_id: int, now: datetime) -> None:
    """Has every calendar of a member read whole, now that its events may mean something else: an
    unchanged one would say nothing. One in trouble keeps its own pace."""
    for calendar in await work.calendars.forget_marks(member_id):
        if not calendar.failures:
            await plan_poll(work, calendar, now)


async def drop_interview(work: Work, interview: Interview) -> None:
    """Nothing more is sent about an interview that will not be."""
    for row in await _check_ins(work, interview):
        await work.nudges.drop(row.key)
    await work.nudges.drop(question_key(interview.id))


async def asked_where(work: Work, interview: Interview) -> tuple[Posted, ...]:
    """Where in her DM she was asked about it, whatever she answered."""
    rows = [*await _check_ins(work, interview), await work.nudges.get(question_key(interview.id))]
    return tuple(Posted(channel=n.channel, ts=n.ts) for n in rows if n and n.channel and n.ts)


async def was_asked(work: Work, interview: Interview) -> bool:
    """Whether she was asked about it already, or is just now."""
    rows = await _check_ins(work, interview)
    return any(row.state in {State.SENT, State.CLAIMED} for row in rows)


def _open_check_in(rows: list[Nudge], interview: Interview) -> str:
    """The key of the check-in that still waits, else of the first that is free: one that has left,
    or is leaving, stays what it is."""
    waiting = [row.key for row in rows if row.state is State.PLANNED]
    ended = [row.key for row in rows if row.state not in {State.SENT, State.CLAIMED}]
    return (waiting or ended or [check_in_key(interview.id, len(rows) + 1)])[0]


async def _check_ins(work: Work, interview: Interview) -> list[Nudge]:
    """All check-ins ever planned for the interview, in order."""
    rows: list[Nudge] = []
    while row := await work.nudges.get(check_in_key(interview.id, len(rows) + 1)):
        rows.append(row)
    return rows
