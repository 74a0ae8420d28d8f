"""What the running bot saw is there for whoever asks from another process."""

from datetime import timedelta

from bot.core.observations import Observation, Seen
from bot.services.ports import Store
from tests.storage.cast import NOW

LATER = NOW + timedelta(minutes=15)


async def test_what_is_seen_again_holds_since_it_was_first_seen(store: Store) -> None:
    for at in (NOW, LATER):
        async with store.writing() as work:
            await work.observations.note(Seen.ANOTHER_PROCESS, at)

    async with store.reading() as work:
        [seen] = await work.observations.every()
    assert seen == Observation(seen=Seen.ANOTHER_PROCESS, since=NOW, last_at=LATER)


async def test_what_holds_no_more_is_gone_and_begins_anew(store: Store) -> None:
    async with store.writing() as work:
        await work.observations.note(Seen.ANOTHER_PROCESS, NOW)
        await work.observations.clear(Seen.ANOTHER_PROCESS)
        assert await work.observations.every() == ()
        await work.observations.note(Seen.ANOTHER_PROCESS, LATER)
        [seen] = await work.observations.every()
    assert seen.since == LATER
