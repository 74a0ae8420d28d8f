"""Nudges delivered: each claim is re-read, decided on, carried out and settled, once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from bot.core.feeds import Calendar, Meeting
from bot.core.meetings import Status
from bot.core.members import Member, local_date
from bot.core.nudges import EXPIRED, UNBOUND, WEEKLY, Kind, Nudge, State, back_off, is_first
from bot.core.plan import active
from bot.core.weeks import day_bounds
from bot.services.calendars.health import TOLD_ONCE_IN, broken_letter
from bot.services.calendars.polling import Polling
from bot.services.metrics import Metrics
from bot.services.nudges.batching import Batching
from bot.services.nudges.letters import (
    HowDidItGo,
    IsItAnInterview,
    Letter,
    Messenger,
    Posted,
    Throttled,
    Undelivered,
)
from bot.services.nudges.loading import Subject, subjects_of
from bot.services.nudges.log import note_delivered, note_unsent
from bot.services.nudges.weekly import plan_week, weekly_letter
from bot.services.ports import Now, Store, Work

logger = logging.getLogger(__name__)

#: A change to be committed with others; its result comes back to whoever asked for it.
Change = Callable[[Work], Awaitable[bool]]

#: Posts under way at once: more would not be faster, and would keep whoever taps waiting.
POSTS = 30
#: A check-in waits no longer than this for its calendar; then it goes by what is known.
LAST_LOOK = timedelta(seconds=2)
#: Tried again within this time it goes by that last look.
FRESH = timedelta(minutes=5)


class Delivering:
    """Delivers one claimed nudge. Called by any number of workers, in any process."""

    def __init__(
        self, *, store: Store, messenger: Messenger, polling: Polling, now: Now, tally: Metrics
    ) -> None:
        self.store = store
        self.messenger = messenger
        self.polling = polling
        self.now = now
        self._tally = tally
        self._posting = asyncio.Semaphore(POSTS)
        self._reading = Batching(self._read_subjects)
        self._settling = Batching(self._commit)
        self._looked_at: dict[int, datetime] = {}  # of those that are being tried
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def deliver(self, nudge: Nudge) -> None:
        """Carries out a claimed nudge and settles its row, whatever comes of it."""
        if nudge.kind is Kind.POLL:
            await self._poll(nudge)
        elif nudge.expires_at is not None and self.now() >= nudge.expires_at:
            await self._settle(nudge, State.DROPPED, error=EXPIRED)
        elif nudge.kind in UNBOUND:
            await self._send(nudge)
        else:  # one after the other, since each may fill the day for the next
            async with self._turns.setdefault(nudge.member_id, asyncio.Lock()):
                await self._send(nudge)

    async def give_back(self, nudge: Nudge, fault: Exception) -> None:
        """After a fault of ours: the nudge is tried again later, and the fault's kind is kept."""
        await self._retry(nudge, back_off(nudge.attempt), type(fault).__name__, unsure=True)

    async def _poll(self, nudge: Nudge) -> None:
        next_at = await self.polling.poll(nudge.subject or 0)
        if next_at is None:
            await self._settle(nudge, State.DROPPED, error="disconnected")
        else:
            await self._settle(nudge, State.PLANNED, next_at=next_at)

    async def _send(self, nudge: Nudge) -> None:
        subject = await self._subject(nudge)
        if subject is not None and subject.member.left_at is not None:
            await self._settle(nudge, State.DROPPED, error="left")
            return
        letter = await self._compose(nudge, subject) if subject else None
        if subject is None or letter is None:
            error = "nothing to say any more" if subject else "what it was about is gone"
            await self._settle(nudge, State.DROPPED, error=error)
        else:
            await self._try(nudge, subject.member, letter)

    def _quiet_until(self, nudge: Nudge, member: Member) -> datetime | None:
        """When her quiet hours end, where this nudge has to wait for that."""
        if nudge.kind in UNBOUND or member.zone is None:
            return None
        return member.rhythm.quiet_ends_at(self.now(), member.zone)

    async def _full_until(self, nudge: Nudge, member: Member) -> datetime | None:
        """When today ends for her, where as many messages as she wants in a day have come or are
        on their way, from any process; else None, with a place taken for this one."""
        if nudge.kind in UNBOUND or member.zone is None:
            return None
        now = self.now()
        async with self.store.writing() as work:
            held = await work.members.get(member.id)  # of two processes one waits here
            room = await work.nudges.take_room(nudge, local_date(held, now), held.rhythm.daily_cap)
        return None if room else day_bounds(now, member.zone)[1]

    async def _leave_out(self, nudge: Nudge, tomorrow: datetime) -> None:
        """For a full day. What is not about this day alone comes on the next."""
        if nudge.kind is Kind.CALENDAR:
            await self._settle(nudge, State.PLANNED, next_at=tomorrow)
        else:
            await self._settle(nudge, State.DROPPED, error="daily cap")

    async def _try(self, nudge: Nudge, member: Member, letter: Letter) -> None:
        try:
            await self._reach(nudge, member, letter)
        except Throttled as wait:
            self._tally.throttled()
            await self._retry(nudge, wait.retry_after, "throttled", unsure=nudge.unsure)
        except Undelivered as fault:
            if fault.permanent:
                await self._settle(nudge, State.FAILED, error=fault.code)
            else:
                unsure = nudge.unsure or fault.unsure
                await self._retry(nudge, back_off(nudge.attempt), fault.code, unsure=unsure)

    async def _reach(self, nudge: Nudge, member: Member, letter: Letter) -> None:
        """What may be there already is looked for before quiet hours put it off to come again."""
        if posted := await self._found(nudge, member):
            await self._note_sent(nudge, posted)
        elif quiet_until := self._quiet_until(nudge, member):
            await self._settle(nudge, State.PLANNED, next_at=quiet_until)
        elif full_until := await self._full_until(nudge, member):
            await self._leave_out(nudge, full_until)
        else:
            async with self._posting:
                posted = await self.messenger.post(member, letter)
            await self._note_sent(nudge, posted)

    async def _note_sent(self, nudge: Nudge, posted: Posted) -> None:
        await self._settle(nudge, State.SENT, posted=posted)
        late = self.now() - nudge.due_at
        self._tally.delivered(nudge.kind, late)
        note_delivered(nudge, late)

    async def _found(self, nudge: Nudge, member: Member) -> Posted | None:
        """Where an earlier try has put it; looked up only when that is unsure."""
        if not nudge.unsure:
            return None
        async with self._posting:
            return await self.messenger.find(member, nudge.id, nudge.due_at)

    async def _compose(self, nudge: Nudge, subject: Subject) -> Letter | None:
        """The letter made from what is true now; None when there is nothing to say any more."""
        if subject.exploration is not None:
            return weekly_letter(nudge, subject.member, subject.exploration, self.now())
        if subject.calendar is not None:
            return await self._broken(nudge, subject.calendar)
        looks = nudge.kind is Kind.CHECK_IN and self._is_to_look(nudge)
        if looks and subject.meeting is not None:
            await self._look_again(subject.meeting)
            again = await self._subject(nudge)
            return self._about_interview(nudge, again) if again else None
        return self._about_interview(nudge, subject)

    def _is_to_look(self, nudge: Nudge) -> bool:
        """Not at each try: Slack may ask to wait for a second again and again."""
        now, before = self.now(), self._looked_at.get(nudge.id)
        if before is not None and abs(now - before) < FRESH:
            return False
        self._looked_at[nudge.id] = now
        return True

    async def _broken(self, nudge: Nudge, calendar: Calendar) -> Letter | None:
        """Once a day for all her calendars together. One that broke after that word was not in
        it, and is told of by itself."""
        now = self.now()
        async with self.store.reading() as work:
            told = await work.nudges.of_kind(
                nudge.member_id, Kind.CALENDAR, now - TOLD_ONCE_IN, now
            )
            calendars = await work.calendars.of(nudge.member_id)
        since = calendar.troubled_since or now
        if any(other.state is State.SENT and other.due_at >= since for other in told):
            return None
        return broken_letter(nudge, calendar, calendars)

    async def _subject(self, nudge: Nudge) -> Subject | None:
        """None when what the nudge speaks of is gone."""
        return await self._reading.ask(nudge)

    async def _read_subjects(self, nudges: list[Nudge]) -> list[Subject | None]:
        async with self.store.reading() as work:
            return await subjects_of(work, nudges)

    async def _look_again(self, meeting: Meeting) -> None:
        """Reads the interview's calendar once more, and again where its event is gone from it.

        One that could not be read lately is left to its own pace, which its server may have set.
        """
        try:
            if await self.polling.is_waiting(meeting.calendar_id):
                return
            async with asyncio.timeout(LAST_LOOK.total_seconds()):
                await self.polling.poll(meeting.calendar_id)
                if await self._vanished(meeting.interview_id):
                    await self.polling.poll(meeting.calendar_id)
        except TimeoutError:
            logger.info("calendar slow at an end", extra={"calendar": meeting.calendar_id})
        except Exception:  # an outermost loop: whatever it was, she is asked
            extra = {"calendar": meeting.calendar_id}
            logger.exception("calendar not looked at", extra=extra)

    async def _vanished(self, interview_id: int) -> bool:
        async with self.store.reading() as work:
            meeting = await work.calendars.meeting_of(interview_id)
        return meeting is not None and meeting.missed == 1

    def _about_interview(self, nudge: Nudge, subject: Subject) -> Letter | None:
        interview = subject.interview
        if interview is None or interview.status is not Status.PLANNED or interview.check_in:
            return None
        if nudge.kind is Kind.QUESTION:
            asked = not interview.certain and interview.ends_at > self.now()
            return (
                IsItAnInterview(
                    nudge_id=nudge.id,
                    interview_id=interview.id,
                    starts_at=interview.starts_at,
                )
                if asked
                else None
            )
        if interview.ends_at > self.now():
            return None  # moved meanwhile: its new end has a row of its own
        return HowDidItGo(
            nudge_id=nudge.id,
            interview_id=interview.id,
            ended_at=interview.ends_at,
            certain=interview.certain,
            again=nudge.due_at > interview.ends_at and not is_first(nudge.key),
            logged=subject.meeting is None,
            paused=subject.member.paused_at(self.now()),
        )

    async def _retry(
        self, nudge: Nudge, wait: timedelta, error: str, *, unsure: bool = False
    ) -> None:
        again_at = self.now() + wait
        await self._settle(nudge, State.PLANNED, next_at=again_at, error=error, unsure=unsure)

    async def _settle(
        self,
        nudge: Nudge,
        state: State,
        *,
        next_at: datetime | None = None,
        error: str | None = None,
        unsure: bool = False,
        posted: Posted | None = None,
    ) -> None:
        async def change(work: Work) -> bool:
            kept = await work.nudges.settle(
                nudge,
                state=state,
                next_at=next_at,
                error=error,
                unsure=unsure,
                channel=posted.channel if posted else None,
                ts=posted.ts if posted else None,
            )
            if nudge.kind in WEEKLY and state is not State.PLANNED:
                await self._plan_next_week(work, nudge)
            return kept

        kept = await self._settling.ask(change)
        if state is not State.PLANNED:
            self._looked_at.pop(nudge.id, None)
        if not kept:
            logger.warning("claim lapsed before it was settled", extra={"nudge": nudge.id})
        elif state is not State.SENT and nudge.kind is not Kind.POLL:
            note_unsent(nudge, state, error, next_at)

    async def _commit(self, changes: list[Change]) -> list[bool]:
        async with self.store.writing() as work:
            return [await change(work) for change in changes]

    async def _plan_next_week(self, work: Work, nudge: Nudge) -> None:
        """In the very transaction that ends this week's message, so that the chain can't break."""
        member = await work.members.get(nudge.member_id)
        if exploration := active(await work.explorations.of(member.id)):
            await plan_week(work, member, exploration, self.now())
