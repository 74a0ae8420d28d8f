"""After a clock that was wrong: what it has left far ahead, or done too soon, is planned anew."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.core.nudges import WEEKLY, Kind, Nudge, State
from bot.core.plan import active
from bot.services.nudges.planning import plan_ahead, plan_poll
from bot.services.ports import Now, Store, Work

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Righting:
    """Looks through the table of nudges; a month ahead for one minute, a machine's clock would
    else silence everybody for four weeks."""

    store: Store
    now: Now

    async def set_right(self) -> None:
        """Changes nothing where all is well, so it may be done at any time."""
        async with self.store.writing() as work:
            freed = await work.nudges.free(self.now())
        async with self.store.reading() as work:
            astray = await work.nudges.astray(self.now())
        if freed:
            logger.warning("nudges held by a wrong clock are due now", extra={"nudges": freed})
        for member_id, theirs in groupby(astray, lambda nudge: nudge.member_id):
            await self._plan_anew(member_id, tuple(theirs))

    async def _plan_anew(self, member_id: int, astray: Sequence[Nudge]) -> None:
        async with self.store.writing() as work:
            await self._plan(work, member_id, astray)
            changed = [nudge for nudge in astray if not await _stands(work, nudge)]
        if changed:
            extra = {"member": member_id, "nudges": [nudge.id for nudge in changed]}
            logger.warning("nudges of a wrong clock are planned anew", extra=extra)

    async def _plan(self, work: Work, member_id: int, astray: Sequence[Nudge]) -> None:
        member = await work.members.get(member_id)
        exploration = active(await work.explorations.of(member_id))
        for nudge in astray:
            if nudge.kind in WEEKLY:
                await work.nudges.drop(nudge.key)
        if exploration is not None:
            await plan_ahead(work, member, exploration, self.now())
        for nudge in astray:
            calendar = await work.calendars.get(nudge.subject or 0)
            if nudge.kind is Kind.POLL and calendar is not None:
                await plan_poll(work, calendar, self.now())


async def _stands(work: Work, nudge: Nudge) -> bool:
    """Whether it is still as it was, as a message is that waits for an exploration's first week."""
    row = await work.nudges.get(nudge.key)
    if row is None or nudge.state is State.SENT:
        return row is not None
    return (row.state, row.due_at) == (nudge.state, nudge.due_at)
