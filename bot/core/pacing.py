"""When a calendar is read next: sooner where an interview is near, later where nothing changes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.core.feeds import Calendar

#: A calendar is read so long before an interview's end, so that the read at the end is a check.
BEFORE_END = timedelta(minutes=5)
#: While an interview lies so near, its calendar is never read more slowly than is usual.
NEAR = timedelta(hours=1)
#: After so many reads in a row that found nothing new, so many times more slowly.
QUIET = ((36, 3), (12, 2))
SLOWEST_RETRY = timedelta(hours=6)
#: By how much of its pace a calendar is read earlier or later than others, at most.
SPREAD = 0.1
_GOLDEN = 0.618033988749895


def next_read_at(
    calendar: Calendar,
    interviews: Iterable[tuple[datetime, datetime]],
    every: timedelta,
    now: datetime,
) -> datetime:
    """After a good read; `interviews` are the starts and ends of those that lie ahead in it."""
    spans = list(interviews)
    near = any(start - NEAR <= now for start, _ in spans)
    usual = now + every * (1 if near else _slowness(calendar)) * _share(calendar)
    checks = [end - BEFORE_END * _share(calendar) for _, end in spans]
    return min([usual, *(at for at in checks if at > now)])


def next_try_at(
    calendar: Calendar, retry_after: timedelta | None, every: timedelta, now: datetime
) -> datetime:
    """After the latest of `calendar.failures` in a row: twice as long each time, at most six hours,
    and never sooner than its server asked for."""
    doubled = every * _share(calendar) * int(2 ** min(calendar.failures - 1, 10))
    return now + max(min(SLOWEST_RETRY, doubled), retry_after or timedelta())


def _slowness(calendar: Calendar) -> int:
    return next((times for reads, times in QUIET if calendar.unchanged >= reads), 1)


def _share(calendar: Calendar) -> float:
    """A pace of its own for each calendar, so that those that once were read together drift apart:
    multiples of the golden ratio leave no two near each other."""
    return 1 + SPREAD * (2 * ((calendar.id * _GOLDEN) % 1) - 1)
