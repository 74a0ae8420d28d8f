"""Interviews: logged by hand, listed, and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.dates import in_full
from bot.core.detection import Scope, remembered_keys, remembering
from bot.core.errors import InvalidInput, NotFound
from bot.core.meetings import Interview, Status, Verdict, next_label
from bot.core.members import Member, local_date
from bot.core.people import Person, Stage
from bot.core.plan import Exploration, find_option
from bot.services.nudges.letters import Posted
from bot.services.nudges.planning import asked_where, drop_interview, plan_check_in, was_asked
from bot.services.outreach import whom
from bot.services.planning import exploration_of
from bot.services.ports import Request, Store, Work

JUST_NOW = timedelta(minutes=30)
STILL_GOING = timedelta(minutes=15)
LONGEST_AGO = timedelta(days=120)
LONGEST_AHEAD = timedelta(days=366)


class Outcome(StrEnum):
    """The five answers to: how did it go?"""

    HAPPENED = "happened"
    STILL_GOING = "still_going"
    MOVED = "moved"
    NO_SHOW = "no_show"
    NOT_INTERVIEW = "not_interview"


#: What an outcome makes of the interview; STILL_GOING leaves it planned.
_STATUS = {
    Outcome.HAPPENED: Status.HELD,
    Outcome.STILL_GOING: Status.PLANNED,
    Outcome.MOVED: Status.CANCELLED,
    Outcome.NO_SHOW: Status.MISSED,
    Outcome.NOT_INTERVIEW: Status.CANCELLED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """An interview after a member's word on it; `known_before` is one that was there when she
    logged it."""

    exploration: Exploration
    interview: Interview
    known_before: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Interviewing:
    """Keeps interviews that a member speaks of herself; calendars are watched elsewhere."""

    store: Store

    async def log(
        self,
        request: Request,
        who: str | int,
        starts_at: datetime | None,
        option: str | None,
        *,
        another_than: int = 0,
    ) -> Told:
        """An interview with somebody named in words or by id, half an hour from `starts_at`;
        without a time one that has just ended, for which the check-in comes at once.

        One with the same person at that time is the same one, unless she has seen that one by its
        id, and it is to be `another_than` it: two taps are no two conversations.
        """
        starts_at = starts_at or request.at - JUST_NOW
        _check_time(starts_at, request)
        async with self.store.writing(request) as work:
            exploration = await exploration_of(work, request.member)
            person = whom(exploration, who)
            same = _same(exploration, person.name, starts_at)
            if same is not None and same.id == another_than:
                same = None
            if same is None:
                wanted = find_option(exploration.options, option).name if option else person.option
                interview = await _begin(work, request, exploration, person, wanted, starts_at)
            elif same.certain:
                interview = same
            else:
                interview = await _make_sure(work, request, exploration, same)
            return Told(
                exploration=await exploration_of(work, request.member),
                interview=interview,
                known_before=same is not None,
            )

    async def asked_where(self, member: Member, interview_id: int) -> tuple[Posted, ...]:
        """Where in her DM she was asked about an interview; nowhere where it is not hers."""
        async with self.store.reading() as work:
            explorations = await work.explorations.of(member.id)
            found = (each.interview(interview_id) for each in explorations)
            known = next((interview for interview in found if interview), None)
            return await asked_where(work, known) if known else ()

    async def tell(self, request: Request, interview_id: int, outcome: Outcome) -> Told:
        """Stores what became of an interview; a later word replaces an earlier one."""
        async with self.store.writing(request) as work:
            exploration = await exploration_of(work, request.member)
            known = _known(exploration, interview_id)
            if known.check_in is not None and outcome is not Outcome.HAPPENED:
                raise InvalidInput(
                    "You have checked in on this conversation already, so it happened. "
                    "To change your answers: `/reflect`, with the name."
                )
            interview = replace(
                known,
                status=_STATUS[outcome],
                certain=outcome is not Outcome.NOT_INTERVIEW,
            )
            await work.explorations.save_interview(exploration, interview)
            await _follow(work, request, interview, outcome)
            if known.status is Status.HELD and outcome is not Outcome.HAPPENED:
                exploration = await _not_met(work, exploration, interview)
            await _note_outcome(work, request, exploration, interview, outcome)
            return Told(exploration=await exploration_of(work, request.member), interview=interview)

    async def confirm(self, request: Request, interview_id: int, *, yes: bool) -> Told:
        """Her answer, given before the end, to: is this an interview? A yes that comes when she has
        said more of it changes nothing."""
        if not yes:
            return await self.tell(request, interview_id, Outcome.NOT_INTERVIEW)
        async with self.store.writing(request) as work:
            exploration = await exploration_of(work, request.member)
            interview = _known(exploration, interview_id)
            if not interview.certain:
                interview = await _make_sure(work, request, exploration, interview)
            return Told(exploration=await exploration_of(work, request.member), interview=interview)


async def _begin(
    work: Work,
    request: Request,
    exploration: Exploration,
    person: Person,
    option: str | None,
    starts_at: datetime,
) -> Interview:
    new = Interview(
        label=next_label(tuple(i.label for i in exploration.interviews)),
        person=person.name,
        option=option,
        starts_at=starts_at,
        ends_at=starts_at + JUST_NOW,
    )
    interview = await work.explorations.save_interview(exploration, new)
    due_at = max(interview.ends_at, request.at)
    await plan_check_in(work, request.member, interview, due_at)
    await note_booked(work, request, exploration, interview)
    return interview


async def _make_sure(
    work: Work, request: Request, exploration: Exploration, known: Interview
) -> Interview:
    """What may be an interview is one, by her own word."""
    interview = replace(known, certain=True, status=Status.PLANNED)
    await work.explorations.save_interview(exploration, interview)
    await note_booked(work, request, exploration, interview)
    await _remember_event(work, request.member, interview, Verdict.INTERVIEW)
    if interview.ends_at > request.at or not await was_asked(work, interview):
        await plan_check_in(work, request.member, interview)
    return interview


async def remember(
    work: Work, member: Member, keys: Mapping[Scope, str], verdict: Verdict, scope: Scope
) -> None:
    """Learns what a member said of an event, for all her calendars: it may be in several."""
    for calendar in await work.calendars.of(member.id):
        said = remembering(calendar.remembered, keys, verdict, scope)
        await work.calendars.save(replace(calendar, remembered=said))


async def _remember_event(
    work: Work, member: Member, interview: Interview, verdict: Verdict
) -> None:
    """A "no" to an event is remembered for its title as well, while a "yes" says nothing of others
    that are called so."""
    if (meeting := await work.calendars.meeting_of(interview.id)) is None:
        return
    keys = remembered_keys(meeting.uid, meeting.recurrence_id, meeting.title)
    scope = Scope.TITLE if verdict is Verdict.NO else Scope.SERIES
    await remember(work, member, keys, verdict, scope)


async def _follow(work: Work, request: Request, interview: Interview, outcome: Outcome) -> None:
    await drop_interview(work, interview)
    if outcome is Outcome.STILL_GOING:
        await plan_check_in(work, request.member, interview, request.at + STILL_GOING)
    elif outcome is Outcome.NOT_INTERVIEW:
        await _remember_event(work, request.member, interview, Verdict.NO)


async def _note_outcome(
    work: Work, request: Request, exploration: Exploration, interview: Interview, outcome: Outcome
) -> None:
    """What the outcome says of the person."""
    if outcome is Outcome.HAPPENED:
        await note_met(work, request, exploration, interview)
    elif outcome is Outcome.STILL_GOING:
        await note_booked(work, request, exploration, interview)
    elif outcome is not Outcome.MOVED:
        await note_fallen_through(work, exploration, interview)


async def _not_met(work: Work, exploration: Exploration, interview: Interview) -> Exploration:
    """Takes a "happened" back, unless another conversation with that person was held."""
    person = exploration.person(interview.person)
    if person is None or _has(exploration, interview, Status.HELD):
        return exploration
    before = person.without(Stage.MET)
    await work.explorations.save_person(exploration, before)
    people = tuple(before if p is person else p for p in exploration.people)
    return replace(exploration, people=people)


async def note_booked(
    work: Work, request: Request, exploration: Exploration, interview: Interview
) -> None:
    """The person of a planned interview is booked, unless they are past that already."""
    person = exploration.person(interview.person)
    if person is not None and person.stage in {Stage.IDEA, Stage.ASKED, Stage.REPLIED}:
        booked = person.moved_to(Stage.BOOKED, request.at)
        await work.explorations.save_person(exploration, booked)


async def note_met(
    work: Work, request: Request, exploration: Exploration, interview: Interview
) -> None:
    """The person of a held interview has been met, unless they are past that already."""
    person = exploration.person(interview.person)
    if person is not None and person.stage not in {Stage.MET, Stage.THANKED}:
        met = person.moved_to(Stage.MET, request.at)
        await work.explorations.save_person(exploration, met)


async def note_fallen_through(work: Work, exploration: Exploration, interview: Interview) -> None:
    """Somebody is as they were before the booking when the one interview that was planned with
    them will not be."""
    person = exploration.person(interview.person)
    if person is not None and not _has(exploration, interview, Status.PLANNED):
        await work.explorations.save_person(exploration, person.without(Stage.BOOKED))


def _has(exploration: Exploration, interview: Interview, status: Status) -> bool:
    """Whether another interview with the same person is of that status."""
    others = (i for i in exploration.interviews if i.id != interview.id)
    return any(i.person == interview.person and i.status is status for i in others)


def _known(exploration: Exploration, interview_id: int) -> Interview:
    if (interview := exploration.interview(interview_id)) is None:
        raise NotFound("That interview is not in your current exploration any more.")
    return interview


def _same(exploration: Exploration, person: str, starts_at: datetime) -> Interview | None:
    """The interview with that person at that time which is to be or was held; of several the one
    that was stored last."""
    ends_at = starts_at + JUST_NOW
    found = (
        i
        for i in exploration.interviews
        if i.person == person
        and i.status in {Status.PLANNED, Status.HELD}
        and i.starts_at < ends_at
        and starts_at < i.ends_at
    )
    return max(found, key=lambda interview: interview.id, default=None)


def _check_time(starts_at: datetime, request: Request) -> None:
    """`InvalidInput` says how the day was understood, which may be what is wrong with it."""
    if not request.at - LONGEST_AGO <= starts_at <= request.at + LONGEST_AHEAD:
        day = in_full(local_date(request.member, starts_at))
        raise InvalidInput(f"{day} is too long ago or too far ahead; check the date.")
