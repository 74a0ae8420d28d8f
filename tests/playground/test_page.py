"""The page sees what its member may see, and acts as its member alone."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.playground.stories import Story
from tests.playground.conftest import JONAS, MANIFEST, MAYA, MAYAS_DM, Diary, Page


async def test_the_page_is_there(playground: Playground, session: aiohttp.ClientSession) -> None:
    page = await session.get(playground.url)

    assert (page.status, page.content_type) == (200, "text/html")


async def test_she_sees_her_story(maya: Page) -> None:
    state = await maya.state()

    assert state["workspace"] == {"id": "T0RESONANCE", "name": "Lantern Guild"}
    assert [(each["id"], each["kind"]) for each in state["conversations"]] == [
        (MAYAS_DM, "im"),
        ("C0COHORT", "channel"),
    ]
    assert [each["command"] for each in state["commands"]] == ["/outreach"]
    assert len(state["messages"]["C0COHORT"]) == 3
    assert (state["home"], state["modals"], state["connected"]) == (None, [], False)


async def test_a_stranger_sees_nothing(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    state = await Page(session, playground.url, "U0NOBODY").state()

    assert state == {"ok": False, "error": "Slack refuses: user_not_found."}


async def test_messages_are_unread_until_she_looks(slack: AsyncWebClient, maya: Page) -> None:
    for text in ("one", "two"):
        await slack.chat_postMessage(channel=MAYA, text=text)
    before = (await maya.state())["conversations"][0]["unread"]
    await maya.do("home", tab="messages")

    assert (before, (await maya.state())["conversations"][0]["unread"]) == (2, 0)


async def test_what_she_alone_sees_is_gone_once_her_page_is_loaded_anew(
    playground: Playground, slack: AsyncWebClient, maya: Page, jonas: Page
) -> None:
    await slack.chat_postMessage(channel=MAYA, text="for good")
    for user, channel in ((MAYA, MAYAS_DM), (JONAS, "D0JONAS")):
        await slack.chat_postEphemeral(channel=channel, user=user, text="psst")
    await maya.do("forget")

    assert [each["text"] for each in await maya.messages()] == ["for good"]
    assert [each.text for each in playground.state.messages.of(MAYAS_DM)] == ["for good"]
    assert [each["text"] for each in await jonas.messages()] == ["psst"]


MAYAS_FORM = {"view_id": "hers", "state": {}}


@pytest.mark.parametrize(
    ("what", "details", "sentence"),
    [
        ("message", {"channel": MAYAS_DM, "text": "hello"}, "Slack refuses: not_in_channel."),
        ("command", {"channel": MAYAS_DM, "text": "/outreach"}, "Slack refuses: not_in_channel."),
        ("submit", MAYAS_FORM, "Slack refuses: not_found."),
        ("close", MAYAS_FORM, "Slack refuses: not_found."),
        ("zone", {"tz": "Europe/Atlantis"}, "There is no time zone 'Europe/Atlantis'."),
        ("message", {"channel": "C0COHORT", "text": " "}, "There is nothing to send yet."),
        ("message", {"channel": "C0COHORT"}, "'text' is missing."),
    ],
)
async def test_jonas_may_not(
    playground: Playground, jonas: Page, what: str, details: dict[str, Any], sentence: str
) -> None:
    title = {"type": "plain_text", "text": "Plan"}
    hers = playground.state.views.open(MAYA, {"type": "modal", "title": title, "blocks": []})
    details = {key: hers.id if value == "hers" else value for key, value in details.items()}

    assert await jonas.do(what, **details) == {"ok": False, "error": sentence}
    assert playground.state.views.stack(MAYA) == [hers]


async def test_an_app_may_turn_off_what_members_type_to_it(
    story: Story, clock: PlaygroundClock, diary: Diary, session: aiohttp.ClientSession
) -> None:
    features = {**MANIFEST["features"], "app_home": {"messages_tab_read_only_enabled": True}}
    async with Playground(
        manifest={**MANIFEST, "features": features},
        story=story,
        clock=clock,
        due=diary.due,
        settle=diary.settle,
    ) as playground:
        answer = await Page(session, playground.url, MAYA).do(
            "message", channel=MAYAS_DM, text="hello"
        )

    assert answer["error"] == "Sending messages to this app has been turned off."
