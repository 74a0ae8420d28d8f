"""Moves the clock from due moment to due moment, the app idle at each."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.playground.changes import Changes
from bot.playground.clock import PlaygroundClock
from bot.playground.outstanding import Outstanding

#: Looking for the next thing that happens goes no further than this.
FARTHEST = timedelta(days=21)

Due = Callable[[], Awaitable[datetime | None]]
Settle = Callable[[], Awaitable[None]]


class CannotTravel(Exception):
    """The clock cannot be moved so; the sentence says why."""


class Travel:
    """The one way the clock of a running playground is moved."""

    def __init__(
        self,
        *,
        clock: PlaygroundClock,
        outstanding: Outstanding,
        changes: Changes,
        everybody: list[str],
        due: Due,
        settle: Settle,
    ) -> None:
        self._clock = clock
        self._outstanding = outstanding
        self._changes = changes
        self._everybody = everybody
        self._due = due
        self._settle = settle
        self._one_at_a_time = asyncio.Lock()

    @property
    def is_moving(self) -> bool:
        """Whether the clock is on its way just now."""
        return self._one_at_a_time.locked()

    async def to_next(self, happened: Callable[[], bool]) -> None:
        """Through due moments until `happened`, since much of what an app does nobody sees."""
        horizon = self._clock.now() + FARTHEST
        async with self._journey():
            while not happened():
                due = await self._next_due()
                if due is None or due > horizon:
                    raise CannotTravel("Nothing is planned that you would see happen.")
                await self._step_to(due)

    async def by(self, span: timedelta) -> None:
        """On by a span, through every due moment in it."""
        await self.to(self._clock.now() + span)

    async def to(self, target: datetime) -> None:
        """To a moment, through every due moment before it."""
        if target < self._clock.now():
            raise CannotTravel("The clock only moves forwards.")
        async with self._journey():
            while (due := await self._next_due()) is not None and due <= target:
                await self._step_to(due)
            await self._step_to(target)

    @asynccontextmanager
    async def _journey(self) -> AsyncIterator[None]:
        """One journey at a time; the page hears of its beginning and its end."""
        try:
            async with self._one_at_a_time:
                self._tell()
                yield
        finally:
            self._tell()

    async def _next_due(self) -> datetime | None:
        """What is due next, once the bot is idle; it must not leave undone what was due already."""
        await self._idle()
        due = await self._due()
        if due is None or due > self._clock.now():
            return due
        await self._idle()
        if await self._due() == due:
            raise CannotTravel(f"The bot has not done what was due at {due:%Y-%m-%d %H:%M} UTC.")
        return await self._due()

    async def _step_to(self, moment: datetime) -> None:
        if moment > self._clock.now():
            self._clock.move_to(moment)
        self._tell()
        await self._idle()

    async def _idle(self) -> None:
        """The bot's work may cause events, and those more work."""
        await self._settle()
        await self._outstanding.none_left()
        await self._settle()

    def _tell(self) -> None:
        self._changes.happened(*self._everybody)
