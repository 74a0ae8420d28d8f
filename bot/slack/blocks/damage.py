"""A word on what is stored and can't be read any more."""

from bot.core.plan import Exploration
from bot.slack.blocks.kit import Block, context
from bot.slack.words import counted


def unreadable(exploration: Exploration) -> list[Block]:
    """Nothing where all can be read."""
    if not exploration.damaged:
        return []
    things = counted(len(exploration.damaged), "thing")
    return [
        context(
            f"{things} stored here can't be read any more: the database was damaged. All the rest "
            "is as it was. Whoever runs Resonance sees where with `resonance doctor`, and a backup "
            "may still have it."
        )
    ]
