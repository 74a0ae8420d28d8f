"""One read of a calendar taken in: occurrences become interviews, move them or call them off."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.core.detection import answer_to, reason
from bot.core.feeds import Calendar, FeedRead, Meeting
from bot.core.meetings import Interview, Occurrence, Status, Understanding, Verdict, next_label
from bot.core.members import Member, local_date
from bot.core.nudges import question_key
from bot.core.people import Stage
from bot.core.plan import Exploration
from bot.services.calendars.understanding import Sense, Understood, in_turns, knowledge_of, sense_of
from bot.services.interviewing import note_fallen_through
from bot.services.nudges.planning import (
    drop_interview,
    plan_check_in,
    plan_poll,
    plan_question,
    was_asked,
)
from bot.services.ports import Work

LOOK_BACK = timedelta(days=1)
#: An event first seen after its end still gets its check-in for so long: feeds lag.
LATE = timedelta(hours=2)
#: More interviews than this nobody has in a day: the rest are left out, and she is told.
MOST_A_DAY = 6
#: Nor in the days that a read covers, whatever she said of events that are called so.
MOST_BEGUN = 90
#: A vanished event is believed after so many good reads without it.
MISSED_READS = 2


class Syncing:
    """One read of one calendar, taken into one exploration."""

    def __init__(
        self,
        work: Work,
        member: Member,
        calendar: Calendar,
        exploration: Exploration,
        now: datetime,
    ) -> None:
        self._work = work
        self._member = member
        self._calendar = calendar
        self._exploration = exploration
        self._now = now
        self.left_out = self._begun = 0
        self._counted: tuple[Exploration, Counter[date]] | None = None
        self._knowledge = knowledge_of(calendar, exploration)

    async def take(self, read: FeedRead, sense: Sense | None = None) -> Exploration:
        """Ties every occurrence to its interview; returns the exploration as it is then. A `sense`
        that was made of the read is used if all is still known that it was made by, and no more."""
        known = {_key(m): m for m in await self._work.calendars.meetings(self._calendar.id)}
        elsewhere = await self._work.calendars.meetings_beside(self._calendar)
        self._elsewhere = {_key(m): m for m in elsewhere}
        self._tied = {m.interview_id for m in (*known.values(), *elsewhere)}
        if sense is None or sense.knowing != self._knowledge:
            sense = await sense_of(read, self._knowledge)
        async for occurrence, understanding in in_turns(_surest_first(sense.understood)):
            meeting = known.pop((occurrence.uid, occurrence.recurrence_id), None)
            await self._take_one(occurrence, understanding, meeting)
        for meeting in known.values():
            if read.unread_uids is not None and meeting.uid not in read.unread_uids:
                await self._miss(meeting)
        return self._exploration

    async def still_missing(self) -> Exploration:
        """The calendar is as it was: what was gone from it then is gone still."""
        for meeting in await self._work.calendars.meetings(self._calendar.id):
            if meeting.missed:
                await self._miss(meeting)
        return self._exploration

    async def _take_one(
        self, occurrence: Occurrence, understanding: Understanding, meeting: Meeting | None
    ) -> None:
        meeting = meeting or await self._handed_over(occurrence)
        interview = self._exploration.interview(meeting.interview_id) if meeting else None
        if interview is not None and meeting is not None:
            await self._follow(meeting, interview, occurrence, understanding)
        elif understanding.verdict is not Verdict.NO and self._in_time(occurrence):
            room = self._room_on(occurrence) or answer_to(occurrence, self._knowledge)
            if room and self._begun < MOST_BEGUN:
                self._begun += 1
                await self._begin(occurrence, understanding)
            else:
                self.left_out += 1

    async def _handed_over(self, occurrence: Occurrence) -> Meeting | None:
        """The event as it was known in another calendar of hers, from which it is gone now."""
        gone = self._elsewhere.get((occurrence.uid, occurrence.recurrence_id))
        if gone is None or not gone.missed:
            return None
        here = replace(gone, calendar_id=self._calendar.id, missed=0)
        return await self._work.calendars.save_meeting(here)

    def _room_on(self, occurrence: Occurrence) -> bool:
        """Whether the day still has room: one wrong calendar must not fill her DM."""
        return self._days()[local_date(self._member, occurrence.ends_at)] < MOST_A_DAY

    def _days(self) -> Counter[date]:
        """How many interviews each day has, counted again only where one has changed."""
        if self._counted is None or self._counted[0] is not self._exploration:
            known = (i for i in self._exploration.interviews if i.status is not Status.CANCELLED)
            days = Counter(local_date(self._member, one.ends_at) for one in known)
            self._counted = self._exploration, days
        return self._counted[1]

    def _in_time(self, occurrence: Occurrence) -> bool:
        """Whether to act on an occurrence never seen before: in no other calendar of hers, and
        ahead, or over only just now in a calendar that was being watched by then."""
        if (occurrence.uid, occurrence.recurrence_id) in self._elsewhere:
            return False
        watched_since = self._calendar.last_read_at
        late = LATE if watched_since and watched_since < occurrence.ends_at else timedelta()
        return occurrence.ends_at > self._now - late

    async def _begin(self, occurrence: Occurrence, understanding: Understanding) -> None:
        known = self._unattached(occurrence, understanding)
        person = self._exploration.person(understanding.person)
        interview = replace(
            known
            or Interview(
                label=next_label(tuple(i.label for i in self._exploration.interviews)),
                person=understanding.person,
                option=person.option if person else None,
                certain=understanding.verdict is Verdict.INTERVIEW,
                starts_at=occurrence.starts_at,
                ends_at=occurrence.ends_at,
            ),
            starts_at=occurrence.starts_at,
            ends_at=occurrence.ends_at,
        )
        interview = await self._save(interview)
        self._tied.add(interview.id)
        await self._work.calendars.save_meeting(
            Meeting(
                calendar_id=self._calendar.id,
                uid=occurrence.uid,
                recurrence_id=occurrence.recurrence_id,
                interview_id=interview.id,
                title=occurrence.title,
                because=reason(occurrence, understanding),
            )
        )
        await self._plan(interview)
        await self._note_booked(interview)

    def _unattached(self, occurrence: Occurrence, understanding: Understanding) -> Interview | None:
        """An interview she already planned herself for that time, so that none appears twice."""
        return next(
            (
                i
                for i in self._exploration.interviews
                if i.status is Status.PLANNED
                and i.id not in self._tied
                and i.starts_at < occurrence.ends_at
                and occurrence.starts_at < i.ends_at
                and _may_be(i, understanding)
            ),
            None,
        )

    async def _follow(
        self,
        meeting: Meeting,
        interview: Interview,
        occurrence: Occurrence,
        understanding: Understanding,
    ) -> None:
        if meeting.missed:
            await self._work.calendars.save_meeting(replace(meeting, missed=0))
        if interview.status is Status.HELD or interview.check_in:
            return
        if interview.status is Status.MISSED and not self._is_another_date(interview, occurrence):
            return
        if understanding.verdict is Verdict.NO:
            hers = answer_to(occurrence, self._knowledge) is Verdict.NO
            await self._call_off(interview, hers=hers)
            return
        if understanding.verdict is Verdict.INTERVIEW and not interview.certain:
            interview = await self._make_sure(meeting, interview, understanding)
        await self._move(interview, occurrence)

    def _is_another_date(self, interview: Interview, occurrence: Occurrence) -> bool:
        """Whether somebody who didn't show is to be met all the same, later."""
        return occurrence.starts_at >= interview.ends_at and occurrence.ends_at > self._now

    async def _make_sure(
        self, meeting: Meeting, interview: Interview, understanding: Understanding
    ) -> Interview:
        """What was a guess is one by now: she said so, or wrote her tag."""
        await self._work.calendars.save_meeting(replace(meeting, because=understanding.because))
        await self._work.nudges.drop(question_key(interview.id))
        return await self._save(replace(interview, certain=True))

    async def _move(self, interview: Interview, occurrence: Occurrence) -> None:
        same = (interview.starts_at, interview.ends_at) == (
            occurrence.starts_at,
            occurrence.ends_at,
        )
        if same and interview.status is Status.PLANNED:
            return
        if interview.status is Status.CANCELLED and occurrence.ends_at <= self._now:
            return
        moved = replace(
            interview,
            starts_at=occurrence.starts_at,
            ends_at=occurrence.ends_at,
            status=Status.PLANNED,
        )
        moved = await self._save(moved)
        if moved.ends_at > self._now or not await was_asked(self._work, moved):
            await self._plan(moved)
        await self._note_booked(moved)

    async def _miss(self, meeting: Meeting) -> None:
        interview = self._exploration.interview(meeting.interview_id)
        if interview is None or interview.ends_at < self._now - LOOK_BACK:
            return
        missed = meeting.missed + 1
        if missed == 1:  # it may have been moved to another of her calendars
            await self._read_others_anew()
        await self._work.calendars.save_meeting(replace(meeting, missed=missed))
        if missed >= MISSED_READS and interview.status is Status.PLANNED:
            await self._call_off(interview)

    async def _read_others_anew(self) -> None:
        for other in await self._work.calendars.of(self._member.id):
            if other.id != self._calendar.id and not other.failures:
                await self._work.calendars.save(replace(other, marks={}))
                await plan_poll(self._work, other, self._now)

    async def _call_off(self, interview: Interview, *, hers: bool = False) -> None:
        """What was no interview by her own word is not listed among those called off."""
        if interview.status is Status.PLANNED:
            certain = interview.certain and not hers
            await self._save(replace(interview, status=Status.CANCELLED, certain=certain))
            await drop_interview(self._work, interview)
            await note_fallen_through(self._work, self._exploration, interview)

    async def _plan(self, interview: Interview) -> None:
        await plan_check_in(self._work, self._member, interview)
        if not interview.certain:
            await plan_question(self._work, self._member, interview, self._now)

    async def _note_booked(self, interview: Interview) -> None:
        person = self._exploration.person(interview.person)
        if person and interview.certain and person.stage in {Stage.ASKED, Stage.REPLIED}:
            booked = person.moved_to(Stage.BOOKED, self._now)
            await self._work.explorations.save_person(self._exploration, booked)

    async def _save(self, interview: Interview) -> Interview:
        saved = await self._work.explorations.save_interview(self._exploration, interview)
        others = tuple(i for i in self._exploration.interviews if i.id != saved.id)
        self._exploration = replace(self._exploration, interviews=(*others, saved))
        return saved


def _surest_first(understood: Iterable[Understood]) -> list[Understood]:
    """Where a day has no room for all, guesses are what is left out."""
    return sorted(understood, key=lambda pair: pair[1].verdict is not Verdict.INTERVIEW)


def _key(meeting: Meeting) -> tuple[str, datetime | None]:
    return meeting.uid, meeting.recurrence_id


def _may_be(interview: Interview, understanding: Understanding) -> bool:
    """Whether an event at the time of an interview she logged is that interview: it names the same
    person, or it is surely an interview and one of the two names nobody."""
    if understanding.person is not None and interview.person is not None:
        return understanding.person == interview.person
    return understanding.verdict is Verdict.INTERVIEW
