"""Days and times as people write them, and which way round they mean day and month."""

import difflib
import re
from calendar import isleap
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil import parser

from bot.core.errors import InvalidInput, quoted
from bot.core.weeks import WEEKDAYS, checked_day, moment

_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_NOON = {"noon": "12:00", "midday": "12:00"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Words between day and time, or before them, that say nothing.
JOINING = frozenset({"at", "on", "the", "of"})
#: Words of time that no day and time is made of here, and that are no part of a name either.
_VAGUE = frozenset(
    {"last", "next", "this", "week", "weeks", "days", "month", "months", "ago", "am", "pm"}
    | {"morning", "afternoon", "evening", "tonight"}
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d\d)(\d\d)")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(?:\d{4}|\d\d))?")
_SWAPPABLE = re.compile(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})(?![\d])")
_DAY, _MONTH = r"\d{1,2}(?:st|nd|rd|th)?\.?", rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_NAMED = re.compile(rf"(?:{_DAY} {_MONTH}|{_MONTH} {_DAY})(?: \d{{4}})?")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:(?P<mark>[:.h])(?P<minute>\d\d)?)?(?P<half>[ap]m)?")
_SPACED_HALF = re.compile(r"(?<=\d) ?([ap])\.?m\b\.?")
_NUMBERED = re.compile(r"\d[\d:./h-]*(?:st|nd|rd|th|[ap]m)?[.,]?")
#: A day or a time in words is no longer; what is, is not looked at.
_MOST = 60
_MOST_WORDS = 9


def parse_date(text: str, today: date, *, day_first: bool = True, ahead: bool = False) -> date:
    """A day near today, a weekday (the next one, today included; "last" and "next" are strict), or
    a date in numbers or with its month's name.

    `day_first` says what 03/04 means. A date without its year is the one nearest to today, or, with
    `ahead`, the next one. `InvalidInput` where there is no such day.
    """
    words = _plain(text)
    found = _near(words, today)
    if found is None:
        found = _dated(text, words, today, day_first=day_first, ahead=ahead)
    if found is None:
        raise InvalidInput(
            f"{quoted(text)} is no day I can read; "
            "write one like 24 November, 2026-11-24, Tuesday or tomorrow."
        )
    return checked_day(found)


def parse_when(text: str, now: datetime, zone: ZoneInfo, *, day_first: bool = True) -> datetime:
    """A day as `parse_date` reads it (left out for today) and a time, as a UTC instant."""
    words = _plain(text).split()
    place = _place_of_clock(words)
    if place is None:
        said = " ".join(words)
        parse_date(text, now.date(), day_first=day_first)
        raise InvalidInput(f"At what time {quoted(text)}? Write it like `{said} 14:30`.")
    at = _clock(words.pop(place))
    if at is None:
        raise InvalidInput(
            f"{quoted(text)} is no time I can read; write a day and a time, like Tuesday 14:30."
        )
    day = " ".join(words) or "today"
    return moment(parse_date(day, now.astimezone(zone).date(), day_first=day_first), at, zone)


def in_full(day: date) -> str:
    """ "Monday 19 October 2026": said back where day and month, or the year, were hers to write."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def can_be_read(text: str) -> bool:
    """Whether this is a day, a time, or both, whichever day it is today."""
    words = _plain(text).split()
    place = _place_of_clock(words)
    if place is not None and _clock(words.pop(place)) is None:
        return False
    try:
        parse_date(" ".join(words) or "today", date(2000, 1, 1))
    except InvalidInput:
        return False
    return True


def may_be_swapped(text: str) -> bool:
    """Whether a date in these words is one day to some and another to others: 03/04/2026. One with
    dots has its day first wherever it is written."""
    return any(
        one != other and 1 <= int(one) <= 12 and 1 <= int(other) <= 12
        for one, other in _SWAPPABLE.findall(text[-_MOST:])
    )


def words_of_time(words: Sequence[str]) -> int:
    """How many words at the end may tell a day or a time, though some may be a name as well."""
    count = 0
    while count < min(len(words), _MOST_WORDS) and _tells_time(words, len(words) - 1 - count):
        count += 1
    return count


def surely_time(word: str) -> bool:
    """Whether a word by itself is a day or a time, and hardly anybody's name."""
    return word.casefold().strip(".,") in _NEAR or bool(_NUMBERED.fullmatch(word.casefold()))


