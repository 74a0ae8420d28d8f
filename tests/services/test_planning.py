"""The plan changed: people and interviews stay with their options, or can be given back to one."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.core.continuing import OptionsUnclear
from bot.core.plan import Option
from bot.services.outreach import Outreach
from bot.services.planning import Plan, Planning
from storage.database import Database
from tests.services.world import World


@pytest_asyncio.fixture
async def world(store: Database) -> AsyncIterator[World]:
    world = World(store)
    await world.begin()
    await world.interviewing.log(world.request(), "Priya", None, None)
    yield world


async def plan(world: World, *names: str) -> Plan:
    known = await world.exploration()
    return Plan(
        question=known.question,
        options=tuple(Option(name=name) for name in names),
        starts_on=known.starts_on,
        ends_on=known.ends_on,
        weekly_goal=2,
    )


async def belonging(world: World) -> list[str | None]:
    known = await world.exploration()
    return [p.option for p in known.people] + [i.option for i in known.interviews]


async def test_two_options_reworded_in_one_save_keep_all_that_hangs_on_them(
    world: World, store: Database
) -> None:
    reworded = await plan(world, "Running an agency", "Growing people")
    await Planning(store=store).save(world.request(), reworded)
    assert await belonging(world) == ["Running an agency", "Growing people", "Running an agency"]


async def test_what_holds_something_is_let_go_by_name_and_can_be_given_back(
    world: World, store: Database
) -> None:
    planning = Planning(store=store)
    agency = (await world.exploration()).options[0]
    fewer = await plan(world, "People development")
    with pytest.raises(OptionsUnclear, match="“Agency owner” with 1 person and 1 interview"):
        await planning.save(world.request(), fewer)
    assert await belonging(world) == ["Agency owner", "People development", "Agency owner"]

    await planning.save(world.request(), replace(fewer, let_go=frozenset({agency.id})))
    assert await belonging(world) == [None, "People development", None]

    known = await planning.set_option(world.request(), "Agency owner", 5)
    back = known.options[-1]
    await Outreach(store=store).choose_option(world.request(), known.people[0].id, back.id)
    assert await belonging(world) == ["Agency owner", "People development", "Agency owner"]
