"""Many small changes committed together: a disk is waited for once, not once for each."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.services.ports import Store, Work

Change = Callable[[Work], Awaitable[bool]]


@dataclass(slots=True)
class _Group:
    changes: list[Change] = field(default_factory=list)
    committed: asyncio.Task[list[bool]] | None = None


class Grouping:
    """While one transaction is under way, the changes that come meanwhile gather for the next, so
    a change that comes alone waits for nobody. A fault is every change's of its transaction, of
    which nothing is kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._gathering = _Group()
        self._turn = asyncio.Lock()

    async def keep(self, change: Change) -> bool:
        """What the change returned, once it is committed; also where nobody waits for it."""
        group, place = self._gathering, len(self._gathering.changes)
        group.changes.append(change)
        if group.committed is None:
            group.committed = asyncio.create_task(self._commit(group))
        return (await asyncio.shield(group.committed))[place]

    async def _commit(self, group: _Group) -> list[bool]:
        async with self._turn:
            self._gathering = _Group()
            async with self._store.writing() as work:
                return [await change(work) for change in group.changes]
