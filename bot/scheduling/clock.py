"""The clock: one APScheduler job that sleeps until the next due moment, or until it is woken.

The traps avoided here were measured on APScheduler 3.11: re-adding a job inside its own run stops
it, and with one instance allowed a wake-up during a running sweep is lost for a whole floor.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.core.errors import ResonanceError

logger = logging.getLogger(__name__)

JOB = "sweep"
#: However far away the next moment is, the table is looked at this often.
FLOOR = timedelta(seconds=60)
AFTER_FAULT = timedelta(seconds=5)

#: Does all that is due and says when something will be due again.
Sweep = Callable[[], Awaitable[datetime | None]]


class Clock:
    """Runs `sweep` at each due moment of `now`'s time, which may be moved ahead of real time."""

    def __init__(self, sweep: Sweep, now: Callable[[], datetime]) -> None:
        self._sweep = sweep
        self._now = now
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._lock = asyncio.Lock()
        self._armed: datetime | None = None
        self._heart: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """The first sweep is run at once."""
        self._scheduler.add_job(
            self._run,
            "interval",
            seconds=FLOOR.total_seconds(),
            id=JOB,
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=2,
        )
        self._scheduler.start()
        # It warns when a sweep is still under way; the lock makes the next one wait its turn.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._beat()

    async def stop(self) -> None:
        """Lets a sweep under way be finished; cut off, it would leave its transaction hanging."""
        if self._heart:
            self._heart.cancel()
        if self._scheduler.running:
            self._scheduler.pause()
            async with self._lock:
                self._scheduler.shutdown(wait=False)

    def wake(self, due_at: datetime) -> None:
        """Something falls due then; a wake only ever moves the next sweep earlier."""
        if self._armed is None or due_at < self._armed:
            self._arm(due_at)

    def moved(self) -> None:
        """The time that `now` tells was moved, or a wake may have been missed: sweep at once."""
        self._arm(self._now())

    def _beat(self) -> None:
        """The floor by a clock that nobody turns back: APScheduler goes by the machine's, and
        would sleep for as long as that was ahead."""
        next_run_at = self._scheduler.get_job(JOB).next_run_time
        if next_run_at > datetime.now(UTC) + FLOOR:
            self.moved()
        loop = asyncio.get_running_loop()
        self._heart = loop.call_later(FLOOR.total_seconds(), self._beat)

    def _arm(self, due_at: datetime) -> None:
        if not self._scheduler.running:
            return
        self._armed = due_at
        wait = min(max(due_at - self._now(), timedelta()), FLOOR)
        self._scheduler.modify_job(JOB, next_run_time=datetime.now(UTC) + wait)

    async def _run(self) -> None:
        async with self._lock:
            self._armed = None
            try:
                next_at = await self._sweep()
            except ResonanceError as trouble:  # the store is away, and has told the log why
                logger.warning("sweep put off", extra={"because": str(trouble)})
                next_at = self._now() + AFTER_FAULT
            except Exception:  # an outermost loop: the clock must outlive any fault of a sweep
                logger.exception("sweep failed")
                next_at = self._now() + AFTER_FAULT
            self.wake(next_at or self._now() + FLOOR)
