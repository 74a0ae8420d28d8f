"""What listeners are at work on: waited for, cut short, or given no longer than Slack waits."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

Done = TypeVar("Done")


class UnderWay:
    """Every task that is at work."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    @contextmanager
    def counted(self) -> Iterator[None]:
        """The running task is at work for as long as this lasts."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - listeners run in tasks
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def within(self, seconds: float, work: Coroutine[Any, Any, Done]) -> Done:
        """What came of it, or `TimeoutError` when that is too long; then it is stopped. Its end is
        not waited for: a database that is held up lets nobody go before it answers."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        try:
            ready, _ = await asyncio.wait({task}, timeout=seconds)
        finally:
            task.cancel()
        if not ready:
            raise TimeoutError
        return task.result()

    async def idle(self) -> None:
        """Returns when nothing is at work."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def cut_short(self) -> None:
        """Ends everything."""
        for task in self._tasks:
            if not task.cancelling():  # told twice, one that waits for its database never ends
                task.cancel()
        await self.idle()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        """Whatever became of one that was stopped, nobody asks any more."""
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()
