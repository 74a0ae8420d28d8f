"""The one clock of a playground: it ticks in real time and can be moved, but only forwards."""

import time
from datetime import UTC, datetime, timedelta


class ClockMovesForwardOnly(ValueError):
    """Somebody tried to turn the clock back."""


class PlaygroundClock:
    """Starts at `starts_at` (None: the real now) and ticks from there."""

    def __init__(self, starts_at: datetime | None = None) -> None:
        if starts_at is not None and starts_at.tzinfo is None:
            raise ValueError("the clock's start needs a time zone")
        self._set_to = (starts_at or datetime.now(UTC)).astimezone(UTC)
        self._set_when = time.monotonic()

    def now(self) -> datetime:
        """The playground's present, aware and in UTC."""
        return self._set_to + timedelta(seconds=time.monotonic() - self._set_when)

    def move_to(self, moment: datetime) -> None:
        """Jumps to `moment`; a moment already past raises `ClockMovesForwardOnly`."""
        now = self.now()
        if moment < now:
            raise ClockMovesForwardOnly(
                f"the clock only moves forwards: it is {now:%Y-%m-%d %H:%M} UTC already"
            )
        self._set_to = moment.astimezone(UTC)
        self._set_when = time.monotonic()
