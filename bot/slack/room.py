"""How much is worked on at once: a member may ask for a few things, and all of them for many."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from bot.core.errors import ResonanceError

#: Of one member's at once; whatever more she asks for waits its turn, up to so many in all.
AT_ONCE, EACH = 3, 20
#: Of all members together. Where each takes a tenth of a second, the last waits for 20 seconds.
ALL = 200
HERS = (
    "That is more than I can do at once, so the last ones were not done. "
    "Please try them again in a moment."
)
EVERYBODY_S = (
    "Many people are asking me for something just now, so this was not done. "
    "Please try again in a minute."
)

logger = logging.getLogger(__name__)


class Crowded(ResonanceError):
    """There is no room for what was asked; nothing of it was done. `again`: she was told so a
    moment ago, of something else that is still waited for."""

    def __init__(self, sentence: str, *, again: bool) -> None:
        super().__init__(sentence)
        self.again = again


@dataclass(slots=True, weakref_slot=True)
class _Place:
    """One member's."""

    inside: int = 0
    was_told: bool = False
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))


class Room:
    """Lets in what there is room for, in order, and turns away the rest: a wait that nobody sees
    the end of is no answer."""

    def __init__(self) -> None:
        self._inside = 0
        self._is_full = False
        self._places: WeakValueDictionary[tuple[str, str], _Place] = WeakValueDictionary()

    @asynccontextmanager
    async def place_for(self, who: tuple[str, str]) -> AsyncGenerator[None]:
        """`Crowded` where she, or everybody together, has asked for too much at once."""
        theirs = self._places.setdefault(who, _Place())
        if theirs.inside >= EACH or self._inside >= ALL:
            raise self._turned_away(who, theirs)
        self._inside += 1
        theirs.inside += 1
        try:
            async with theirs.turn:
                yield
        finally:
            self._inside -= 1
            theirs.inside -= 1
            self._is_full = self._is_full and self._inside > ALL // 2

    def _turned_away(self, who: tuple[str, str], theirs: _Place) -> Crowded:
        """The log hears of it once for as long as it lasts, else it would drown in it."""
        again, theirs.was_told = theirs.was_told, True
        if not (self._is_full or again):
            logger.warning("too much is asked at once", extra={"user": who[1], "all": self._inside})
        if theirs.inside >= EACH:
            return Crowded(HERS, again=again)
        self._is_full = True
        return Crowded(EVERYBODY_S, again=again)
