"""Counts what the bot has been sent and not yet answered, so that the clock can wait for it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Outstanding:
    """Deliveries under way."""

    def __init__(self) -> None:
        self._count = 0
        self._none_left = asyncio.Event()
        self._none_left.set()

    def begin(self) -> None:
        """One more is under way."""
        self._count += 1
        self._none_left.clear()

    def end(self) -> None:
        """One of them was answered, or given up."""
        self._count -= 1
        if self._count == 0:
            self._none_left.set()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Counts the block as one delivery."""
        self.begin()
        try:
            yield
        finally:
            self.end()

    async def none_left(self) -> None:
        """Waits until nothing is under way."""
        await self._none_left.wait()
