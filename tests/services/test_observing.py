"""What the running bot sees is written down, and a store that is away stops nothing."""

from datetime import UTC, datetime
from pathlib import Path

from bot.core.observations import Observation, Seen
from bot.services.observing import Observing
from storage.database import Database
from storage.keys import KeyRing, new_key

NOON = datetime(2026, 10, 16, 12, tzinfo=UTC)


async def test_another_process_is_on_record_for_as_long_as_it_is_there(tmp_path: Path) -> None:
    async with Database(f"sqlite:///{tmp_path}/resonance.db", KeyRing(new_key())) as store:
        observing = Observing(store=store, now=lambda: NOON)
        assert await observing.sharing(shared=True)
        async with store.reading() as work:
            seen = await work.observations.every()
        assert await observing.sharing(shared=False)
        async with store.reading() as work:
            gone = await work.observations.every()
    assert seen == (Observation(seen=Seen.ANOTHER_PROCESS, since=NOON, last_at=NOON),)
    assert gone == ()


async def test_a_store_that_is_away_is_told_again_later(tmp_path: Path) -> None:
    store = Database(f"sqlite:///{tmp_path}/nowhere/resonance.db", KeyRing(new_key()))
    assert not await Observing(store=store, now=lambda: NOON).sharing(shared=True)
    await store.close()
