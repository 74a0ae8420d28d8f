"""Occurrences understood by what is known of a member, without keeping everybody else waiting."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import TypeVar

from bot.core.detection import Knowledge, understand
from bot.core.feeds import Calendar, FeedRead
from bot.core.meetings import Occurrence, Understanding
from bot.core.plan import Exploration

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Sense:
    """What a read's occurrences were taken for, by what was known of her then."""

    knowing: Knowledge
    understood: tuple[Understood, ...]


async def sense_of(read: FeedRead, knowing: Knowledge) -> Sense:
    understood = [one async for one in understandings(read.occurrences, knowing)]
    return Sense(knowing=knowing, understood=tuple(understood))


async def understandings(
    occurrences: Iterable[Occurrence], knowing: Knowledge
) -> AsyncIterator[Understood]:
    """What to make of each, everybody else having a turn now and then: thousands take a second."""
    async for each in in_turns(occurrences):
        yield each, understand(each, knowing)


async def in_turns(things: Iterable[T]) -> AsyncIterator[T]:
    """The same things, the loop going on with everything else after each."""
    for each in things:
        await asyncio.sleep(0)
        yield each
