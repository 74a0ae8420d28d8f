"""The ordeal in short, on both databases; `make chaos` has the long one."""

from datetime import timedelta

from tests.chaos.ordeal import ordeal


async def test_killed_five_times_no_nudge_is_lost_and_none_comes_twice() -> None:
    outcome = await ordeal(nudges=60, kills=5, lasting=timedelta(seconds=5))

    assert (outcome.lost, outcome.twice) == (0, 0)


async def test_nor_on_postgres(postgres_url: str) -> None:
    outcome = await ordeal(nudges=60, kills=5, lasting=timedelta(seconds=5), url=postgres_url)

    assert (outcome.lost, outcome.twice) == (0, 0)
