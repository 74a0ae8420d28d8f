"""Watching calendars: each is read in its turn, and what it announces becomes planned check-ins."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.agenda import ahead
from bot.core.errors import CalendarTrouble, InvalidInput
from bot.core.feeds import Calendar, FeedRead
from bot.core.meetings import Interview
from bot.core.members import Member
from bot.core.plan import active
from bot.services.calendar_ports import CalendarSource
from bot.services.intake import LOOK_BACK, MOST_A_DAY, Intake
from bot.services.ports import Now, Store, Work

LOOK_AHEAD = timedelta(days=14)
#: An unchanged feed is expanded again when less than this is known of the days ahead.
KNOWN_AHEAD = timedelta(days=13)
#: A calendar is read so long before an interview's end, so that the read at the end is a check.
BEFORE_END = timedelta(minutes=5)
SLOWEST_RETRY = timedelta(hours=6)


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """A read taken in: the calendar with its new marks, and interviews that lie ahead."""

    calendar: Calendar
    planned: tuple[Interview, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Watching:
    """Reads outside any transaction, then stores all that a read says in one."""

    store: Store
    source: CalendarSource
    now: Now
    poll_every: timedelta

    async def read(self, calendar: Calendar, member: Member) -> FeedRead | None:
        """One read of a calendar in the member's zone; None when it has not changed."""
        if member.zone is None:
            raise InvalidInput("Tell me your time zone first: `/resonance settings`.")
        now = self.now()
        fresh = calendar.expanded_until is not None and (
            calendar.expanded_until - now >= KNOWN_AHEAD
        )
        asked = calendar if fresh else replace(calendar, marks={})
        return await self.source.read(
            asked, start=now - LOOK_BACK, end=now + LOOK_AHEAD, zone=member.zone
        )

    async def poll(self, calendar_id: int) -> datetime | None:
        """Reads a calendar in its turn; when to read it next, None when it is connected no more."""
        async with self.store.reading() as work:
            calendar = await work.calendars.get(calendar_id)
            member = await work.members.get(calendar.member_id) if calendar else None
        if calendar is None or member is None:
            return None
        try:
            read = await self.read(calendar, member)
        except CalendarTrouble as trouble:
            return await self._note_trouble(calendar, trouble)
        async with self.store.writing() as work:
            if (current := await work.calendars.get(calendar_id)) is None:
                return None
            taken = await self.take_in(work, member, current, read)
        return self.next_poll_at(taken)

    async def take_in(
        self, work: Work, member: Member, calendar: Calendar, read: FeedRead | None
    ) -> Taken:
        """Stores a read and plans what it calls for; an unchanged calendar only gets its mark."""
        exploration = active(await work.explorations.of(member.id))
        marked = _marked(calendar, read, self.now())
        await work.calendars.save(marked)
        if exploration is None:
            return Taken(calendar=marked, planned=())
        intake = Intake(work, member, calendar, exploration, self.now())
        exploration = await (intake.take(read.occurrences) if read else intake.still_missing())
        return Taken(
            calendar=marked,
            planned=ahead(exploration, self.now()),
            unread=(*(read.unread if read else ()), *_left_out(intake.left_out)),
        )

    def next_poll_at(self, taken: Taken) -> datetime:
        """Five minutes before the next end, and otherwise at the usual pace."""
        now = self.now()
        checks = [i.ends_at - BEFORE_END for i in taken.planned]
        return min([now + self.poll_every, *(at for at in checks if at > now)])

    async def _note_trouble(self, calendar: Calendar, trouble: CalendarTrouble) -> datetime:
        now, failures = self.now(), calendar.failures + 1
        async with self.store.writing() as work:
            if (current := await work.calendars.get(calendar.id)) is not None:
                since = current.troubled_since or now
                await work.calendars.save(
                    replace(current, trouble=str(trouble), troubled_since=since, failures=failures)
                )
        return now + min(SLOWEST_RETRY, self.poll_every * int(2 ** min(failures - 1, 10)))


def _left_out(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    return (f"more than {MOST_A_DAY} interviews on one day: {number} left out",)


def _marked(calendar: Calendar, read: FeedRead | None, now: datetime) -> Calendar:
    well = replace(calendar, last_read_at=now, trouble=None, troubled_since=None, failures=0)
    if read is None:
        return well
    return replace(
        well,
        name=read.name or calendar.name,
        marks=read.marks,
        expanded_until=now + LOOK_AHEAD,
    )
