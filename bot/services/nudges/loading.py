"""What nudges are about, freshly read: for all that fall due together at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.feeds import Calendar, Meeting
from bot.core.meetings import Interview
from bot.core.members import Member
from bot.core.nudges import Kind, Nudge
from bot.core.plan import Exploration, active
from bot.services.ports import Work

_ABOUT_INTERVIEWS = frozenset({Kind.CHECK_IN, Kind.QUESTION})


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What a nudge is about, freshly read: an exploration, an interview with its event, or a
    calendar."""

    member: Member
    exploration: Exploration | None = None
    interview: Interview | None = None
    meeting: Meeting | None = None
    calendar: Calendar | None = None


async def subjects_of(work: Work, nudges: Sequence[Nudge]) -> list[Subject | None]:
    """One for each, None where what it speaks of is gone. Check-ins, of which many may fall due at
    once, take three queries however many they are."""
    about = {n.subject for n in nudges if n.kind in _ABOUT_INTERVIEWS and n.subject}
    members = await work.members.several({nudge.member_id for nudge in nudges})
    interviews = await work.explorations.interviews(about) if about else {}
    meetings = await work.calendars.meetings_of(about) if about else {}
    return [
        await _other_subject(work, nudge, members.get(nudge.member_id))
        if nudge.kind not in _ABOUT_INTERVIEWS
        else _interview_subject(nudge, members, interviews, meetings)
        for nudge in nudges
    ]


def _interview_subject(
    nudge: Nudge,
    members: Mapping[int, Member],
    interviews: Mapping[int, Interview],
    meetings: Mapping[int, Meeting],
) -> Subject | None:
    member, interview = members.get(nudge.member_id), interviews.get(nudge.subject or 0)
    if member is None or interview is None:
        return None
    return Subject(member=member, interview=interview, meeting=meetings.get(interview.id))


async def _other_subject(work: Work, nudge: Nudge, member: Member | None) -> Subject | None:
    if member is None:
        return None
    if nudge.kind is Kind.CALENDAR:
        calendar = await work.calendars.get(nudge.subject or 0)
        return Subject(member=member, calendar=calendar) if calendar else None
    current = active(await work.explorations.of(member.id))
    return Subject(member=member, exploration=current) if current else None
