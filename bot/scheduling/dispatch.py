"""Dispatch in this process: what is due is claimed and delivered, a bounded number at a time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.errors import ResonanceError
from bot.core.nudges import LEASE, Lane, Nudge
from bot.services.ports import Now, Store

logger = logging.getLogger(__name__)

#: Deliveries under way at once. Slack takes about one message a second for each channel; a poll
#: waits for its calendar's server, for 15 seconds at most.
SLOTS = {Lane.MESSAGES: 100, Lane.POLLS: 64}
#: What another process is claiming is looked at again after so long.
ELSEWHERE = timedelta(seconds=1)
LOOK_EVERY = timedelta(hours=1)


class Deliverer(Protocol):
    async def deliver(self, nudge: Nudge) -> None: ...

    async def give_back(self, nudge: Nudge, fault: Exception) -> None: ...


#: Puts right what a wrong clock has done to the table, when there is anything to put right.
SetRight = Callable[[], Awaitable[None]]


class Dispatch:
    """Claims no more than it has room for, so that no lease runs out in a queue.

    When a lane had no room, `on_room` is called once half of it is free again: claiming a few rows
    for each that ends would cost more than delivering them.
    """

    on_room: Callable[[], None]

    def __init__(
        self, store: Store, deliverer: Deliverer, now: Now, set_right: SetRight | None = None
    ) -> None:
        self._store = store
        self._deliverer = deliverer
        self._now = now
        self._set_right = set_right
        self._looked_at: datetime | None = None
        self._under_way: dict[Lane, set[asyncio.Task[None]]] = {lane: set() for lane in Lane}
        self._full: set[Lane] = set()

    async def due(self) -> datetime | None:
        """When something falls due next, in any lane."""
        async with self._store.reading() as work:
            moments = [await work.nudges.next_at(lane) for lane in Lane]
        return min((at for at in moments if at), default=None)

    async def sweep(self) -> datetime | None:
        """Starts all that is due, as far as there is room; returns the next moment of interest."""
        await self._look_for_wrongs()
        moments = [await self._sweep(lane) for lane in Lane]
        return min((at for at in moments if at), default=None)

    async def idle(self) -> None:
        """Returns when every delivery under way has ended."""
        while tasks := self._tasks():
            await asyncio.wait(tasks)

    async def cut_short(self) -> None:
        """Ends every delivery under way: its lease lapses, and it is claimed again."""
        for task in self._tasks():
            task.cancel()
        await self.idle()

    def _tasks(self) -> list[asyncio.Task[None]]:
        return [task for lane in self._under_way.values() for task in lane]

    async def _look_for_wrongs(self) -> None:
        """At first, each hour, and when the clock was turned back."""
        now = self._now()
        if self._set_right and (not self._looked_at or abs(now - self._looked_at) >= LOOK_EVERY):
            await self._set_right()
            self._looked_at = now

    async def _sweep(self, lane: Lane) -> datetime | None:
        async with self._store.reading() as work:
            next_at = await work.nudges.next_at(lane)
        while next_at is not None and next_at <= self._now():
            room = SLOTS[lane] - len(self._under_way[lane])
            if room <= 0:
                self._full.add(lane)
                return None  # a delivery that ends wakes the clock
            async with self._store.writing() as work:
                claimed = await work.nudges.claim(lane, self._now(), LEASE, room)
                next_at = await work.nudges.next_at(lane)
            if not claimed:
                return self._now() + ELSEWHERE  # another process holds what is due
            for nudge in claimed:
                self._begin(lane, nudge)
        return next_at

    def _begin(self, lane: Lane, nudge: Nudge) -> None:
        task = asyncio.create_task(self._deliver(nudge), name=f"nudge {nudge.id}")
        self._under_way[lane].add(task)
        task.add_done_callback(lambda ended: self._end(lane, ended))

    def _end(self, lane: Lane, task: asyncio.Task[None]) -> None:
        self._under_way[lane].discard(task)
        if lane in self._full and len(self._under_way[lane]) <= SLOTS[lane] // 2:
            self._full.discard(lane)
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
