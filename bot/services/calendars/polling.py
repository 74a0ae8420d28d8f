"""Watching calendars: each is read in its turn, and what it announces becomes planned check-ins."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.errors import CalendarTrouble, InvalidInput, ResonanceError, Stumbled
from bot.core.feeds import Calendar, FeedRead, Grant
from bot.core.foreign import one_line
from bot.core.members import Member
from bot.core.nudges import State, poll_key
from bot.core.pacing import next_read_at, next_try_at
from bot.core.plan import active
from bot.services.calendars.health import drop_telling, hasten_telling, plan_telling
from bot.services.calendars.ports import CalendarSource
from bot.services.calendars.syncing import LOOK_BACK, MOST_A_DAY, Syncing
from bot.services.calendars.understanding import Sense, knowledge_of, sense_of
from bot.services.metrics import Metrics, Polled
from bot.services.ports import Now, Store, Work

logger = logging.getLogger(__name__)

LOOK_AHEAD = timedelta(days=14)
#: An unchanged feed is expanded again when less than this is known of the days ahead.
KNOWN_AHEAD = timedelta(days=13)
#: What can't be read in a calendar is named so often; she needs no more to find the fault.
UNREAD_KEPT = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """A read taken in: the calendar with its new marks, and the starts and ends of the interviews
    in it that lie ahead."""

    calendar: Calendar
    planned: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Polling:
    """Reads outside any transaction, then stores all that a read says in one."""

    store: Store
    source: CalendarSource
    now: Now
    poll_every: timedelta
    tally: Metrics

    async def read(
        self, calendar: Calendar, member: Member, *, afresh: bool = False
    ) -> FeedRead | None:
        """One read of a calendar in the member's zone; None when it has not changed, unless it is
        to be read `afresh`. Whatever goes wrong is a `CalendarTrouble`."""
        if member.zone is None:
            raise InvalidInput("Tell me your time zone first: `/resonance settings`.")
        now = self.now()
        known_until = calendar.expanded_until or now
        # more than is ever known was written down by a clock that was ahead
        stale = afresh or not KNOWN_AHEAD <= known_until - now <= LOOK_AHEAD
        asked = replace(calendar, marks={}) if stale else calendar
        with stumbling(calendar):
            return await self.source.read(
                asked, start=now - LOOK_BACK, end=now + LOOK_AHEAD, zone=member.zone
            )

    async def poll(self, calendar_id: int) -> datetime | None:
        """Reads a calendar in its turn; when to read it next, None when it is connected no more, or
        its member has left."""
        async with self.store.reading() as work:
            calendar = await work.calendars.get(calendar_id)
            member = await work.members.get(calendar.member_id) if calendar else None
        if calendar is None or member is None or member.left_at is not None:
            return None
        try:
            read = await self.read(calendar, member)
            with stumbling(calendar):
                sense = await self.sense_of(calendar, member, read)
                async with self.store.writing() as work:
                    taken = await self.take_in(work, member, calendar, read, sense)
        except (CalendarTrouble, InvalidInput) as fault:
            self.tally.polled(calendar.kind, Polled.FAILED)
            next_at = await self._note_trouble(calendar, _trouble_of(fault))
            return next_at or await self._at_once(calendar_id)
        self.tally.polled(calendar.kind, Polled.READ if read else Polled.UNCHANGED)
        return self.next_poll_at(taken) if taken else await self._at_once(calendar_id)

    async def sense_of(
        self, calendar: Calendar, member: Member, read: FeedRead | None
    ) -> Sense | None:
        """For `take_in`, outside any transaction: thousands of long texts take seconds."""
        if read is None:
            return None
        async with self.store.reading() as work:
            exploration = active(await work.explorations.of(member.id))
        return await sense_of(read, knowledge_of(calendar, exploration)) if exploration else None

    async def _at_once(self, calendar_id: int) -> datetime | None:
        """For a calendar that she gave another source while it was read; None where it is gone."""
        async with self.store.reading() as work:
            return self.now() if await work.calendars.get(calendar_id) else None

    async def is_waiting(self, calendar_id: int) -> bool:
        """Whether the calendar is in trouble and not to be tried again yet."""
        async with self.store.reading() as work:
            calendar = await work.calendars.get(calendar_id)
            poll = await work.nudges.get(poll_key(calendar_id))
        waits = poll is not None and poll.state is State.PLANNED and poll.due_at > self.now()
        return waits and calendar is not None and calendar.failures > 0

    async def take_in(
        self,
        work: Work,
        member: Member,
        calendar: Calendar,
        read: FeedRead | None,
        sense: Sense | None = None,
    ) -> Taken | None:
        """Stores a read and plans what it calls for; an unchanged calendar only gets its mark.
        None where the calendar was disconnected meanwhile, or is another one now."""
        if read is None and not await self._is_missing_any(work, calendar):
            return await self._note_unchanged(work, calendar)
        # Whoever needs both takes the exploration first: the other way round two could wait for
        # each other for ever.
        exploration = active(await work.explorations.of(member.id))
        current = await work.calendars.get(calendar.id)
        if current is None or not _is_same_source(calendar, current):
            return None
        left_out = 0
        if exploration is not None:
            intake = Syncing(work, member, current, exploration, self.now())
            await (intake.take(read, sense) if read else intake.still_missing())
            left_out = intake.left_out
        marked = _marked(current, read, left_out, self.now())
        await work.calendars.save(marked)
        await drop_telling(work, current)
        return await self._taken(work, marked)

    async def _is_missing_any(self, work: Work, calendar: Calendar) -> bool:
        """Whether an event was gone at the last read, which then counts once more."""
        return any(meeting.missed for meeting in await work.calendars.meetings(calendar.id))

    async def _note_unchanged(self, work: Work, calendar: Calendar) -> Taken | None:
        current = await work.calendars.get(calendar.id)
        if current is None or not _is_same_source(calendar, current):
            return None
        await work.calendars.note_unchanged(current.id, self.now())
        await drop_telling(work, current)
        return await self._taken(work, _marked(current, None, 0, self.now()))

    async def _taken(self, work: Work, calendar: Calendar) -> Taken:
        planned = await work.calendars.planned_in(calendar.id, self.now())
        return Taken(calendar=calendar, planned=planned)

    def next_poll_at(self, taken: Taken) -> datetime:
        return next_read_at(taken.calendar, taken.planned, self.poll_every, self.now())

    async def _note_trouble(self, calendar: Calendar, trouble: CalendarTrouble) -> datetime | None:
        now = self.now()
        async with self.store.writing() as work:
            current = await work.calendars.get(calendar.id)
            if current is None or not _is_same_source(calendar, current):
                return None
            said = one_line(str(trouble))
            said = said if trouble.permanent else f"{said} It is tried again later."
            troubled = replace(
                current,
                trouble=said,
                troubled_since=current.troubled_since or now,
                failures=current.failures + 1,
            )
            await work.calendars.save(troubled)
            if current.troubled_since is None:
                await plan_telling(work, troubled, permanent=trouble.permanent)
            elif trouble.permanent:
                await hasten_telling(work, troubled)
        return next_try_at(troubled, trouble.retry_after, self.poll_every, now)


def _trouble_of(fault: CalendarTrouble | InvalidInput) -> CalendarTrouble:
    """What only she can mend, such as a time zone that is not known, as a trouble that lasts."""
    if isinstance(fault, CalendarTrouble):
        return fault
    return CalendarTrouble(str(fault), permanent=True)


@contextmanager
def stumbling(calendar: Calendar) -> Iterator[None]:
    """What nobody foresaw in reading, understanding or storing a calendar is a trouble of that
    calendar: told as any other, in the log once, and nobody else's. A fault that is known, as that
    of a database that is away, is left as it is."""
    try:
        yield
    except ResonanceError:
        raise
    except Exception as fault:
        extra = {"calendar": calendar.id, "kind": calendar.kind}
        if isinstance(fault, Stumbled):
            extra |= {"stumbled": fault.kind, "place": fault.place}
        logger.exception("calendar not read", extra=extra)
        raise CalendarTrouble(
            "Something in this calendar is more than Resonance can read; nothing was lost, and "
            "whoever runs Resonance finds the fault in the log."
        ) from None


def _is_same_source(read: Calendar, current: Calendar) -> bool:
    """Whether what was read is what is connected now: she may have given it another address, or
    its account another password, while it was read. A grant is renewed all the time."""
    one, other = read.account, current.account
    same_login = (one and one.id) == (other and other.id) and (
        one is None or other is None or isinstance(one.secret, Grant) or one.secret == other.secret
    )
    return read.address == current.address and same_login


def _left_out(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    return (f"more than {MOST_A_DAY} interviews on one day: {number} left out",)


def _marked(calendar: Calendar, read: FeedRead | None, left_out: int, now: datetime) -> Calendar:
    well = replace(calendar, last_read_at=now, trouble=None, troubled_since=None, failures=0)
    if read is None:
        return replace(well, unchanged=calendar.unchanged + 1)
    return replace(
        well,
        name=read.name or calendar.name,
        marks=read.marks,
        unchanged=0 if read.marks != calendar.marks else calendar.unchanged + 1,
        unread=(*read.unread[:UNREAD_KEPT], *_left_out(left_out)),
        expanded_until=now + LOOK_AHEAD,
    )
