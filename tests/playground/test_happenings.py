"""What happens to an app in a real workspace: people leave, bots talk, ids are made anew."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.happenings import Happening
from bot.playground.server import Playground
from bot.playground.socket_mode import SocketFault
from bot.playground.state import APP_ID, APP_USER, BOT_ID
from tests.playground.conftest import (
    JONAS,
    MAYA,
    MAYAS_DM,
    PATIENCE_SECONDS,
    Page,
    Socket,
    opened,
    refused,
)

COHORT = "C0COHORT"


async def test_a_recreated_direct_message_has_a_new_id_and_forgets_the_old(
    playground: Playground, slack: AsyncWebClient, maya: Page
) -> None:
    before = await slack.chat_postMessage(channel=MAYAS_DM, text="hello")
    old = playground.state.response_links.issue(user=MAYA, channel=MAYAS_DM)
    playground.happenings.happen(Happening.DM_RECREATED)

    known = [each["id"] for each in (await maya.state())["conversations"] if each["kind"] == "im"]
    anew = str((await slack.conversations_open(users=MAYA))["channel"]["id"])
    assert known == [anew] != [MAYAS_DM]
    assert await refused(slack.chat_postMessage(channel=MAYAS_DM, text="a")) == "channel_not_found"
    assert await refused(slack.conversations_history(channel=MAYAS_DM)) == "channel_not_found"
    gone = slack.chat_update(channel=MAYAS_DM, ts=str(before["ts"]), text="a")
    assert await refused(gone) == "channel_not_found"
    late = await maya.session.post(f"{maya.url}/response/{old}", json={"text": "Noted."})
    assert late.status == 404
    assert (await slack.chat_postMessage(channel=MAYA, text="hello again"))["channel"] == anew
    assert [each["text"] for each in await maya.messages(anew)] == ["hello again"]


async def test_every_time_it_is_recreated_the_id_is_another(
    playground: Playground, slack: AsyncWebClient
) -> None:
    ids = []
    for _ in range(3):
        ids.append((await slack.conversations_open(users=JONAS))["channel"]["id"])
        playground.happenings.happen(Happening.DM_RECREATED)

    assert len(set(ids)) == 3


async def test_who_leaves_is_told_as_deleted_and_posts_to_her_are_accepted(
    playground: Playground, socket: Socket, slack: AsyncWebClient, jonas: Page
) -> None:
    playground.happenings.happen(Happening.DEACTIVATED, user=JONAS)
    left = await socket.event()

    assert (left["type"], left["user"]["id"], left["user"]["deleted"]) == (
        "user_change",
        JONAS,
        True,
    )
    assert (await slack.users_info(user=JONAS))["user"]["deleted"] is True
    assert (await slack.chat_postMessage(channel="D0JONAS", text="hello?"))["ok"] is True
    assert await refused(slack.conversations_open(users=JONAS)) == "user_disabled"
    said = await jonas.do("message", channel="D0JONAS", text="hello?")
    assert said["error"] == "This account was deactivated."

    playground.happenings.happen(Happening.REACTIVATED, user=JONAS)
    assert (await socket.event())["type"] == "message"  # the echo of what was posted
    assert (await socket.event())["user"]["deleted"] is False
    assert (await jonas.do("message", channel="D0JONAS", text="I am back"))["ok"] is True


@pytest.mark.parametrize(
    ("bot", "wanted"),
    [
        (Happening.SLACKBOT, {"user": "USLACKBOT", "bot_id": None, "subtype": None}),
        (Happening.OTHER_BOT, {"user": None, "bot_id": "B0OTHER", "subtype": "bot_message"}),
    ],
)
async def test_other_bots_write_into_her_direct_message(
    playground: Playground, socket: Socket, maya: Page, bot: Happening, wanted: dict[str, Any]
) -> None:
    playground.happenings.happen(bot, text="Reminder: call Ana")
    event = await socket.event()

    assert {key: event.get(key) for key in wanted} == wanted
    assert (event["channel"], event["channel_type"]) == (MAYAS_DM, "im")
    assert [each["text"] for each in await maya.messages()] == ["Reminder: call Ana"]


async def test_a_preview_comes_as_an_edit_that_nobody_made(
    playground: Playground, socket: Socket, maya: Page
) -> None:
    await maya.do("message", channel=MAYAS_DM, text="https://example.com")
    await socket.event()
    playground.happenings.happen(Happening.UNFURLED)
    event = await socket.event()

    assert (event["subtype"], "user" in event) == ("message_changed", False)
    assert event["message"]["text"] == event["previous_message"]["text"]
    assert "edited" not in event["message"]


async def test_in_a_shared_channel_the_app_hears_and_may_speak(
    playground: Playground, socket: Socket, slack: AsyncWebClient, jonas: Page
) -> None:
    assert await refused(slack.chat_postMessage(channel=COHORT, text="a")) == "not_in_channel"
    playground.happenings.happen(Happening.CHANNELS_SHARED)

    await jonas.do("message", channel=COHORT, text="Morning all")
    event = await socket.event()
    assert (event["channel"], event["channel_type"], event["user"]) == (COHORT, "channel", JONAS)
    assert (await slack.chat_postMessage(channel=COHORT, text="Morning"))["ok"] is True

    playground.happenings.take_back()
    assert await refused(slack.chat_postMessage(channel=COHORT, text="a")) == "not_in_channel"


async def test_in_an_enterprise_interactions_name_no_team(
    playground: Playground, socket: Socket, slack: AsyncWebClient, maya: Page
) -> None:
    playground.happenings.happen(Happening.GRID)
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Go"}}
    block = {"type": "actions", "block_id": "b", "elements": [button]}
    posted = await slack.chat_postMessage(channel=MAYA, text="Go?", blocks=[block])
    echo = await socket.envelope()
    where = {"channel": MAYAS_DM, "message_ts": posted["ts"]}
    await maya.do("action", container=where, block_id="b", action_id="a", element=button)
    tap = await socket.envelope()
    await maya.command("/outreach")
    command = await socket.envelope()

    assert (tap["team"], tap["enterprise"]["id"], tap["is_enterprise_install"]) == (
        None,
        "E0LANTERN",
        True,
    )
    assert tap["user"]["team_id"] == "T0RESONANCE"
    assert (command["team_id"], command["enterprise_id"]) == ("T0RESONANCE", "E0LANTERN")
    assert (echo["team_id"], echo["authorizations"][0]["enterprise_id"]) == (
        "T0RESONANCE",
        "E0LANTERN",
    )


async def test_what_the_app_posts_comes_back_to_one_of_its_sockets(
    playground: Playground, socket: Socket, session: aiohttp.ClientSession, slack: AsyncWebClient
) -> None:
    other = await opened(playground, session)
    for text in ("one", "two"):
        await slack.chat_postMessage(channel=MAYA, text=text)
    heard = [await each.event() for each in (socket, other)]

    assert [event["text"] for event in heard] == ["one", "two"]
    for event in heard:
        assert (event["channel_type"], event["bot_id"], event["app_id"], event["user"]) == (
            "im",
            BOT_ID,
            APP_ID,
            APP_USER,
        )


async def test_bolt_drops_the_app_s_own_messages_edits_and_deletions(
    connected: AsyncApp, slack: AsyncWebClient, maya: Page
) -> None:
    heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    @connected.event("message")
    async def message(event: dict[str, Any]) -> None:
        heard.put_nowait(event)

    posted = await slack.chat_postMessage(channel=MAYA, text="mine")
    mine: dict[str, Any] = {"channel": MAYAS_DM, "ts": str(posted["ts"])}
    await slack.chat_update(**mine, text="changed")
    await slack.chat_delete(**mine)
    await maya.do("message", channel=MAYAS_DM, text="hers")

    first = await asyncio.wait_for(heard.get(), PATIENCE_SECONDS)
    assert (first["user"], first["text"]) == (MAYA, "hers")


async def test_the_app_s_own_edits_and_deletions_have_no_user(
    socket: Socket, slack: AsyncWebClient
) -> None:
    posted = await slack.chat_postMessage(channel=MAYA, text="mine")
    mine: dict[str, Any] = {"channel": MAYAS_DM, "ts": str(posted["ts"])}
    await slack.chat_update(**mine, text="changed")
    await slack.chat_delete(**mine)
    _, changed, deleted = [await socket.event() for _ in range(3)]

    assert (changed["subtype"], deleted["subtype"]) == ("message_changed", "message_deleted")
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("mine", "changed")
    assert (deleted["previous_message"]["bot_id"], deleted["deleted_ts"]) == (BOT_ID, mine["ts"])
    for event in (changed, deleted):
        assert (event["hidden"], event["channel_type"]) == (True, "im")
        assert "user" not in event
        assert event["event_ts"] == event["ts"]


async def test_hello_counts_the_sockets_truly_until_it_claims_more(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    first, second = [await opened(playground, session) for _ in range(2)]
    await playground.sockets.suffer(SocketFault.CROWDED)
    third = await opened(playground, session)
    playground.sockets.take_back()
    fourth = await opened(playground, session)

    told = [each.hello["num_connections"] for each in (first, second, third, fourth)]
    assert told == [1, 2, 4, 4]


async def test_silenced_sockets_say_hello_and_nothing_more(
    playground: Playground, session: aiohttp.ClientSession, maya: Page
) -> None:
    await playground.sockets.suffer(SocketFault.SILENCED)
    socket = await opened(playground, session)
    await maya.do("message", channel=MAYAS_DM, text="anybody?")

    assert socket.hello["type"] == "hello"
    assert playground.sockets.lasting == [SocketFault.SILENCED]
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(socket.envelope(), 0.2)


async def test_the_page_makes_things_happen_and_takes_them_back(maya: Page) -> None:
    address = f"{maya.url}/page/faults"
    for body in ({"happens": "grid"}, {"happens": "channels_shared"}, {"socket": "crowded"}):
        told = await (await maya.session.put(address, json=body)).json()

    assert told == {
        "ok": True,
        "faults": [],
        "lasting": ["crowded", "channels_shared", "grid"],
    }
    assert (await (await maya.session.delete(address)).json())["lasting"] == []
