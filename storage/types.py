"""Column types: instants that are never naive, states, and words sealed with the engine's keys.

The keys are proven when a database is opened; a value that they don't open after that is damaged.
It is read as a stand-in, so that one damaged row takes nothing else with it, and where the stand-in
is stored again, the bytes stay as they were.
"""

import hashlib
import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import DateTime, Enum, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from storage.errors import StorageTrouble
from storage.keys import KeyRing

#: Each engine has a dialect of its own, which is all that a type is told when it binds a value.
_RINGS: WeakKeyDictionary[Dialect, KeyRing] = WeakKeyDictionary()


def seal_with(dialect: Dialect, keys: KeyRing) -> None:
    """Encrypted columns of this dialect's engine are sealed and opened with `keys`."""
    _RINGS[dialect] = keys


class DamagedText(str):
    """Stands for a text that can't be opened; each is told from others."""

    sealed: Any

    @classmethod
    def of(cls, sealed: Any) -> "DamagedText":
        mark = hashlib.sha256(str(sealed).encode(errors="replace")).hexdigest()[:6]
        text = cls(f"(unreadable {mark})")
        text.sealed = sealed
        return text


class DamagedDocument(dict[str, Any]):
    """Stands for a document that can't be opened: an empty one."""

    sealed: Any

    @classmethod
    def of(cls, sealed: Any) -> "DamagedDocument":
        document = cls()
        document.sealed = sealed
        return document


def is_damaged(value: Any) -> bool:
    return isinstance(value, DamagedText | DamagedDocument)


def in_utc(stored: datetime) -> datetime:
    """An instant as a database gives it; SQLite's are in UTC and don't say so."""
    return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant, to the microsecond, read back in UTC. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a naive datetime was about to be stored")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value and in_utc(value)


class Encrypted(TypeDecorator[str]):
    """Text that is stored sealed; it can't be searched for or compared in SQL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if isinstance(value, DamagedText):
            return _as_it_lay(value)
        return None if value is None else _RINGS[dialect].seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return _RINGS[dialect].open(value)
        except StorageTrouble:
            return DamagedText.of(value)


class EncryptedJSON(TypeDecorator[Any]):
    """A JSON document that is stored sealed, its keys in the order given; None is SQL's null."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if isinstance(value, DamagedDocument):
            return _as_it_lay(value)
        return _RINGS[dialect].seal(json.dumps(value, allow_nan=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        try:
            return json.loads(_RINGS[dialect].open(value))
        except StorageTrouble:
            return DamagedDocument.of(value)


def _as_it_lay(damaged: DamagedText | DamagedDocument) -> str | None:
    sealed: str | None = damaged.sealed
    return sealed


def state_of(states: type[StrEnum]) -> Enum:
    """A column of a StrEnum's values, kept as plain words so that adding one is no migration."""
    return Enum(
        states, native_enum=False, length=20, values_callable=lambda them: [s.value for s in them]
    )
