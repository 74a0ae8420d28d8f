"""What operators may know of the bot at work: numbers, and never whose they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from bot.core.feeds import CalendarKind
from bot.core.nudges import Kind


class Polled(StrEnum):
    """What came of reading a calendar in its turn."""

    READ = "read"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Metrics(Protocol):
    """Told of things as they happen in this process. It never fails and never waits."""

    def delivered(self, kind: Kind, late: timedelta) -> None:
        """A nudge reached Slack, so long after it was due."""
        ...

    def polled(self, kind: CalendarKind, outcome: Polled) -> None: ...

    def throttled(self) -> None:
        """Slack asked to wait."""
        ...


class NoMetrics:
    """The port `Metrics` where nobody looks at the numbers."""

    def delivered(self, kind: Kind, late: timedelta) -> None: ...

    def polled(self, kind: CalendarKind, outcome: Polled) -> None: ...

    def throttled(self) -> None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """What is stored at this moment. A kind left out of a mapping counts none.

    `longest_in_trouble` is the age of the oldest calendar trouble, `longest_overdue` how long ago
    the earliest nudge fell due that has not been settled; both are zero where there is none.
    """

    members: int
    explorations_undecided: int
    calendars: Mapping[CalendarKind, int]
    calendars_in_trouble: Mapping[CalendarKind, int]
    longest_in_trouble: timedelta
    nudges_pending: Mapping[Kind, int]
    nudges_failed: Mapping[Kind, int]
    longest_overdue: timedelta


class Census(Protocol):
    """Counts what is stored."""

    async def take(self) -> Counts:
        """In a few cheap queries; a `ResonanceError` where the database can't be asked."""
        ...
