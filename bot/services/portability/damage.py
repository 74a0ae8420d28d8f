"""What could not be exported because it is damaged, by its place in the file."""

from collections.abc import Iterator, Mapping

from bot.core.damage import Damage
from bot.core.plan import Exploration
from bot.services.portability.exporting import confirmed

#: The list of the file in which the rows of a table stand; an exploration's own are beside them.
_LISTS = {
    "option": "options",
    "person": "people",
    "interview": "interviews",
    "check_in": "interviews",
}
#: The file's own words for two columns.
_KEYS = {"label": "id", "answers": "check_in"}


def damage_lines(explorations: tuple[Exploration, ...]) -> Iterator[str]:
    """A line for each, as "explorations[0].interviews[3].check_in: is damaged ..."."""
    for place, exploration in enumerate(explorations):
        ids = {
            "options": [option.id for option in exploration.options],
            "people": [person.id for person in exploration.people],
            "interviews": [interview.id for interview in confirmed(exploration).interviews],
        }
        for damage in exploration.damaged:
            where = f"explorations[{place}].{_within(damage, ids)}"
            yield f"{where}: is damaged in the database ({damage}); everything else was exported"


def _within(damage: Damage, ids: Mapping[str, list[int]]) -> str:
    key = _KEYS.get(damage.column, damage.column)
    name = _LISTS.get(damage.table)
    if name is None:
        return key
    place = f"[{ids[name].index(damage.id)}]" if damage.id in ids[name] else ""
    return f"{name}{place}.{key}"
