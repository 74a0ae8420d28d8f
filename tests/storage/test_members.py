"""Members are kept by workspace and user, and go with everything they had."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.core.errors import NotFound
from bot.core.members import Member, Rhythm, WeeklyMoment
from bot.services.ports import Store
from tests.storage.cast import MAYA, NOW, nudge, with_exploration


async def test_a_member_is_read_back_as_saved(store: Store, maya: Member) -> None:
    tuesdays = Rhythm(start=WeeklyMoment(weekday=1, at=time(8, 30), on=False))
    changed = replace(
        maya,
        time_zone=None,
        slack_zone="Asia/Tokyo",
        paused_until=date(2026, 12, 24),
        left_at=NOW,
        rhythm=tuesdays,
    )
    async with store.writing() as work:
        await work.members.save(changed)
    async with store.reading() as work:
        assert await work.members.get(maya.id) == changed
        assert await work.members.every() == (changed,)


async def test_the_same_user_id_in_another_workspace_is_someone_else(
    store: Store, maya: Member
) -> None:
    async with store.writing() as work:
        namesake = await work.members.add(replace(MAYA, team="T0OTHER"))
    async with store.reading() as work:
        assert await work.members.find("T0RESONANCE", "U0MAYA") == maya
        assert await work.members.find("T0OTHER", "U0MAYA") == namesake
        assert await work.members.find("T0OTHER", "U0NOBODY") is None


async def test_a_removed_member_leaves_nothing_and_their_id_is_not_given_again(
    store: Store, maya: Member
) -> None:
    await with_exploration(store, maya)
    async with store.writing() as work:
        await work.nudges.plan(nudge("weekly", maya))
        await work.members.remove(maya)
    async with store.writing() as work:
        assert await work.explorations.of(maya.id) == ()
        assert await work.nudges.get("weekly") is None
        assert (await work.members.add(MAYA)).id > maya.id
        with pytest.raises(NotFound):
            await work.members.get(maya.id)
