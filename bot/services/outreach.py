"""People: added, found, and moved from one stage to the next in one step."""

from dataclasses import dataclass, replace

from bot.core.errors import InvalidInput, NotFound, ResonanceError
from bot.core.people import Person, Stage, checked_name, find_person
from bot.core.plan import Exploration, find_option, pace
from bot.services.nudges.planning import read_anew
from bot.services.planning import exploration_of
from bot.services.ports import Request, Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """A person as they were and as they are, in the exploration as it is now; `meets_goal` with
    the very step that meets this week's goal."""

    exploration: Exploration
    before: Person
    person: Person
    meets_goal: bool = False


class GoesBack(ResonanceError):
    """A step back to a stage that was passed already, which may be a slip; nothing was changed."""

    def __init__(self, person: Person, stage: Stage) -> None:
        super().__init__("That would be a step back; nothing was changed.")
        self.person = person
        self.stage = stage


@dataclass(frozen=True, kw_only=True, slots=True)
class Outreach:
    """Whom she wants to talk to, and how far things have come."""

    store: Store

    async def add(self, request: Request, person: Person) -> Moved:
        """Adds a person; the option may be named in any case, or left open while several exist."""
        name = checked_name(person.name)
        async with self.store.writing(request) as work:
            exploration = await exploration_of(work, request.member)
            if any(p.name.casefold() == name.casefold() for p in exploration.people):
                raise InvalidInput(f"{name} is here already.", field="name")
            wanted = replace(person, name=name, option=_option_for(exploration, person.option))
            saved = await work.explorations.save_person(exploration, wanted)
            await read_anew(work, request.member.id, request.at)
            return Moved(
                exploration=replace(exploration, people=(*exploration.people, saved)),
                before=saved,
                person=saved,
            )

    async def move(
        self, request: Request, who: str | int, stage: Stage, *, sure: bool = False
    ) -> Moved:
        """Moves a person, named in words or by id; doing so twice changes nothing more.

        `GoesBack` where that stage was passed already, unless she is `sure`."""
        async with self.store.writing(request) as work:
            exploration = await exploration_of(work, request.member)
            before = whom(exploration, who)
            if not sure and before.would_go_back(stage):
                raise GoesBack(before, stage)
            person = before.moved_to(stage, request.at)
            if person is not before:
                await work.explorations.save_person(exploration, person)
            people = tuple(person if p.id == person.id else p for p in exploration.people)
            after = replace(exploration, people=people)
            return Moved(
                exploration=after,
                before=before,
                person=person,
                meets_goal=_meets_goal(request, exploration, after),
            )

    async def choose_option(self, request: Request, person_id: int, option_id: int) -> Moved:
        """Says to which option somebody belongs, and so do their interviews that have none."""
        async with self.store.writing(request) as work:
            exploration = await exploration_of(work, request.member)
            before = whom(exploration, person_id)
            option = next((o.name for o in exploration.options if o.id == option_id), None)
            if option is None:
                raise NotFound("That option is not in your plan any more.")
            person = replace(before, option=option)
            saved = await work.explorations.save_person(exploration, person)
            for interview in exploration.interviews:
                if interview.person == saved.name and interview.option is None:
                    given = replace(interview, option=option)
                    await work.explorations.save_interview(exploration, given)
            people = tuple(saved if p.id == saved.id else p for p in exploration.people)
            return Moved(
                exploration=replace(exploration, people=people), before=before, person=saved
            )


def _option_for(exploration: Exploration, words: str | None) -> str | None:
    if words is not None:
        return find_option(exploration.options, words).name
    return exploration.options[0].name if len(exploration.options) == 1 else None


def whom(exploration: Exploration, who: str | int) -> Person:
    """A person named in words or by id."""
    if isinstance(who, str):
        return find_person(exploration.people, who)
    found = next((p for p in exploration.people if p.id == who), None)
    if found is None:
        raise NotFound("That person is not in your current exploration any more.")
    return found


def _meets_goal(request: Request, before: Exploration, after: Exploration) -> bool:
    """Whether this step, and none before it, brought the week to its goal."""
    zone = request.member.zone
    if zone is None or not after.weekly_goal:
        return False
    return pace(after, request.at, zone).goal_met and not pace(before, request.at, zone).goal_met
