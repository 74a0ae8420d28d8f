"""Forgetting: all of a member, or one person wherever they are named."""

from dataclasses import dataclass, replace

from bot.core.detection import Scope, remembered_keys
from bot.core.meetings import Verdict
from bot.core.members import Member
from bot.core.names import folded
from bot.core.people import Person, find_person
from bot.core.plan import Exploration
from bot.services.interviewing import remember
from bot.services.portability.scrub import Scrub, without
from bot.services.ports import Store, Work


@dataclass(frozen=True, kw_only=True, slots=True)
class Forgotten:
    """What is gone: all of it, or one person with every interview held with them."""

    explorations: int = 0
    people: int = 0
    interviews: int = 0


async def forget(store: Store, member: Member, person: str | None = None) -> Forgotten:
    """Removes the member with everything, or the one person whom `person` names.

    Of a person, the interviews and check-ins go too, and their events in her calendars are no
    interviews from then on; where a text that stays holds the full name, "someone" takes its place.
    Raises `NotFound` or `Ambiguous` for a name that is no one person's.
    """
    async with store.writing() as work:
        explorations = await work.explorations.of(member.id)
        if person is None:
            await work.members.remove(member)
            return _between(explorations, ())
        gone, scrub = _sought(explorations, person)
        left = tuple(without(exploration, scrub, gone) for exploration in explorations)
        for before, after in zip(explorations, left, strict=True):
            await _ask_no_more(work, member, before, after)
            await _store(work, before, after)
            await _scrub_drafts(work, after, scrub)
        await _scrub_calendars(work, member, scrub)
    return _between(explorations, left)


def _sought(explorations: tuple[Exploration, ...], words: str) -> tuple[frozenset[str], Scrub]:
    """The names that go, of one person in whichever exploration, and what finds them in texts."""
    everybody = [p for each in explorations for p in each.people]
    person = find_person(tuple({p.name.casefold(): p for p in everybody}.values()), words)
    alike = [p for p in everybody if p.name.casefold() == person.name.casefold()]
    longer = {p.name for p in everybody if folded(person.name) in folded(p.name)}
    return (
        frozenset(p.name for p in alike),
        Scrub(person.name, _ways(alike), longer - {p.name for p in alike}),
    )


def _ways(people: list[Person]) -> set[str]:
    """By what else they are reached."""
    return {way for p in people for way in (p.email, p.link) if way}


async def _ask_no_more(work: Work, member: Member, before: Exploration, after: Exploration) -> None:
    """Her calendars still have the events; they are not to bring the person in again."""
    gone = {i.id for i in before.interviews} - {i.id for i in after.interviews}
    for meeting in (await work.calendars.meetings_of(gone)).values():
        keys = remembered_keys(meeting.uid, meeting.recurrence_id, meeting.title)
        await remember(work, member, keys, Verdict.NO, Scope.ONE)


async def _scrub_drafts(work: Work, exploration: Exploration, scrub: Scrub) -> None:
    for interview in exploration.interviews:
        if draft := await work.explorations.draft(interview.id):
            await work.explorations.save_draft(replace(draft, typed=scrub.document(draft.typed)))


async def _store(work: Work, before: Exploration, after: Exploration) -> None:
    """Stores what differs, so that ids, and the nudges that hang on them, stay."""
    await _remove_missing(work, before, after)
    await work.explorations.save_plan(after)
    for person in set(after.people) - set(before.people):
        await work.explorations.save_person(after, person)
    for interview in set(after.interviews) - set(before.interviews):
        await work.explorations.save_interview(after, interview)
        if interview.check_in:
            await work.explorations.save_check_in(interview.id, interview.check_in)


async def _remove_missing(work: Work, before: Exploration, after: Exploration) -> None:
    left = {interview.id for interview in after.interviews}
    for interview in before.interviews:
        if interview.id not in left:
            await work.explorations.remove_interview(interview.id)
    for person in before.people:
        if after.person(person.name) is None:
            await work.explorations.remove_person(person.id)


async def _scrub_calendars(work: Work, member: Member, scrub: Scrub) -> None:
    for calendar in await work.calendars.of(member.id):
        kept = {
            words: said for words, said in calendar.remembered.items() if not scrub.names(words)
        }
        scrubbed = replace(
            calendar,
            name=scrub.may_text(calendar.name),
            trouble=scrub.may_text(calendar.trouble),
            remembered=kept,
            keywords=tuple(word for word in calendar.keywords if not scrub.names(word)),
            unread=tuple(scrub.text(why) for why in calendar.unread),
        )
        await work.calendars.save(scrubbed)
        for meeting in await work.calendars.meetings(calendar.id):
            told = replace(
                meeting,
                uid=scrub.text(meeting.uid),
                title=scrub.text(meeting.title),
                because=scrub.text(meeting.because),
            )
            await work.calendars.save_meeting(told)


def _between(before: tuple[Exploration, ...], after: tuple[Exploration, ...]) -> Forgotten:
    return Forgotten(
        explorations=len(before) - len(after),
        people=_people(before) - _people(after),
        interviews=_interviews(before) - _interviews(after),
    )


def _people(explorations: tuple[Exploration, ...]) -> int:
    return sum(len(each.people) for each in explorations)


def _interviews(explorations: tuple[Exploration, ...]) -> int:
    return sum(len(each.interviews) for each in explorations)
