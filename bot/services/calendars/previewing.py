"""What is coming in her calendars and how each event was understood, to be corrected by a tap.

Events that are no interviews are nobody's business: they are read when she looks, and not kept.
"""

import asyncio
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.detection import Scope, remembered_keys, remembering
from bot.core.errors import CalendarTrouble, NotFound
from bot.core.feeds import Calendar, FeedRead, shortened
from bot.core.meetings import EventStatus, Occurrence, Understanding, Verdict
from bot.core.members import Member
from bot.core.plan import Exploration
from bot.services.calendars.managing import calendar_of
from bot.services.calendars.polling import Polling
from bot.services.calendars.understanding import knowledge_of, understandings
from bot.services.interviewing import remember
from bot.services.planning import exploration_of
from bot.services.ports import Request, Store

#: She is kept waiting no longer for the slowest of her calendars.
PATIENCE = timedelta(seconds=6)


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """An event ahead and what is made of it. `mark` names it within its calendar, and tells
    nothing of it."""

    calendar_id: int
    mark: str
    occurrence: Occurrence
    understanding: Understanding
    scopes: tuple[Scope, ...]

    @property
    def correctable(self) -> bool:
        """Whether her word would change anything: not for what is called off or lasts all day."""
        off = {EventStatus.CANCELLED, EventStatus.DECLINED}
        return not self.occurrence.all_day and self.occurrence.status not in off


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What is seen, soonest first, and a sentence for each calendar that could not be read."""

    seen: tuple[Seen, ...]
    troubles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Previewing:
    """Reads every calendar of a member anew, all at once."""

    store: Store
    polling: Polling

    async def look(self, member: Member) -> Look:
        async with self.store.reading() as work:
            exploration = await exploration_of(work, member)
            calendars = await work.calendars.of(member.id)
            meetings = [m for c in calendars for m in await work.calendars.meetings(c.id)]
        tied = {(m.calendar_id, m.uid, m.recurrence_id) for m in meetings}
        reads = await asyncio.gather(*(self._read(one, member) for one in calendars))
        seen: dict[str, Seen] = {}  # an invitation is often in two calendars
        for calendar, read in zip(calendars, reads, strict=True):
            if isinstance(read, FeedRead):
                for each in await _seen(calendar, read, exploration, self.polling.now()):
                    event = (calendar.id, each.occurrence.uid, each.occurrence.recurrence_id)
                    if each.mark not in seen or event in tied:
                        seen[each.mark] = each
        troubles = tuple(str(read) for read in reads if isinstance(read, CalendarTrouble))
        return Look(
            seen=tuple(sorted(seen.values(), key=lambda one: one.occurrence.starts_at)),
            troubles=troubles,
        )

    async def correct(
        self, request: Request, calendar_id: int, mark: str, verdict: Verdict, scope: Scope
    ) -> None:
        """Her word on an event, which is learnt as widely as `scope` says and acted on at once;
        `NotFound` where the event is gone."""
        async with self.store.reading() as work:
            calendar = await calendar_of(work, request.member, calendar_id)
        read = await self.polling.read(calendar, request.member, afresh=True)
        found = next((o for o in read.occurrences if mark_of(o) == mark), None) if read else None
        if read is None or found is None:
            raise NotFound("That event is not in your calendar any more.")
        keys = remembered_keys(found.uid, found.recurrence_id, found.title)
        said = remembering(calendar.remembered, keys, verdict, scope)
        knowing = replace(calendar, remembered=said)
        sense = await self.polling.sense_of(knowing, request.member, read)
        async with self.store.writing(request) as work:
            await exploration_of(work, request.member)
            current = await calendar_of(work, request.member, calendar_id)
            await remember(work, request.member, keys, verdict, scope)
            await self.polling.take_in(work, request.member, current, read, sense)

    async def _read(self, calendar: Calendar, member: Member) -> FeedRead | CalendarTrouble | None:
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                return await self.polling.read(calendar, member, afresh=True)
        except CalendarTrouble as trouble:
            return trouble
        except TimeoutError:
            name = calendar.name or shortened(calendar.address)
            return CalendarTrouble(f"{name} takes long to answer; what is in it is not shown.")


def mark_of(occurrence: Occurrence) -> str:
    named = f"{occurrence.uid}\n{occurrence.recurrence_id}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]


async def _seen(
    calendar: Calendar, read: FeedRead, exploration: Exploration, now: datetime
) -> list[Seen]:
    knowing = knowledge_of(calendar, exploration)
    ahead = [each for each in read.occurrences if each.ends_at > now]
    return [
        Seen(
            calendar_id=calendar.id,
            mark=mark_of(each),
            occurrence=each,
            understanding=understanding,
            scopes=tuple(remembered_keys(each.uid, each.recurrence_id, each.title)),
        )
        async for each, understanding in understandings(ahead, knowing)
    ]
