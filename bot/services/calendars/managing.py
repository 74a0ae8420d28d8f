"""Connected calendars: how they are, what was taken from them, changing them, letting them go."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.agenda import ahead
from bot.core.errors import InvalidInput, NotFound
from bot.core.feeds import Calendar, CalendarKind, Meeting, Password
from bot.core.meetings import Interview
from bot.core.members import Member
from bot.core.nudges import poll_key
from bot.core.plan import active
from bot.services.calendars.connecting import UNUSED_FOR, Connected, nothing_changed
from bot.services.calendars.health import drop_telling
from bot.services.calendars.polling import Polling
from bot.services.nudges.planning import plan_poll
from bot.services.ports import Request, Store, Work


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """What she changed of a calendar; an address or password left empty stays as it is."""

    address: str | None = None
    user: str | None = None
    password: str | None = None
    own_email: str | None = None
    dedicated: bool = False
    keywords: tuple[str, ...] = ()

    def shown_in(self, calendar: Calendar) -> Calendar:
        """The calendar as a form shows it that could not be saved: what is no secret as typed."""
        return replace(
            calendar,
            own_email=self._own_email(calendar),
            dedicated=self.dedicated,
            keywords=self.keywords,
        )

    def made_to(self, calendar: Calendar) -> Calendar:
        account = calendar.account
        if account and isinstance(account.secret, Password):
            known = account.secret
            secret = Password(
                user=self.user or known.user, password=self.password or known.password
            )
            account = replace(account, secret=secret)
        return replace(
            calendar,
            account=account,
            address=self.address or calendar.address,
            own_email=self._own_email(calendar),
            dedicated=self.dedicated,
            keywords=self.keywords,
        )

    def _own_email(self, calendar: Calendar) -> str | None:
        """Only for a feed it is hers to say: wherever she signs in, the server says it."""
        return self.own_email if calendar.kind is CalendarKind.ICS else calendar.own_email


@dataclass(frozen=True, kw_only=True, slots=True)
class Managing:
    """Every use of a calendar that is connected already."""

    store: Store
    polling: Polling

    async def of(self, member: Member) -> tuple[Calendar, ...]:
        async with self.store.reading() as work:
            return await work.calendars.of(member.id)

    async def calendar(self, member: Member, calendar_id: int) -> Calendar:
        async with self.store.reading() as work:
            return await calendar_of(work, member, calendar_id)

    async def next_reads(self, member: Member) -> dict[int, datetime]:
        """When each calendar is read next, by its id."""
        async with self.store.reading() as work:
            known = await work.calendars.of(member.id)
            polls = [(one.id, await work.nudges.get(poll_key(one.id))) for one in known]
        return {calendar_id: poll.due_at for calendar_id, poll in polls if poll}

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
        now = self.polling.now()
        coming = {i.id: i for i in ahead(exploration, now)} if exploration else {}
        known = [(m, coming[m.interview_id]) for m in meetings if m.interview_id in coming]
        return tuple(sorted(known, key=lambda pair: pair[1].starts_at))

    async def change(self, request: Request, calendar_id: int, changes: Changes) -> Connected:
        """Reads the calendar as it would be, then keeps it so; where it can't be read, nothing is
        changed."""
        async with self.store.reading() as work:
            known = await calendar_of(work, request.member, calendar_id)
        wanted = changes.made_to(known)
        with nothing_changed():
            read = await self.polling.read(wanted, request.member, afresh=True)
        sense = await self.polling.sense_of(wanted, request.member, read)
        async with self.store.writing(request) as work:
            # held before the calendar, as in `Watching.take_in`
            await work.explorations.of(request.member.id)
            known = await calendar_of(work, request.member, calendar_id)
            changed = changes.made_to(known)
            # else the grant is the one that was read, which may have been renewed meanwhile
            if changed.account and changed.account != known.account:
                await work.accounts.save(changed.account)
            await _refuse_known_address(work, request.member, changed)
            await work.calendars.save(changed)
            await self._read_soon(work, changed)
            taken = await self.polling.take_in(work, request.member, changed, read, sense)
            if taken is None:
                return Connected(calendars=(changed,), interviews=0)
            await plan_poll(work, changed, self.polling.next_poll_at(taken))
        return Connected(calendars=(taken.calendar,), interviews=len(taken.planned))

    async def _read_soon(self, work: Work, changed: Calendar) -> None:
        """The others of its account, which a new password may have opened again."""
        for one in await work.calendars.of(changed.member_id):
            if one.id != changed.id and changed.account and one.account == changed.account:
                await plan_poll(work, one, self.polling.now())

    async def read_now(self, request: Request, calendar_id: int) -> None:
        """Reads a calendar out of its turn, because she asks for it."""
        async with self.store.writing(request) as work:
            calendar = await calendar_of(work, request.member, calendar_id)
        if next_at := await self.polling.poll(calendar_id):
            async with self.store.writing() as work:
                await plan_poll(work, calendar, next_at)

    async def say_no_more(self, request: Request) -> None:
        """No more messages about the trouble that calendars of hers are in."""
        async with self.store.writing(request) as work:
            for calendar in await work.calendars.of(request.member.id):
                await drop_telling(work, calendar)

    async def disconnect(self, request: Request, calendar_id: int) -> None:
        """Forgets the address, and the account with its last calendar; interviews already known
        stay."""
        async with self.store.writing(request) as work:
            calendar = await calendar_of(work, request.member, calendar_id)
            await work.calendars.remove(calendar_id)
            left = await work.calendars.of(request.member.id)
            account = calendar.account
            if account and all(one.account != account for one in left):
                await work.accounts.remove(account.id)
            await work.accounts.remove_unused(self.polling.now() - UNUSED_FOR)


async def calendar_of(work: Work, member: Member, calendar_id: int) -> Calendar:
    """A calendar of hers, else `NotFound`."""
    calendar = await work.calendars.get(calendar_id)
    if calendar is None or calendar.member_id != member.id:
        raise NotFound("That calendar is not connected any more.")
    return calendar


async def _refuse_known_address(work: Work, member: Member, changed: Calendar) -> None:
    others = (one for one in await work.calendars.of(member.id) if one.id != changed.id)
    if any(one.address == changed.address for one in others):
        raise InvalidInput("That calendar is connected already.", field="address")
