"""The week's three messages: planned where she is, and made from what is true when they leave."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.agenda import coming, waiting
from bot.core.meetings import Status
from bot.core.members import Member, WeeklyMoment
from bot.core.nudges import WEEKLY, Kind, Nudge, State, week_of, weekly_key
from bot.core.plan import Exploration, pace
from bot.core.weeks import iso_week, next_weekly, week_bounds, week_ends_at
from bot.services.nudges.letters import WeekEnd, WeekMiddle, WeekStart
from bot.services.ports import Work

#: A weekly message that could not leave by then is left for the next week.
EXPIRES = timedelta(hours=36)


def weekly_moment(member: Member, kind: Kind) -> WeeklyMoment:
    """When that message comes to this member."""
    moment: WeeklyMoment = getattr(member.rhythm, WEEKLY[kind])
    return moment


async def plan_week(work: Work, member: Member, exploration: Exploration, now: datetime) -> None:
    """The next of each weekly message, if her zone is known and the exploration still runs."""
    if member.zone is None or exploration.choice is not None:
        return
    begin = max(now, _before(exploration.starts_on))
    for kind in WEEKLY:
        if weekly_moment(member, kind).on:
            await _plan_one(work, member, exploration, kind, begin, member.zone)


async def _plan_one(
    work: Work,
    member: Member,
    exploration: Exploration,
    kind: Kind,
    begin: datetime,
    zone: ZoneInfo,
) -> None:
    """In the first week that has not had this message: after a move to a later day or an earlier
    zone, this week's may have left already."""
    moment = weekly_moment(member, kind)
    due_at = next_weekly(begin, moment.weekday, moment.at, zone)
    key = weekly_key(member.id, iso_week(due_at, zone), WEEKLY[kind])
    row = await work.nudges.get(key)
    if row is not None and row.state in {State.SENT, State.CLAIMED}:
        due_at = next_weekly(due_at, moment.weekday, moment.at, zone)
        key = weekly_key(member.id, iso_week(due_at, zone), WEEKLY[kind])
    if due_at.astimezone(zone).date() <= exploration.ends_on:
        await work.nudges.plan(
            Nudge(
                key=key,
                kind=kind,
                member_id=member.id,
                due_at=due_at,
                expires_at=due_at + EXPIRES,
            )
        )


async def drop_week(work: Work, member: Member, now: datetime) -> None:
    """Takes back the weekly messages that lie ahead, of this week and of the next."""
    if (zone := member.zone) is None:
        return
    for at in (now, now + timedelta(days=7)):
        for name in WEEKLY.values():
            await work.nudges.drop(weekly_key(member.id, iso_week(at, zone), name))


def weekly_letter(
    nudge: Nudge, member: Member, exploration: Exploration, now: datetime
) -> WeekStart | WeekMiddle | WeekEnd | None:
    """What there is to say; None when she wants to hear nothing, or there is nothing to say."""
    zone = member.zone
    if zone is None or member.paused_at(now) or not weekly_moment(member, nudge.kind).on:
        return None
    if now.astimezone(zone).date() > exploration.ends_on:
        return None
    if nudge.kind is Kind.WEEK_END:
        at = _within_its_week(nudge, now, zone)
        return WeekEnd(
            nudge_id=nudge.id,
            pace=pace(exploration, at, zone),
            held=_held_this_week(exploration, at, zone),
            coming=len(coming(exploration, now)),
        )
    stands = pace(exploration, now, zone)
    people = len(waiting(exploration))
    if nudge.kind is Kind.WEEK_MIDDLE:
        middle = WeekMiddle(nudge_id=nudge.id, pace=stands, waiting=people)
        return middle if stands.behind else None
    return WeekStart(
        nudge_id=nudge.id, pace=stands, waiting=people, coming=len(coming(exploration, now))
    )


def _held_this_week(exploration: Exploration, now: datetime, zone: ZoneInfo) -> int:
    start, end = week_bounds(now, zone)
    return sum(i.status is Status.HELD and start <= i.ends_at < end for i in exploration.interviews)


def _within_its_week(nudge: Nudge, now: datetime, zone: ZoneInfo) -> datetime:
    """Put off over midnight on Sunday, it still looks back on the week that it ends."""
    week = week_of(nudge.key)
    return min(now, week_ends_at(week, zone) - timedelta(microseconds=1)) if week else now


def _before(day: date) -> datetime:
    """An instant before `day` begins anywhere on earth."""
    return datetime.combine(day, time(), tzinfo=UTC) - timedelta(hours=14)
