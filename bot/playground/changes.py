"""Tells each member's page that something it shows has changed."""

import asyncio


class Changes:
    """A revision a member, and a way to wait for the next one."""

    def __init__(self) -> None:
        self._revisions: dict[str, int] = {}
        self._changed = asyncio.Event()
        self.closed = False

    def revision(self, user: str) -> int:
        """How often something this member sees has changed."""
        return self._revisions.get(user, 0)

    def happened(self, *users: str) -> None:
        """Something these members see has changed."""
        for user in users:
            self._revisions[user] = self.revision(user) + 1
        self._wake()

    async def after(self, user: str, revision: int) -> int:
        """Waits until the member's revision is another than `revision`, or all is closed."""
        while self.revision(user) == revision and not self.closed:
            await self._changed.wait()
        return self.revision(user)

    def close(self) -> None:
        """Lets every waiter go; nothing more will change."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
