"""Connecting a calendar, listing the connected ones, and letting one go."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.agenda import ahead
from bot.core.errors import InvalidInput, NotFound
from bot.core.feeds import Calendar, Meeting
from bot.core.meetings import Interview
from bot.core.members import Member
from bot.core.nudges import Kind, Nudge, poll_key
from bot.core.plan import active
from bot.services.ports import Request, Store
from bot.services.watching import Watching

MAX_CALENDARS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Connected:
    """A calendar just read for the first time, with how many interviews it announced."""

    calendar: Calendar
    interviews: int
    unread: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Connecting:
    """An address is read once before it is kept, so that a wrong one is told at once."""

    store: Store
    watching: Watching

    async def connect(
        self, request: Request, address: str, own_email: str | None = None
    ) -> Connected:
        """Reads the address and keeps it; `CalendarTrouble` or `InvalidInput` keep nothing."""
        wanted = Calendar(member_id=request.member.id, address=address.strip(), own_email=own_email)
        known = await self.of(request.member)
        if any(calendar.address == wanted.address for calendar in known):
            raise InvalidInput("That calendar is connected already.", field="address")
        if len(known) >= MAX_CALENDARS:
            raise InvalidInput(f"{MAX_CALENDARS} calendars are connected; remove one first.")
        read = await self.watching.read(wanted, request.member)
        async with self.store.writing(request) as work:
            calendar = await work.calendars.save(wanted)
            taken = await self.watching.take_in(work, request.member, calendar, read)
            await work.nudges.plan(first_poll(taken.calendar, self.watching.next_poll_at(taken)))
        return Connected(
            calendar=taken.calendar,
            interviews=len(taken.planned),
            unread=taken.unread,
        )

    async def of(self, member: Member) -> tuple[Calendar, ...]:
        async with self.store.reading() as work:
            return await work.calendars.of(member.id)

    async def event_of(self, member: Member, interview_id: int) -> tuple[Meeting, Interview]:
        """The calendar's event behind an interview; `NotFound` where it has none any more."""
        async with self.store.reading() as work:
            meeting = await work.calendars.meeting_of(interview_id)
            exploration = active(await work.explorations.of(member.id))
        interview = exploration.interview(interview_id) if exploration else None
        if meeting is None or interview is None:
            raise NotFound("That event is not in your calendar any more.")
        return meeting, interview

    async def understood(self, member: Member) -> tuple[tuple[Meeting, Interview], ...]:
        """Events ahead that were taken for interviews, soonest first."""
        async with self.store.reading() as work:
            exploration = active(await work.explorations.of(member.id))
            calendars = await work.calendars.of(member.id)
            meetings = [m for c in calendars for m in await work.calendars.meetings(c.id)]
        now = self.watching.now()
        coming = {i.id: i for i in ahead(exploration, now)} if exploration else {}
        known = [(m, coming[m.interview_id]) for m in meetings if m.interview_id in coming]
        return tuple(sorted(known, key=lambda pair: pair[1].starts_at))

    async def disconnect(self, request: Request, calendar_id: int) -> None:
        """Forgets the address and stops reading it; interviews already known stay."""
        async with self.store.writing(request) as work:
            calendar = await work.calendars.get(calendar_id)
            if calendar is None or calendar.member_id != request.member.id:
                raise NotFound("That calendar is not connected any more.")
            await work.calendars.remove(calendar_id)
            await work.nudges.drop(poll_key(calendar_id))


def first_poll(calendar: Calendar, due_at: datetime) -> Nudge:
    """The row that has a calendar read again and again."""
    return Nudge(
        key=poll_key(calendar.id),
        kind=Kind.POLL,
        member_id=calendar.member_id,
        subject=calendar.id,
        due_at=due_at,
    )
