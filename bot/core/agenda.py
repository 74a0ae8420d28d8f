"""What lies ahead and behind in an exploration, and what waits for a step of hers."""

from datetime import datetime

from bot.core.meetings import Interview, Status
from bot.core.people import Person, Stage
from bot.core.plan import Exploration


def ahead(exploration: Exploration, now: datetime) -> tuple[Interview, ...]:
    """Planned interviews that have not ended, also those she has not confirmed; soonest first."""
    planned = (i for i in exploration.interviews if i.status is Status.PLANNED and i.ends_at > now)
    return tuple(sorted(planned, key=lambda i: i.starts_at))


def coming(exploration: Exploration, now: datetime) -> tuple[Interview, ...]:
    """Interviews ahead that are certain, soonest first."""
    return tuple(i for i in ahead(exploration, now) if i.certain)


def past(exploration: Exploration, now: datetime) -> tuple[Interview, ...]:
    """Interviews that are over, whatever became of them, latest first."""
    still = coming(exploration, now)
    over = (i for i in exploration.interviews if i.certain and i not in still)
    return tuple(sorted(over, key=lambda i: i.starts_at, reverse=True))


def reflections_due(exploration: Exploration, now: datetime) -> tuple[Interview, ...]:
    """Interviews that are over, or were said to have happened, and have no check-in."""
    due = (
        i
        for i in exploration.interviews
        if i.certain
        and i.check_in is None
        and (i.status is Status.HELD or (i.status is Status.PLANNED and i.ends_at <= now))
    )
    return tuple(sorted(due, key=lambda i: i.ends_at, reverse=True))


def waiting(exploration: Exploration) -> tuple[Person, ...]:
    """People who wait for a step of hers: those not asked yet, and those met but not thanked."""
    return tuple(p for p in exploration.people if p.stage in {Stage.IDEA, Stage.MET})
