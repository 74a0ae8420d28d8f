"""A nudge is planned once, claimed by one, and settled only by whoever holds the claim."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.members import Member
from bot.core.nudges import LEASE, Kind, Lane, Nudge, State
from bot.services.ports import Store
from storage.database import Database
from storage.keys import KeyRing
from tests.storage.cast import NOW, nudge

LATER = NOW + timedelta(hours=1)


async def planned(store: Store, *nudges: Nudge) -> None:
    async with store.writing() as work:
        for each in nudges:
            await work.nudges.plan(each)


async def claimed(store: Store, now: datetime = NOW, limit: int = 10) -> tuple[Nudge, ...]:
    async with store.writing() as work:
        return await work.nudges.claim(Lane.MESSAGES, now, LEASE, limit)


async def settled(
    store: Store,
    claim: Nudge,
    state: State,
    *,
    next_at: datetime | None = None,
    error: str | None = None,
) -> bool:
    async with store.writing() as work:
        return await work.nudges.settle(claim, state=state, next_at=next_at, error=error)


async def read(store: Store, key: str = "weekly") -> Nudge | None:
    async with store.reading() as work:
        return await work.nudges.get(key)


async def wakes_at(store: Store) -> datetime | None:
    async with store.reading() as work:
        return await work.nudges.next_at(Lane.MESSAGES)


async def test_planning_again_moves_what_waits(store: Store, maya: Member) -> None:
    await planned(store, nudge("weekly", maya), nudge("weekly", maya, due_at=LATER))
    moved = await read(store)
    assert moved is not None
    assert moved.due_at == await wakes_at(store) == LATER


async def test_only_what_is_due_is_claimed_oldest_first_and_no_more_than_asked(
    store: Store, maya: Member
) -> None:
    moments = {"third": 0, "second": 1, "first": 2, "tomorrow": -1}
    await planned(
        store,
        *(nudge(key, maya, due_at=NOW - timedelta(minutes=ago)) for key, ago in moments.items()),
    )
    assert [n.key for n in await claimed(store, limit=2)] == ["first", "second"]
    assert [n.key for n in await claimed(store)] == ["third"]
    assert await claimed(store) == ()


async def test_planning_again_leaves_what_is_claimed_or_sent(store: Store, maya: Member) -> None:
    await planned(store, nudge("weekly", maya))
    [claim] = await claimed(store)
    await planned(store, nudge("weekly", maya, due_at=LATER))
    assert await read(store) == claim
    await settled(store, claim, State.SENT)
    await planned(store, nudge("weekly", maya, due_at=LATER))
    assert await read(store) == replace(claim, state=State.SENT)
    assert await wakes_at(store) is None


@pytest.mark.parametrize("end", [State.DROPPED, State.FAILED])
async def test_planning_again_revives_what_was_not_sent_and_its_attempts_go_on_counting(
    store: Store, maya: Member, end: State
) -> None:
    await planned(store, nudge("weekly", maya))
    [claim] = await claimed(store)
    await settled(store, claim, end, error="channel_not_found")
    await planned(store, nudge("weekly", maya, due_at=LATER))
    assert await read(store) == replace(nudge("weekly", maya, due_at=LATER), id=claim.id, attempt=1)
    assert await wakes_at(store) == LATER
    [again] = await claimed(store, LATER)
    assert not await settled(store, claim, State.SENT)
    assert await settled(store, again, State.SENT)


async def test_planning_again_moves_what_is_being_tried_again(store: Store, maya: Member) -> None:
    await planned(store, nudge("weekly", maya))
    [claim] = await claimed(store)
    await settled(store, claim, State.PLANNED, next_at=LATER, error="throttled")
    tomorrow = NOW + timedelta(days=1)
    await planned(store, nudge("weekly", maya, due_at=tomorrow))
    assert await wakes_at(store) == tomorrow


async def test_a_claim_is_nobody_elses_until_its_lease_lapses(store: Store, maya: Member) -> None:
    await planned(store, nudge("weekly", maya))
    [first] = await claimed(store)
    assert await wakes_at(store) == NOW + LEASE
    assert await claimed(store, NOW + LEASE - timedelta(seconds=1)) == ()
    [second] = await claimed(store, NOW + LEASE)
    assert (first.attempt, second.attempt) == (1, 2)


async def test_whoever_lost_the_claim_settles_nothing(store: Store, maya: Member) -> None:
    await planned(store, nudge("weekly", maya))
    [lost] = await claimed(store)
    [held] = await claimed(store, NOW + LEASE)
    assert not await settled(store, lost, State.FAILED)
    assert await settled(store, held, State.SENT)
    assert not await settled(store, held, State.FAILED)
    after = await read(store)
    assert after is not None
    assert after.state is State.SENT


async def test_another_try_keeps_its_due_time_and_the_next_occasion_has_its_own(
    store: Store, maya: Member
) -> None:
    await planned(store, nudge("weekly", maya))
    [first] = await claimed(store)
    await settled(store, first, State.PLANNED, next_at=LATER, error="throttled")
    [second] = await claimed(store, LATER)
    assert (second.attempt, second.due_at) == (2, NOW)
    tomorrow = NOW + timedelta(days=1)
    await settled(store, second, State.PLANNED, next_at=tomorrow)
    [next_one] = await claimed(store, tomorrow)
    assert (next_one.attempt, next_one.due_at, next_one.error) == (3, tomorrow, None)


async def test_where_slack_put_it_is_kept(store: Store, maya: Member) -> None:
    await planned(store, nudge("weekly", maya))
    [claim] = await claimed(store)
    async with store.writing() as work:
        await work.nudges.settle(claim, state=State.SENT, channel="D0MAYA", ts="1764066615.000100")
    sent = await read(store)
    assert sent is not None
    assert (sent.channel, sent.ts) == ("D0MAYA", "1764066615.000100")


async def test_dropping_takes_back_what_is_planned_and_only_that(
    store: Store, maya: Member
) -> None:
    await planned(store, nudge("weekly", maya), nudge("claimed", maya, due_at=NOW))
    async with store.writing() as work:
        await work.nudges.drop("weekly")
    [claim] = await claimed(store)
    async with store.writing() as work:
        await work.nudges.drop("claimed")
    dropped = await read(store)
    assert dropped is not None
    assert dropped.state is State.DROPPED
    assert await read(store, "claimed") == claim


async def test_what_is_coming_leaves_out_polls_and_other_members(
    store: Store, maya: Member
) -> None:
    async with store.writing() as work:
        priya = await work.members.add(replace(maya, user="U0PRIYA", id=0))
    poll = Nudge(key="poll", kind=Kind.POLL, member_id=maya.id, due_at=NOW)
    await planned(
        store, poll, nudge("b", maya, due_at=LATER), nudge("a", maya), nudge("hers", priya)
    )
    async with store.reading() as work:
        assert [n.key for n in await work.nudges.coming(maya.id)] == ["a", "b"]


async def test_failures_are_what_failed_or_is_tried_again_newest_first(
    store: Store, maya: Member
) -> None:
    ago = {"sent": 4, "failed": 3, "retried": 2, "recovered": 1, "fresh": 0}
    await planned(
        store,
        *(nudge(key, maya, due_at=NOW - timedelta(minutes=n)) for key, n in ago.items()),
    )
    for claim in await claimed(store):
        match claim.key:
            case "sent" | "recovered":
                await settled(store, claim, State.SENT)
            case "failed":
                await settled(store, claim, State.FAILED, error="account_inactive")
            case "retried":
                await settled(store, claim, State.PLANNED, next_at=LATER, error="throttled")
    async with store.reading() as work:
        failures = await work.nudges.failures(maya.id, 10)
        latest = await work.nudges.failures(maya.id, 1)
    assert [n.key for n in failures] == ["retried", "failed"]
    assert latest == failures[:1]


async def test_the_clock_is_told_once_of_the_earliest_after_the_commit(
    url: str, keys: KeyRing, store: Database, maya: Member
) -> None:
    told: list[datetime] = []
    async with Database(url, keys, told.append) as database:
        async with database.writing() as work:
            await work.nudges.plan(nudge("late", maya, due_at=LATER))
            await work.nudges.plan(nudge("soon", maya, due_at=NOW))
            assert told == []
        assert told == [NOW]
        assert await read(store, "soon") is not None
        async with database.writing():
            pass
        assert told == [NOW]


async def test_what_was_rolled_back_is_neither_stored_nor_told(
    url: str, keys: KeyRing, maya: Member
) -> None:
    told: list[datetime] = []

    async def failing(database: Database) -> None:
        async with database.writing() as work:
            await work.nudges.plan(nudge("never", maya))
            raise RuntimeError

    async with Database(url, keys, told.append) as database:
        with pytest.raises(RuntimeError):
            await failing(database)
        assert await read(database, "never") is None
    assert told == []


@pytest.mark.parametrize("kind", Kind)
async def test_a_nudge_of_any_kind_can_be_about_nothing_in_particular(
    store: Store, maya: Member, kind: Kind
) -> None:
    await planned(store, replace(nudge("any", maya), kind=kind))
    kept = await read(store, "any")
    assert kept is not None
    assert (kept.kind, kept.subject) == (kind, None)
