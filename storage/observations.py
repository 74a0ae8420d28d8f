"""What a running bot sees of its surroundings: written by `run`, read by `doctor`."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.observations import Observation, Seen
from storage.tables import observation
from storage.upserts import insert_into


class SqlObservations:
    """The port `Observations` within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(self, seen: Seen, at: datetime) -> None:
        first = insert_into(observation, self._connection).values(seen=seen, since=at, last_at=at)
        again = first.on_conflict_do_update(
            index_elements=[observation.c.seen], set_={"last_at": at}
        )
        await self._connection.execute(again)

    async def clear(self, seen: Seen) -> None:
        await self._connection.execute(delete(observation).where(observation.c.seen == seen))

    async def every(self) -> tuple[Observation, ...]:
        rows = await self._connection.execute(select(observation).order_by(observation.c.since))
        return tuple(Observation(**row._mapping) for row in rows)