def _tells_time(words: Sequence[str], place: int) -> bool:
    word = words[place].casefold().rstrip(".,")
    if word in _NEAR or word in _NOON or word in JOINING or word in _VAGUE:
        return True
    if len(word) > 12 or _NUMBERED.fullmatch(word):
        return len(word) <= 12
    if word[:3] in _MONTHS and re.fullmatch(_MONTH, word):
        return any(_is_day_number(other) for other in words[max(0, place - 2) : place + 2])
    return _weekday(word) is not None or _nearly_a_day(word)


def _is_day_number(word: str) -> bool:
    return bool(re.fullmatch(_DAY, word.casefold().rstrip(",")))


def _nearly_a_day(word: str) -> bool:
    """Whether it is a day but for a slip: "Tusday"."""
    days = (*_NEAR, *(day.casefold() for day in WEEKDAYS))
    return bool(difflib.get_close_matches(word, days, n=1, cutoff=0.85))


def _plain(text: str) -> str:
    """In one case, without what only joins, and with "2 p.m." as "2pm"."""
    folded = " ".join(text.casefold().replace(",", " ").split())[: _MOST + 1]
    words = _SPACED_HALF.sub(r"\1m", folded).split()
    return " ".join(_NOON.get(word, word) for word in words if word not in JOINING)


def _near(words: str, today: date) -> date | None:
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    which, _, day = words.rpartition(" ")
    weekday = _weekday(day)
    if weekday is None or which not in {"", "this", "next", "last"}:
        return None
    away = (weekday - today.weekday()) % 7
    if which == "last":
        return today + timedelta(days=away - 7)
    return today + timedelta(days=away or (7 if which == "next" else 0))


def _weekday(word: str) -> int | None:
    named = [
        n for n, day in enumerate(WEEKDAYS) if len(word) >= 3 and day.casefold().startswith(word)
    ]
    return named[0] if named else None


def _dated(text: str, words: str, today: date, *, day_first: bool, ahead: bool) -> date | None:
    """None where the words have the form of no date; `InvalidInput` where there is no such day."""
    before, _, rest = words.partition(" ")
    weekday = _weekday(before.rstrip(".")) if rest else None
    written = (words if weekday is None else rest).rstrip(".")
    try:
        if year_first := _YEAR_FIRST.fullmatch(written):
            found = date(*(int(part) for part in year_first.groups() if part))
        elif _NUMBERS.fullmatch(written):
            day_first = day_first or "." in written
            found = _read(written.replace(".", "/"), today, day_first=day_first, ahead=ahead)
        elif _NAMED.fullmatch(written):
            found = _read(written.replace(".", ""), today, day_first=day_first, ahead=ahead)
        else:
            return None
    except ValueError:
        raise InvalidInput(
            f"There is no day {quoted(text)}; write one like 24 November or 2026-11-24."
        ) from None
    if weekday is not None and found.weekday() != weekday:
        raise InvalidInput(f"{quoted(text)} is a {found:%A}; write the one or the other.")
    return found


def _read(written: str, today: date, *, day_first: bool, ahead: bool) -> date:
    """What dateutil makes of it; a year that is not written is the one of the day meant.

    dateutil fills in what is missing from a default day: two leap years show what that was.
    """
    one, other = (
        parser.parse(written, dayfirst=day_first, default=datetime(year, 1, 1)).date()  # noqa: DTZ001 - a day has no zone
        for year in (2004, 2008)
    )
    if one.year == other.year:
        return one
    years = range(today.year - 1, today.year + 9)  # eight years on there is a 29 February
    days = [date(year, one.month, one.day) for year in years if _exists(year, one)]
    if ahead:
        return next(day for day in days if day >= today)
    return min(days, key=lambda day: abs(day - today))


def _exists(year: int, day: date) -> bool:
    return (day.month, day.day) != (2, 29) or isleap(year)


def _place_of_clock(words: Sequence[str]) -> int | None:
    """Which word is the time: the last that can be nothing else, or else the last with a dot."""
    clocks = [(n, found) for n, word in enumerate(words) if (found := _CLOCK.fullmatch(word))]
    sure = [n for n, found in clocks if found["half"] or found["mark"] in {":", "h"}]
    dotted = [n for n, found in clocks if found["mark"] == "." and _clock(found[0]) is not None]
    return next(reversed(sure or dotted), None)


def _clock(word: str) -> time | None:
    found = _CLOCK.fullmatch(word)
    if found is None or (found["mark"] in {":", "."} and not found["minute"]):
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
