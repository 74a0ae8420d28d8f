"""Occurrences understood by what is known of a member, without keeping everybody else waiting."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

from bot.core.detection import Knowledge, understand
from bot.core.feeds import Calendar
from bot.core.meetings import Occurrence, Understanding
from bot.core.plan import Exploration

#: After so many events everybody else has a turn: one with a long text takes three milliseconds.
A_TURN = 4

T = TypeVar("T")
Understood = tuple[Occurrence, Understanding]


def knowledge_of(calendar: Calendar, exploration: Exploration) -> Knowledge:
    """What is known of her when that calendar is read."""
    return Knowledge(
        people=exploration.people,
        own_email=calendar.own_email,
        chosen=calendar.dedicated,
        keywords=calendar.keywords,
        remembered=calendar.remembered,
    )


async def understandings(
    occurrences: Iterable[Occurrence], knowing: Knowledge
) -> AsyncIterator[Understood]:
    """What to make of each, everybody else having a turn now and then: thousands take a second."""
    async for each in in_turns(occurrences):
        yield each, understand(each, knowing)


async def in_turns(things: Iterable[T]) -> AsyncIterator[T]:
    """The same things, the loop going on with everything else now and then."""
    for number, each in enumerate(things):
        if number % A_TURN == 0:
            await asyncio.sleep(0)
        yield each
