"""The store as those share it who answer members: what is due by itself never waits behind them."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from contextvars import ContextVar

from bot.services.ports import Request, Store, Work

#: Transactions at once for all that members ask for. More would not be faster: what a transaction
#: costs is reading sealed words, one after the other, and each more delays what is due. It also
#: leaves deliveries most of a server's connections, of which a process has fifteen.
AT_ONCE = 4
#: Beside them, for what Slack itself is waiting for.
PROMPT_AT_ONCE = 2

_prompt: ContextVar[bool] = ContextVar("prompt", default=False)


@contextmanager
def promptly() -> Iterator[None]:
    """For a form, which is saved before it is acknowledged and so within three seconds: what is
    done within this waits behind no command."""
    before = _prompt.set(True)
    try:
        yield
    finally:
        _prompt.reset(before)


class Shared:
    """The port `Store`: so many transactions at once, the others in the order in which they came.

    None of them may be opened inside another.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rooms = {
            False: asyncio.Semaphore(AT_ONCE),
            True: asyncio.Semaphore(PROMPT_AT_ONCE),
        }

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Work]:
        async with self._rooms[_prompt.get()], self._store.reading() as work:
            yield work

    @asynccontextmanager
    async def writing(self, request: Request | None = None) -> AsyncGenerator[Work]:
        async with self._rooms[_prompt.get()], self._store.writing(request) as work:
            yield work

    def alone(self, name: str) -> AbstractAsyncContextManager[None]:
        return self._store.alone(name)
