"""A member's explorations carried out of the database and into one, whole."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from dataclasses import replace as changed

from bot.core.errors import InvalidInput
from bot.core.members import Member
from bot.core.plan import Exploration
from bot.services.portability.importing import Imported
from bot.services.ports import Store, Work

#: Plans what lies ahead of an exploration; what is past stays past.
Plan = Callable[[Work, Member, Exploration], Awaitable[None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedCounts:
    """How much an import brought."""

    explorations: int
    people: int
    interviews: int


async def export(store: Store, member: Member) -> tuple[Exploration, ...]:
    async with store.reading() as work:
        return await work.explorations.of(member.id)


async def import_explorations(
    store: Store, *, team: str, user: str, imported: Imported, replace: bool, plan: Plan
) -> ImportedCounts:
    """Stores everything or nothing, for a member who is made where absent.

    Refuses a member who has explorations, unless `replace`: then theirs are removed. The file's
    time zone becomes the member's; one without leaves it as it is.
    """
    async with store.writing() as work:
        member = await _member(work, team, user, imported.time_zone)
        if await work.explorations.of(member.id):
            if not replace:
                raise InvalidInput(
                    "This member has explorations already; --replace puts these in their place."
                )
            await work.explorations.remove_all(member.id)
        for exploration in imported.explorations:
            await plan(work, member, await work.explorations.add(member.id, exploration))
    return _counted(imported.explorations)


def summary(counts: ImportedCounts) -> str:
    """As in "imported 1 exploration, 10 people, 8 interviews"."""
    return (
        f"imported {_many(counts.explorations, 'exploration', 'explorations')}, "
        f"{_many(counts.people, 'person', 'people')}, "
        f"{_many(counts.interviews, 'interview', 'interviews')}"
    )


async def _member(work: Work, team: str, user: str, time_zone: str | None) -> Member:
    known = await work.members.find(team, user)
    if known is None:
        return await work.members.add(Member(team=team, user=user, time_zone=time_zone))
    member = changed(known, time_zone=time_zone or known.time_zone)
    await work.members.save(member)
    return member


def _counted(explorations: tuple[Exploration, ...]) -> ImportedCounts:
    return ImportedCounts(
        explorations=len(explorations),
        people=sum(len(each.people) for each in explorations),
        interviews=sum(len(each.interviews) for each in explorations),
    )


def _many(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
