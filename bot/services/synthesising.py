"""The synthesis of a member's active exploration, or of her last one when it has been decided."""

from dataclasses import dataclass

from bot.core.errors import NotFound
from bot.core.members import Member
from bot.core.plan import Exploration, active
from bot.core.synthesis import Synthesis, synthesise
from bot.services.ports import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Synthesising:
    store: Store

    async def of(self, member: Member) -> tuple[Exploration, Synthesis]:
        """Made anew from what is stored; `NotFound` where nothing was ever planned."""
        async with self.store.reading() as work:
            explorations = await work.explorations.of(member.id)
        if not explorations:
            raise NotFound("There is no exploration yet. Start one with `/outreach plan`.")
        exploration = active(explorations) or explorations[-1]
        return exploration, synthesise(exploration)
