"""Local days, weeks and quarters, and the one right answer to "Monday at nine, where she is"."""

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from bot.core.errors import InvalidInput, quoted

WEEKDAYS = tuple(calendar.day_name)
_WHEN = re.compile(r"^(?:(?P<day>.+?)\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})$")
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


def quarter_end(day: date) -> date:
    """The last day of the quarter, or of the next one when fewer than six weeks remain."""
    end = _last_of_quarter(day)
    return end if end - day >= timedelta(weeks=6) else _last_of_quarter(end + timedelta(days=1))


def _last_of_quarter(day: date) -> date:
    month = (day.month + 2) // 3 * 3
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def zone_named(name: str) -> ZoneInfo:
    """The zone of that IANA name, else `InvalidInput` with an example."""
    if name not in available_timezones():
        raise InvalidInput(
            f"{quoted(name)} is no time zone; write it like Europe/London.", field="time_zone"
        )
    return ZoneInfo(name)


def parse_date(text: str, today: date) -> date:
    """An ISO date, a weekday (the next one, today included), today, tomorrow or yesterday."""
    word = text.strip().casefold()
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if word in near:
        return today + timedelta(days=near[word])
    if (weekday := _weekday(word)) is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    try:
        return checked_day(date.fromisoformat(word))
    except ValueError:
        raise InvalidInput(
            f"{quoted(text)} is no date; write one like 2026-11-30, Tuesday or tomorrow."
        ) from None


def checked_day(day: date, *, field: str | None = None) -> date:
    """A day of 1970 to 2199, else `InvalidInput`."""
    if day.year not in _YEARS:
        raise InvalidInput(f"The year {day.year} is out of reach; check the date.", field=field)
    return day


def parse_when(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """A DATE and HH:MM (the date may be left out for today) as a UTC instant."""
    found = _WHEN.match(text.strip())
    if not found or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        raise InvalidInput(
            f"{quoted(text)} is no time; write a day and a time, like Tuesday 14:30."
        )
    day = parse_date(found["day"] or "today", now.astimezone(zone).date())
    return moment(day, time(int(found["hour"]), int(found["minute"])), zone)


def _weekday(word: str) -> int | None:
    named = [
        n for n, day in enumerate(WEEKDAYS) if len(word) >= 3 and day.casefold().startswith(word)
    ]
    return named[0] if named else None
