"""One object of an exploration file, read key by key; a fault is noted and reading goes on."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from bot.core.people import NAME_LIMIT
from bot.core.reflection import TEXT_LIMIT
from bot.services.portability.faults import nearest, shown, within

S = TypeVar("S", bound=StrEnum)
#: Years outside these are slips of the pen, and beyond them time zones are guesswork.
_FIRST, _LAST = 1970, 2199
_NO_DAY = date(_FIRST, 1, 1)
_NO_TIME = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class Fields:
    """The keys of one object at `path`. Each getter notes its fault in `faults` and then returns
    a stand-in of the right type, which nobody sees, since a file with a fault is refused whole.

    A key read by `may_...` may be null or absent; a list may be absent.
    """

    def __init__(self, value: Any, path: str, faults: list[str]) -> None:
        self.path = path
        self.faults = faults
        self._known: list[str] = []
        self._unsound: set[str] = set()
        self._values: dict[str, Any] = dict(value) if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            faults.append(f"{path or 'the file'}: {shown(value)} is not an object")
        self._readable = isinstance(value, dict)

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def fault(self, key: str, sentence: str) -> None:
        self._unsound.add(key)
        if self._readable:
            self.faults.append(f"{self.at(key)}: {sentence}")

    def sound(self, key: str) -> bool:
        """Whether nothing was wrong with this key so far."""
        return self._readable and key not in self._unsound

    def must_be_null(self, key: str) -> None:
        if self._values.pop(key, None) is not None:
            self.fault(key, "must be null in a first answer")

    def end(self) -> None:
        """Every key of the object has been asked for by now; another one is a fault."""
        for key in self._values:
            if key not in self._known:
                hint = nearest(key, self._known)
                self.faults.append(f"{within(self.path, key)}: is not a key of this file{hint}")

    def name(self, key: str) -> str:
        return self._named(key, self._required(key)) or ""

    def may_name(self, key: str) -> str | None:
        return self._named(key, self._value(key))

    def text(self, key: str) -> str:
        return self._text(key, self._required(key)) or ""

    def may_text(self, key: str) -> str | None:
        return self._text(key, self._value(key))

    def number(self, key: str, least: int, most: int) -> int:
        return self._number(key, self._required(key), least, most) or least

    def may_rating(self, key: str) -> int | None:
        return self._number(key, self._value(key), 1, 5)

    def one_of(self, key: str, states: type[S]) -> S:
        return self._state(key, self._required(key), states) or next(iter(states))

    def may_one_of(self, key: str, states: type[S]) -> S | None:
        return self._state(key, self._value(key), states)

    def day(self, key: str) -> date:
        return self._day(key, self._required(key)) or _NO_DAY

    def may_day(self, key: str) -> date | None:
        return self._day(key, self._value(key))

    def time(self, key: str) -> datetime:
        return self._time(key, self._required(key)) or _NO_TIME

    def texts(self, key: str, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
        entries = enumerate(self._list(key))
        found = (self._text(f"{key}[{n}]", entry, limit, required=True) for n, entry in entries)
        return tuple(text for text in found if text is not None)

    def days(self, key: str) -> tuple[date, ...]:
        entries = enumerate(self._list(key))
        found = (self._day(f"{key}[{n}]", "" if day is None else day) for n, day in entries)
        return tuple(day for day in found if day is not None)

    def may_flag(self, key: str) -> bool:
        value = self._value(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(key, f"{shown(value)} is not true or false")
        return False

    def object(self, key: str) -> "Fields":
        value = self._required(key)
        if value is None:
            return Fields({}, self.at(key), [])  # said already; what it lacks needs no telling
        return Fields(value, self.at(key), self.faults)

    def may_object(self, key: str) -> "Fields | None":
        value = self._value(key)
        return None if value is None else Fields(value, self.at(key), self.faults)

    def may_document(self, key: str) -> dict[str, Any] | None:
        """An object kept as it is."""
        value = self._value(key)
        if value is None or isinstance(value, dict):
            return value
        self.fault(key, f"{shown(value)} is not an object")
        return None

    def objects(self, key: str) -> Iterator["Fields"]:
        for n, entry in enumerate(self._list(key)):
            yield Fields(entry, f"{self.at(key)}[{n}]", self.faults)

    def _value(self, key: str) -> Any:
        self._known.append(key)
        return self._values.get(key)

    def _required(self, key: str) -> Any:
        value = self._value(key)
        if value is None:
            self.fault(key, "is null" if key in self._values else "is missing")
        return value

    def _list(self, key: str) -> list[Any]:
        value = self._value(key)
        if isinstance(value, list):
            return value
        if key in self._values:
            self.fault(key, f"{shown(value)} is not a list")
        return []

    def _named(self, key: str, value: Any) -> str | None:
        name = self._text(key, value, NAME_LIMIT)
        if name is not None and not name.strip():
            self.fault(key, "is empty")
        return name

    def _text(
        self, key: str, value: Any, limit: int = TEXT_LIMIT, *, required: bool = False
    ) -> str | None:
        if value is None and not required:
            return None
        if not isinstance(value, str):
            self.fault(key, f"{shown(value)} is not text")
            return None
        if len(value) > limit:
            self.fault(key, f"is longer than {limit:,} characters")
            return None
        return value

    def _number(self, key: str, value: Any, least: int, most: int) -> int | None:
        if value is None:
            return None
        if type(value) is int and least <= value <= most:  # true and false are ints to Python
            return value
        allowed = f"{least} to {most}" if least < most else str(least)
        self.fault(key, f"{shown(value)} is not {allowed}")
        return None

    def _state(self, key: str, value: Any, states: type[S]) -> S | None:
        words = [state.value for state in states]
        if value is None:
            return None
        if isinstance(value, str) and value in words:
            return states(value)
        close = nearest(value, words) if isinstance(value, str) else ""
        self.fault(key, f"{shown(value)} is not one of {', '.join(words)}{close}")
        return None

    def _day(self, key: str, value: Any) -> date | None:
        if value is None:
            return None
        try:
            day = date.fromisoformat(value)
        except (TypeError, ValueError):
            day = None
        if day is None or day.isoformat() != value:
            self.fault(key, f"{shown(value)} is not a date like 2026-11-30")
            return None
        return day if self._near(key, day) else None

    def _time(self, key: str, value: Any) -> datetime | None:
        if value is None:
            return None
        try:
            at = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.fault(key, f"{shown(value)} is not a time like 2026-11-30T10:00:00+00:00")
            return None
        if at.tzinfo is None:
            self.fault(key, f"{shown(value)} has no offset from UTC, like +01:00")
            return None
        return at if self._near(key, at) else None

    def _near(self, key: str, day: date) -> bool:
        near = _FIRST <= day.year <= _LAST
        if not near:
            self.fault(key, f"the year {day.year} is not {_FIRST} to {_LAST}")
        return near
