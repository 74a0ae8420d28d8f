"""Telling a member that one of her calendars can't be read, and being silent once it can."""

from bot.core.feeds import Calendar
from bot.core.health import TOLD_AFTER, told_at
from bot.core.nudges import Kind, Nudge, broken_key
from bot.services.letters import CalendarBroken
from bot.services.ports import Work


async def plan_telling(work: Work, calendar: Calendar, *, permanent: bool) -> None:
    """The messages about a trouble that has begun; those that have left stay as they are."""
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


async def drop_telling(work: Work, calendar: Calendar) -> None:
    """Takes back what has not left of them."""
    if (since := calendar.troubled_since) is None:
        return
    for number in range(1, len(TOLD_AFTER) + 1):
        await work.nudges.drop(broken_key(calendar.id, since, number))


def broken_letter(nudge: Nudge, calendar: Calendar) -> CalendarBroken | None:
    """None where the calendar can be read again, or broke anew since."""
    if (since := calendar.troubled_since) is None:
        return None
    keys = [broken_key(calendar.id, since, n) for n in range(1, len(TOLD_AFTER) + 1)]
    if nudge.key not in keys:
        return None
    return CalendarBroken(
        nudge_id=nudge.id, calendar_id=calendar.id, since=since, last=nudge.key == keys[-1]
    )
