"""Writes down what the running bot sees of its surroundings, for `doctor` to read."""

import logging
from dataclasses import dataclass

from bot.core.errors import ResonanceError
from bot.core.observations import Seen
from bot.services.ports import Now, Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Observing:
    """Nothing waits for it, and a store that is away is no fault here."""

    store: Store
    now: Now

    async def sharing(self, shared: bool) -> bool:
        """Whether another process is connected to Slack as this app; False where that could not
        be written down."""
        try:
            async with self.store.writing() as work:
                if shared:
                    await work.observations.note(Seen.ANOTHER_PROCESS, self.now())
                else:
                    await work.observations.clear(Seen.ANOTHER_PROCESS)
        except ResonanceError as fault:
            logger.warning("could not write down what was seen", extra={"because": str(fault)})
            return False
        return True
