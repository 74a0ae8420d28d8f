"""Dispatch in this process: what is due is claimed and delivered, a bounded number at a time."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.errors import ResonanceError
from bot.core.nudges import LEASE, Nudge
from bot.services.ports import Now, Store

logger = logging.getLogger(__name__)

#: Deliveries under way at once; Slack takes about one message a second for each channel.
SLOTS = 100
#: What another process is claiming is looked at again after so long.
ELSEWHERE = timedelta(seconds=1)


class Deliverer(Protocol):
    async def deliver(self, nudge: Nudge) -> None: ...

    async def give_back(self, nudge: Nudge, fault: Exception) -> None: ...


class Dispatch:
    """Claims no more than it has room for, so that no lease runs out in a queue.

    When it had no room, it calls `on_room` once there is some again.
    """

    on_room: Callable[[], None]

    def __init__(self, store: Store, deliverer: Deliverer, now: Now) -> None:
        self._store = store
        self._deliverer = deliverer
        self._now = now
        self._under_way: set[asyncio.Task[None]] = set()
        self._full = False

    async def sweep(self) -> datetime | None:
        """Starts all that is due, as far as there is room; returns the next moment of interest."""
        async with self._store.reading() as work:
            next_at = await work.nudges.next_at()
        while next_at is not None and next_at <= self._now():
            room = SLOTS - len(self._under_way)
            self._full = room <= 0
            if self._full:
                return None  # the next delivery to end wakes the clock
            async with self._store.writing() as work:
                claimed = await work.nudges.claim(self._now(), LEASE, room)
            if not claimed:
                return self._now() + ELSEWHERE  # another process holds what is due
            for nudge in claimed:
                self._begin(nudge)
            async with self._store.reading() as work:
                next_at = await work.nudges.next_at()
        return next_at

    async def idle(self) -> None:
        """Returns when every delivery under way has ended."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    def _begin(self, nudge: Nudge) -> None:
        task = asyncio.create_task(self._deliver(nudge), name=f"nudge {nudge.id}")
        self._under_way.add(task)
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if self._full:
            self._full = False
            self.on_room()

    async def _deliver(self, nudge: Nudge) -> None:
        try:
            await self._deliverer.deliver(nudge)
        except Exception as fault:  # noqa: BLE001 - an outermost loop: one nudge's fault is no other's
            _note("delivery failed", nudge, fault)
            await self._hand_back(nudge, fault)

    async def _hand_back(self, nudge: Nudge, fault: Exception) -> None:
        """Where the store itself is away, the lease lapses and the nudge is claimed again."""
        try:
            await self._deliverer.give_back(nudge, fault)
        except Exception as worse:  # noqa: BLE001 - an outermost loop still
            _note("could not give a nudge back", nudge, worse)


def _note(what: str, nudge: Nudge, fault: Exception) -> None:
    """What is known to go wrong in one line; a fault of ours with the place where it arose."""
    extra = {"nudge": nudge.id, "kind": nudge.kind}
    if isinstance(fault, ResonanceError):
        logger.warning(what, extra={**extra, "because": str(fault)})
    else:
        logger.error(what, extra=extra, exc_info=fault)
