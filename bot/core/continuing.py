"""Which options of a changed plan are the old ones: what hangs on an option never comes off by
itself."""

from dataclasses import dataclass, replace

from bot.core.errors import InvalidInput, either, quoted
from bot.core.plan import Exploration, Option


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """An option with how much hangs on it."""

    option: Option
    people: int
    interviews: int

    def __str__(self) -> str:
        """ "3 people and 1 interview" """
        people = f"{self.people} {'person' if self.people == 1 else 'people'}"
        interviews = f"{self.interviews} interview{'' if self.interviews == 1 else 's'}"
        if self.people and self.interviews:
            return f"{people} and {interviews}"
        return people if self.people else interviews


class OptionsUnclear(InvalidInput):
    """Options that hold something are gone from the plan, and which of the `new` ones continues
    each of the `lost`, if any does, only she can say."""

    def __init__(self, lost: tuple[Held, ...], new: tuple[str, ...]) -> None:
        said = tuple(f"{quoted(held.option.name)} with {held}" for held in lost)
        super().__init__(
            f"Your plan had {either(said).replace(' or ', ' and ')}. Say what becomes of that; "
            "nothing was changed.",
            field="options",
        )
        self.lost = lost
        self.new = new


def continued(
    known: Exploration, options: tuple[Option, ...], let_go: frozenset[int] = frozenset()
) -> tuple[Option, ...]:
    """The options, each with the id of the stored one it continues: the id it was given, else that
    of the same name, else by their order where as many were reworded as are missing.

    Of what is missing then, only what is `let_go` may hold something; else `OptionsUnclear`.
    """
    left = {o.id: o for o in known.options}
    given = [replace(o, id=o.id if left.pop(o.id, None) else 0) for o in options]
    names = {o.name.casefold(): o.id for o in left.values()}
    named = [o if o.id else replace(o, id=names.get(o.name.casefold(), 0)) for o in given]
    kept = {o.id for o in named} | let_go
    lost = [o for o in left.values() if o.id not in kept]
    new = [o for o in named if not o.id]
    if len(new) == len(lost):
        ids = iter([o.id for o in lost])
        named = [o if o.id else replace(o, id=next(ids)) for o in named]
    elif held := tuple(each for o in lost if (each := _held(known, o)).people or each.interviews):
        raise OptionsUnclear(held, tuple(o.name for o in new))
    return tuple(_renamed(known, o) for o in named)


def _renamed(known: Exploration, option: Option) -> Option:
    """With all that the stored one has beside its name and target."""
    stored = next((o for o in known.options if o.id == option.id), option)
    return replace(stored, name=option.name, target=option.target)


def _held(known: Exploration, option: Option) -> Held:
    return Held(
        option=option,
        people=sum(person.option == option.name for person in known.people),
        interviews=sum(interview.option == option.name for interview in known.interviews),
    )
