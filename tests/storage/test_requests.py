"""What Slack delivers twice has its effect once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.core.members import Member
from bot.services.ports import AlreadyHandled, Request, Store
from storage.database import Database
from storage.tables import handled_request
from tests.storage.cast import NOW, nudge


def request(member: Member, key: str | None = "Ev01", *, days: int = 0) -> Request:
    return Request(member=member, at=NOW + timedelta(days=days), key=key)


async def test_a_request_delivered_again_is_refused_before_it_does_anything(
    store: Store, maya: Member
) -> None:
    async with store.writing(request(maya)) as work:
        await work.nudges.plan(nudge("once", maya))
    with pytest.raises(AlreadyHandled):
        async with store.writing(request(maya)) as work:
            pytest.fail("the second delivery was let in")


async def test_a_request_that_failed_may_be_delivered_again(store: Store, maya: Member) -> None:
    with pytest.raises(RuntimeError):
        async with store.writing(request(maya)):
            raise RuntimeError
    async with store.writing(request(maya)) as work:
        await work.nudges.plan(nudge("once", maya))


async def test_requests_without_a_key_are_never_refused(store: Store, maya: Member) -> None:
    for _ in range(2):
        async with store.writing(request(maya, None)):
            pass


async def test_a_week_later_a_request_is_forgotten(store: Database, maya: Member) -> None:
    for key, days in (("Ev01", 0), ("Ev02", 6), ("Ev03", 8)):
        async with store.writing(request(maya, key, days=days)):
            pass
    async with store._engines.reading.begin() as connection:
        kept = await connection.execute(select(func.count()).select_from(handled_request))
        assert kept.scalar_one() == 2
