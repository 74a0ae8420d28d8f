"""The same path on Postgres: from an interview's end to the synthesis, and through an outage."""

from collections.abc import AsyncIterator
from datetime import datetime

import aiohttp
import pytest

from bot.commands.trial import trial
from bot.core.nudges import Kind, Nudge
from bot.playground.stories import story_named
from storage.database import Database
from storage.keys import KeyRing, new_key
from tests.journeys.conftest import MAYA, Screen, shown
from tests.journeys.test_one_interview import ANSWERS
from tests.playground.conftest import Page
from tests.postgres import Postgres

AWAY = "The database does not answer, and nothing saved is lost; please try again in a minute."


@pytest.fixture
def key() -> str:
    return new_key()


@pytest.fixture
async def maya(postgres_url: str, key: str) -> AsyncIterator[Screen]:
    """Maya, six weeks in, with a coffee that ends in four minutes, all of it kept on Postgres."""
    story = story_named("midway")
    async with (
        trial(story, port=0, database_url=postgres_url, keys=key) as playground,
        aiohttp.ClientSession() as session,
    ):
        page = Page(session, playground.url, MAYA)
        await page.sees(lambda state: state["connected"])
        yield Screen(page, playground.url)


async def test_an_interview_ends_she_checks_in_and_the_synthesis_answers(maya: Screen) -> None:
    assert await maya.moves_clock("next") == "Resonance wrote to Maya Okafor."
    await maya.taps("checkin.happened")
    await maya.sees("It happened")
    await maya.opens("checkin.form")
    await maya.fills(ANSWERS)
    assert "body ✓ · ratings ✓" in shown(await maya.sees("Saved"))

    synthesis = await maya.types_and_opens("/synthesis")
    assert "People development" in synthesis
    assert "Ana, pull 4:" in synthesis


async def test_an_outage_in_the_middle_of_a_check_in_costs_her_nothing(
    maya: Screen, postgres: Postgres
) -> None:
    await maya.moves_clock("next")
    await maya.taps("checkin.happened")
    await maya.sees("It happened")
    form = await maya.opens("checkin.form")

    with postgres.gone():
        [told] = (await maya.fills(ANSWERS))["view_errors"][form["id"]].values()
    assert told == AWAY

    assert (await maya.fills(ANSWERS))["modals"] == []
    assert "first answers" not in shown(await maya.sees("Saved"))
    assert "Ana, pull 4:" in await maya.types_and_opens("/synthesis")


async def test_while_the_database_is_away_whatever_she_does_is_answered_in_a_sentence(
    maya: Screen, postgres: Postgres
) -> None:
    await maya.moves_clock("next")
    with postgres.gone():
        assert await maya.types("/outreach") == await maya.says("hello?") == f"{AWAY}\n{AWAY}"
        before = len(await maya.messages())
        await maya.taps("checkin.happened")
        state = await maya.page.sees(lambda s: len(s["messages"][maya.dm]) > before)
        assert AWAY in shown(state["messages"][maya.dm][-1])

    assert "Agency owner" in await maya.types("/outreach")


async def test_what_another_process_plans_is_sent_without_waiting_for_a_sweep(
    maya: Screen, postgres_url: str, key: str
) -> None:
    async with Database(postgres_url, KeyRing(key)) as other_process:
        async with other_process.writing() as work:
            member = await work.members.find("T0RESONANCE", MAYA)
            assert member is not None
            at = datetime.fromisoformat((await maya.page.state())["clock"]["now"])
            due = Nudge(key="weekly:now", kind=Kind.WEEK_START, member_id=member.id, due_at=at)
            await work.nudges.plan(due)
        await maya.sees("A new week")
