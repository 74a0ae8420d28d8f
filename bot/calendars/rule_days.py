"""On which days a repeat rule may start something, told by arithmetic on the text of common rules.

Each answer errs towards yes: what remains is expanded, so a day too many costs time and no truth.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.calendars.rule_guard import MOST_COUNT, MOST_INTERVAL, WEEKDAYS, parts_of
from bot.calendars.tolerant import day_of

#: Rules with any other part are not judged: it may also leave out every day there is, which the
#: guard is to find and tell.
_KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY"})
_WEEKDAYS = {name: n for n, name in enumerate(WEEKDAYS)}
#: More days than this are not worth counting through.
_MOST_DAYS = 62


def may_start(rule: str, start: date, first: date, last: date) -> bool:
    """Whether the rule of an event that first starts on `start` may start another within the days.

    All days are those on the wall where the event takes place.
    """
    first = max(first, start)
    if (last - first).days > _MOST_DAYS:
        return True
    try:
        plain = _PlainRule(parts_of(rule), start)
    except (KeyError, ValueError, OverflowError):
        return True
    return any(plain.may_fall_on(first + timedelta(days=n)) for n in range((last - first).days + 1))


class _PlainRule:
    """A rule of common parts that make sense, else KeyError, ValueError or OverflowError."""

    def __init__(self, parts: Mapping[str, str], start: date) -> None:
        if not _KNOWN.issuperset(parts):
            raise ValueError
        self.start = start
        self.periods_since_start = {
            "DAILY": self._days,
            "WEEKLY": self._weeks,
            "MONTHLY": self._months,
            "YEARLY": self._years,
        }[parts["FREQ"]]
        self.interval = _number(parts.get("INTERVAL", "1"), MOST_INTERVAL)
        self.week_starts = _WEEKDAYS[parts.get("WKST", "MO")]
        self.last = min(_until(parts), self._end_of_count(parts))
        self.weekdays, self.days, self.months = _weekdays(parts), _month_days(parts), set[int]()
        if not self.weekdays and not self.days:
            self._repeat_as_it_started(parts["FREQ"])

    def may_fall_on(self, day: date) -> bool:
        return (
            day <= self.last
            and (not self.weekdays or day.weekday() in self.weekdays)
            and (not self.days or day.day in self.days)
            and (not self.months or day.month in self.months)
            and self.periods_since_start(day) % self.interval == 0
        )

    def _repeat_as_it_started(self, frequency: str) -> None:
        if frequency == "WEEKLY":
            self.weekdays = {self.start.weekday()}
        if frequency in {"MONTHLY", "YEARLY"}:
            self.days = {self.start.day}
        if frequency == "YEARLY":
            self.months = {self.start.month}

    def _days(self, day: date) -> int:
        return (day - self.start).days

    def _weeks(self, day: date) -> int:
        return (self._week_of(day) - self._week_of(self.start)) // 7

    def _months(self, day: date) -> int:
        return (day.year - self.start.year) * 12 + day.month - self.start.month

    def _years(self, day: date) -> int:
        return day.year - self.start.year

    def _week_of(self, day: date) -> int:
        """The ordinal of the day on which the week of `day` starts."""
        return day.toordinal() - (day.weekday() - self.week_starts) % 7

    def _end_of_count(self, parts: Mapping[str, str]) -> date:
        """By then all that are counted have come, if each period but the first has one."""
        count = _number(parts.get("COUNT", "0"), MOST_COUNT, least=0)
        match parts["FREQ"], "BYDAY" in parts, "BYMONTHDAY" in parts:
            case ("DAILY", False, False) if count:
                return self.start + timedelta(days=self.interval * count)
            case ("WEEKLY", _, False) if count:
                return self.start + timedelta(weeks=self.interval * count, days=6)
            case _:
                return date.max


def _number(text: str, most: int, *, least: int = 1) -> int:
    number = int(text)
    if not least <= number <= most:
        raise ValueError
    return number


def _until(parts: Mapping[str, str]) -> date:
    """A day later than written, since it may be written in UTC; the far future if not at all."""
    if "UNTIL" not in parts:
        return date.max
    if until := day_of(parts["UNTIL"]):
        return until + timedelta(days=1)
    raise ValueError


def _weekdays(parts: Mapping[str, str]) -> set[int]:
    """Weekdays without their positions: `2TU` is a Tuesday."""
    named = parts.get("BYDAY", "")
    return {_WEEKDAYS[day.strip()[-2:]] for day in named.split(",")} if named else set()


def _month_days(parts: Mapping[str, str]) -> set[int]:
    """Days of the month; one counted from its end is not judged."""
    named = parts.get("BYMONTHDAY", "")
    return {_number(day, 31) for day in named.split(",")} if named else set()
