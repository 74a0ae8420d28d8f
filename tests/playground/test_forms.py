"""Forms are held to what Slack's own client lets through, and Slack to what an app answers."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.conftest import Page
from tests.playground.test_interactions import NAME_FORM, named


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("x" * 41, "Please use at most 40 characters (now 41)."),
        ("Jo", "Please use at least 3 characters."),
    ],
)
async def test_words_that_do_not_fit_their_field_never_reach_the_app(
    connected: AsyncApp, maya: Page, name: str, sentence: str
) -> None:
    saved: list[str] = []
    [field] = NAME_FORM["blocks"]
    narrow = field | {"element": field["element"] | {"min_length": 3, "max_length": 40}}

    @connected.command("/outreach")
    async def outreach(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        view = NAME_FORM | {"blocks": [narrow]}
        await client.views_open(trigger_id=command["trigger_id"], view=view)

    @connected.view("person.add")
    async def add(ack: Any, view: dict[str, Any]) -> None:
        saved.append(view["state"]["values"]["name"]["typed"]["value"])
        await ack()

    await maya.command("/outreach add")
    state = await maya.sees(lambda state: state["modals"])
    view_id = state["modals"][-1]["id"]
    await maya.do("submit", view_id=view_id, state=named(name))
    assert (await maya.state())["view_errors"] == {view_id: {"name": sentence}}

    await maya.do("submit", view_id=view_id, state=named("x" * 40))
    assert saved == ["x" * 40]


async def test_a_view_too_large_for_slack_is_trouble_in_an_answer_too(
    connected: AsyncApp, maya: Page
) -> None:
    section = {"type": "section", "text": {"type": "plain_text", "text": "x" * 3000}}
    huge = NAME_FORM | {"blocks": [section] * 90}

    @connected.command("/outreach")
    async def outreach(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=NAME_FORM)
        await ack()

    @connected.view("person.add")
    async def add(ack: Any) -> None:
        await ack(response_action="update", view=huge)

    await maya.command("/outreach add")
    view_id = (await maya.state())["modals"][-1]["id"]
    answer = await maya.do("submit", view_id=view_id, state=named("Ana Lima"))

    assert answer["error"] == "We had some trouble connecting. Try again?"
