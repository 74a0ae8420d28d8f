"""Local days, weeks and quarters, and the one right answer to "Monday at nine, where she is"."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.errors import InvalidInput

WEEKDAYS = tuple(calendar.day_name)
#: Years beyond are slips of the pen, and beyond Python's own a time zone can't be reckoned with.
_YEARS = range(1970, 2200)


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which a wall clock in `zone` first shows that day and time.

    A time that a clock change skips is taken with the offset before the change, so it comes that
    much later on the wall; one that comes twice is taken the first time.
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def day_bounds(now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end (exclusive) of the local day that contains `now`, in UTC."""
    today = now.astimezone(zone).date()
    return moment(today, time(), zone), moment(today + timedelta(days=1), time(), zone)


def week_bounds(now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end (exclusive) of the local Monday-to-Sunday week that contains `now`, in UTC."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    return moment(monday, time(), zone), moment(monday + timedelta(days=7), time(), zone)


def next_weekly(now: datetime, weekday: int, at: time, zone: ZoneInfo) -> datetime:
    """The first such local weekday (0 is Monday) and time strictly after `now`, in UTC."""
    today = now.astimezone(zone).date()
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    due_at = moment(day, at, zone)
    return due_at if due_at > now else moment(day + timedelta(days=7), at, zone)


def iso_week(at: datetime, zone: ZoneInfo) -> str:
    """The ISO week of an instant where she is, as in "2026-W48"."""
    year, week, _ = at.astimezone(zone).isocalendar()
    return f"{year}-W{week:02}"


def week_ends_at(iso: str, zone: ZoneInfo) -> datetime:
    """The end (exclusive) of an ISO week where she is, in UTC."""
    return moment(date.fromisoformat(f"{iso}-7") + timedelta(days=1), time(), zone)


def quarter_end(day: date) -> date:
    """The last day of the quarter, or of the next one when fewer than six weeks remain."""
    end = _last_of_quarter(day)
    return end if end - day >= timedelta(weeks=6) else _last_of_quarter(end + timedelta(days=1))


def _last_of_quarter(day: date) -> date:
    month = (day.month + 2) // 3 * 3
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def checked_day(day: date, *, field: str | None = None) -> date:
    """A day of 1970 to 2199, else `InvalidInput`."""
    if day.year not in _YEARS:
        raise InvalidInput(f"The year {day.year} is out of reach; check the date.", field=field)
    return day
