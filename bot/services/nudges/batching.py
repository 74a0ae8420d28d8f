"""Many small things done together: the database is waited for once, not once for each."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Group(Generic[Asked, Answer]):
    asked: list[Asked] = field(default_factory=list)
    answered: asyncio.Task[list[Answer]] | None = None


class Batching(Generic[Asked, Answer]):
    """While one group is being answered, what is asked meanwhile gathers for the next, so what
    comes alone waits for nobody. `answer` gives one answer for each, in order; its fault is
    everybody's of that group."""

    def __init__(self, answer: Callable[[list[Asked]], Awaitable[list[Answer]]]) -> None:
        self._answer = answer
        self._gathering: _Group[Asked, Answer] = _Group()
        self._turn = asyncio.Lock()

    async def ask(self, one: Asked) -> Answer:
        """Its answer, which is worked out after it was asked, also where nobody waits for it."""
        group, place = self._gathering, len(self._gathering.asked)
        group.asked.append(one)
        if group.answered is None:
            group.answered = asyncio.create_task(self._answered(group))
        return (await asyncio.shield(group.answered))[place]

    async def _answered(self, group: _Group[Asked, Answer]) -> list[Answer]:
        async with self._turn:
            self._gathering = _Group()
            return await self._answer(group.asked)
