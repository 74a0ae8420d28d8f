"""When a member is told that one of her calendars can't be read: soon, and four times at most."""

from datetime import datetime, timedelta

#: Within a day, then on days 3, 7 and 14, then no more. Half a day leaves room
#: for her quiet hours.
TOLD_AFTER = (timedelta(hours=12), timedelta(days=3), timedelta(days=7), timedelta(days=14))
#: What no waiting will mend, such as a refused login, is told after this.
TOLD_SOON = timedelta(hours=1)


def told_at(since: datetime, *, permanent: bool) -> tuple[datetime, ...]:
    """The moments at which she is told of a trouble that began `since` then."""
    first, *later = TOLD_AFTER
    return (since + (TOLD_SOON if permanent else first), *(since + wait for wait in later))
