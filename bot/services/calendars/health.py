"""Telling a member that one of her calendars can't be read, and being silent once it can."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.core.feeds import Calendar
from bot.core.health import TOLD_AFTER, told_at
from bot.core.nudges import Kind, Nudge, State, broken_key
from bot.services.nudges.letters import CalendarBroken
from bot.services.ports import Work

#: However many of her calendars are in trouble, she is told of them at most this often.
TOLD_ONCE_IN = timedelta(hours=20)


async def plan_telling(work: Work, calendar: Calendar, *, permanent: bool) -> None:
    """The messages about a trouble that has begun."""
    if (since := calendar.troubled_since) is None:
        return
    for number, due_at in enumerate(told_at(since, permanent=permanent), start=1):
        await work.nudges.plan(
            Nudge(
                key=broken_key(calendar.id, since, number),
                kind=Kind.CALENDAR,
                member_id=calendar.member_id,
                subject=calendar.id,
                due_at=due_at,
            )
        )


async def hasten_telling(work: Work, calendar: Calendar) -> None:
    """The first message sooner, since waiting won't mend it after all; unless she has had it, or
    wants none."""
    if (since := calendar.troubled_since) is None:
        return
    first = await work.nudges.get(broken_key(calendar.id, since, 1))
    due_at = told_at(since, permanent=True)[0]
    if first and first.state is State.PLANNED and first.due_at > due_at:
        await work.nudges.plan(replace(first, due_at=due_at))


async def drop_telling(work: Work, calendar: Calendar) -> None:
    """Takes back what has not left of them."""
    if (since := calendar.troubled_since) is None:
        return
    for number in range(1, len(TOLD_AFTER) + 1):
        await work.nudges.drop(broken_key(calendar.id, since, number))


def broken_letter(
    nudge: Nudge, calendar: Calendar, calendars: Sequence[Calendar]
) -> CalendarBroken | None:
    """About the one, and how many of her `calendars` are in trouble. None where it can be read
    again, or broke anew since."""
    if (since := calendar.troubled_since) is None:
        return None
    keys = [broken_key(calendar.id, since, n) for n in range(1, len(TOLD_AFTER) + 1)]
    if nudge.key not in keys:
        return None
    return CalendarBroken(
        nudge_id=nudge.id,
        calendar_id=calendar.id,
        since=since,
        troubled=sum(one.trouble is not None for one in calendars),
        last=nudge.key == keys[-1],
    )
