"""The check-in saved: durable before she reads "saved", amendable, with the first answer kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.core.agenda import reflections_due
from bot.core.errors import InvalidInput, NotFound
from bot.core.meetings import Interview, Medium, Status
from bot.core.members import Member
from bot.core.names import folded
from bot.core.people import Person, checked_name, find_person
from bot.core.plan import Exploration, active, find_option
from bot.core.reflection import CheckIn
from bot.services.interviewing import note_met
from bot.services.nudges.planning import drop_interview
from bot.services.planning import exploration_of
from bot.services.ports import Draft, Now, Request, Store, Work


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """A filled-in form: the check-in, and what it says of the interview itself."""

    check_in: CheckIn
    medium: Medium | None = None
    person: str | None = None
    option: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved:
    """What was stored; a check-in with a first answer beside it replaced an earlier one."""

    interview: Interview
    check_in: CheckIn


class Overtaken(Exception):
    """Newer answers were stored while this form was open; it must not put itself over them."""


def version(interview: Interview) -> str | None:
    """Which answers an interview has; it changes whenever they do."""
    return interview.check_in.answered_at.isoformat() if interview.check_in else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reflecting:
    """Saves check-ins and knows which ones are still awaited."""

    store: Store
    now: Now

    async def awaited(self, member: Member) -> tuple[Interview, ...]:
        """Interviews that are over and wait for a check-in, latest first."""
        async with self.store.reading() as work:
            exploration = active(await work.explorations.of(member.id))
        return reflections_due(exploration, self.now()) if exploration else ()

    async def of(self, member: Member, interview_id: int) -> tuple[Exploration, Interview]:
        """An interview to reflect on, in its exploration; `NotFound` when it is gone."""
        async with self.store.reading() as work:
            return _find(await work.explorations.of(member.id), interview_id)

    async def latest_with(self, member: Member, words: str) -> Interview:
        """The latest interview with whoever `words` name that has begun."""
        async with self.store.reading() as work:
            exploration = await exploration_of(work, member)
        person = find_person(exploration.people, words)
        begun = [
            i
            for i in exploration.interviews
            if i.person == person.name and i.certain and i.starts_at <= self.now()
        ]
        if not begun:
            raise NotFound(
                f"No conversation with {person.name} has begun yet. "
                f"If you just met, log it: `/interviews log {person.name}`"
            )
        due = reflections_due(exploration, self.now())
        return max(begun, key=lambda i: (i in due, i.status is Status.HELD, i.starts_at))

    async def draft(self, interview: Interview) -> Mapping[str, Any] | None:
        """What was typed and never sent, if it began from the answers as they are now."""
        async with self.store.reading() as work:
            kept = await work.explorations.draft(interview.id)
        return kept.typed if kept and kept.began_from == version(interview) else None

    async def keep_draft(self, member: Member, draft: Draft) -> None:
        """Keeps what has been typed so far; nothing where its interview is not hers any more."""
        async with self.store.writing() as work:
            explorations = await work.explorations.of(member.id)
            if any(e.interview(draft.interview_id) for e in explorations):
                await work.explorations.save_draft(draft)

    async def save(
        self, request: Request, interview_id: int, answers: Answers, *, began_from: str | None
    ) -> Saved:
        """Stores the answers in one transaction: the interview was held, its person was met.

        `began_from` is the version of the answers that the form was opened with; `Overtaken` when
        others have been stored since, and then nothing is.
        """
        async with self.store.writing(request) as work:
            exploration, known = _find(await work.explorations.of(request.member.id), interview_id)
            if version(known) != began_from:
                raise Overtaken
            interview = await _described(work, request, exploration, known, answers)
            check_in = known.check_in
            amended = check_in.amended(answers.check_in) if check_in else answers.check_in
            await work.explorations.save_check_in(interview.id, amended)
            await work.explorations.remove_draft(interview.id)
            await drop_interview(work, interview)
            return Saved(interview=interview, check_in=amended)


async def _described(
    work: Work, request: Request, exploration: Exploration, known: Interview, answers: Answers
) -> Interview:
    person = await _person(work, exploration, answers) if answers.person else None
    option = find_option(exploration.options, answers.option).name if answers.option else None
    interview = replace(
        known,
        status=Status.HELD,
        certain=True,
        medium=answers.medium or known.medium,
        person=person.name if person else known.person,
        option=option or known.option or (person.option if person else None),
    )
    if person is not None and exploration.person(person.name) is None:
        exploration = replace(exploration, people=(*exploration.people, person))
    await work.explorations.save_interview(exploration, interview)
    await note_met(work, request, exploration, interview)
    return interview


async def _person(work: Work, exploration: Exploration, answers: Answers) -> Person:
    """The person typed into the form: one of hers whose name has these very words, or a new one."""
    name = checked_name(answers.person or "")
    typed = set(folded(name).split())
    match [p for p in exploration.people if typed <= set(folded(p.name).split())]:
        case [person]:
            return person
        case []:
            new = Person(name=name, option=answers.option)
            return await work.explorations.save_person(exploration, new)
        case several:
            names = ", ".join(p.name for p in several)
            raise InvalidInput(f"Which one: {names}? Write the whole name.", field="person")


def _find(
    explorations: tuple[Exploration, ...], interview_id: int
) -> tuple[Exploration, Interview]:
    for exploration in explorations:
        if (interview := exploration.interview(interview_id)) is not None:
            return exploration, interview
    raise NotFound("That interview is not stored any more.")
