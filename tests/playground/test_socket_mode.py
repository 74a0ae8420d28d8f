"""What goes unacknowledged is sent again with its event_id; each payload goes to one socket."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import delivery, events
from bot.playground.server import Playground
from tests.playground.conftest import MAYAS_DM, PATIENCE_SECONDS, Page


async def new_address(playground: Playground, session: aiohttp.ClientSession) -> str:
    slack = AsyncWebClient(base_url=playground.api_url, session=session)
    opened = await slack.apps_connections_open(app_token=playground.app_token)
    return str(opened["url"])


@pytest.fixture
async def address(playground: Playground, session: aiohttp.ClientSession) -> str:
    return await new_address(playground, session)


@pytest.fixture
async def socket(
    address: str, session: aiohttp.ClientSession
) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with session.ws_connect(address) as socket:
        assert (await next_envelope(socket))["type"] == "hello"
        yield socket


async def next_envelope(socket: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
    envelope: dict[str, Any] = await socket.receive_json(timeout=PATIENCE_SECONDS)
    return envelope


async def test_an_unanswered_event_comes_again_at_once_with_its_own_id(
    socket: aiohttp.ClientWebSocketResponse, maya: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "ACK_WITHIN_SECONDS", 0.05)

    await maya.do("message", channel=MAYAS_DM, text="hello?")
    first, second = await next_envelope(socket), await next_envelope(socket)

    assert (first["retry_attempt"], second["retry_attempt"]) == (0, 1)
    assert second["retry_reason"] == "timeout"
    assert first["payload"]["event_id"] == second["payload"]["event_id"]
    assert first["envelope_id"] != second["envelope_id"]


async def test_it_comes_four_times_and_no_more(
    socket: aiohttp.ClientWebSocketResponse, maya: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "ACK_WITHIN_SECONDS", 0.02)
    monkeypatch.setattr(events, "REDELIVERED_AFTER_SECONDS", (0, 0.01, 0.02))

    await maya.do("message", channel=MAYAS_DM, text="hello?")
    sent = [await next_envelope(socket) for _ in range(4)]
    with pytest.raises(TimeoutError):
        await socket.receive_json(timeout=0.2)

    assert [(each["retry_attempt"], each["retry_reason"]) for each in sent] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
        (3, "timeout"),
    ]


def test_slack_s_own_times_are_at_once_one_minute_and_five() -> None:
    assert events.REDELIVERED_AFTER_SECONDS == (0, 60, 300)
    assert delivery.ACK_WITHIN_SECONDS == 3


async def test_a_command_is_never_sent_again(
    socket: aiohttp.ClientWebSocketResponse, maya: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "ACK_WITHIN_SECONDS", 0.02)

    await maya.command("/outreach")
    assert (await next_envelope(socket))["type"] == "slash_commands"
    with pytest.raises(TimeoutError):
        await socket.receive_json(timeout=0.1)


async def test_slack_asks_for_a_new_link_and_sends_nothing_more_over_the_old(
    playground: Playground,
    session: aiohttp.ClientSession,
    socket: aiohttp.ClientWebSocketResponse,
    maya: Page,
) -> None:
    await playground.sockets.refresh()
    farewell = await next_envelope(socket)
    assert (farewell["type"], farewell["reason"]) == ("disconnect", "refresh_requested")
    assert (await maya.state())["connected"] is False

    async with session.ws_connect(await new_address(playground, session)) as renewed:
        await next_envelope(renewed)
        for text in ("one", "two"):
            await maya.do("message", channel=MAYAS_DM, text=text)
        heard = [(await next_envelope(renewed))["payload"]["event"]["text"] for _ in range(2)]

    assert heard == ["one", "two"]


async def test_an_acknowledged_event_is_not_sent_again(
    socket: aiohttp.ClientWebSocketResponse, maya: Page
) -> None:

    heard = []
    for text in ("one", "two"):
        await maya.do("message", channel=MAYAS_DM, text=text)
        envelope = await next_envelope(socket)
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        heard.append(envelope["payload"]["event"]["text"])

    assert heard == ["one", "two"]


async def test_the_clock_waits_for_what_is_unanswered(
    socket: aiohttp.ClientWebSocketResponse, maya: Page
) -> None:
    await maya.do("message", channel=MAYAS_DM, text="hello?")
    envelope = await next_envelope(socket)

    journey = asyncio.create_task(maya.do("clock", to="hour"))
    await maya.sees(lambda state: state["clock"]["moving"])
    assert (await maya.state())["clock"]["now"].startswith("2026-10-16T10:36")
    await socket.send_json({"envelope_id": envelope["envelope_id"]})

    assert (await journey)["ok"] is True


async def test_nonsense_in_place_of_an_acknowledgement_does_no_harm(
    socket: aiohttp.ClientWebSocketResponse, maya: Page
) -> None:
    for nonsense in ("{", "[]", '"ack"', '{"envelope_id": "never sent"}', '{"envelope_id": 7}'):
        await socket.send_str(nonsense)

    await maya.do("message", channel=MAYAS_DM, text="still there?")
    assert (await next_envelope(socket))["payload"]["event"]["text"] == "still there?"


async def test_each_payload_goes_to_one_of_several_sockets(
    playground: Playground,
    session: aiohttp.ClientSession,
    socket: aiohttp.ClientWebSocketResponse,
    maya: Page,
) -> None:
    async with session.ws_connect(await new_address(playground, session)) as other:
        hello = await next_envelope(other)
        for text in ("one", "two"):
            await maya.do("message", channel=MAYAS_DM, text=text)
        heard = [(await next_envelope(each))["payload"]["event"] for each in (socket, other)]

    assert hello["num_connections"] == 2
    assert [event["text"] for event in heard] == ["one", "two"]


@pytest.mark.usefixtures("socket")
async def test_a_socket_s_address_works_once(address: str, session: aiohttp.ClientSession) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await session.ws_connect(address)
    assert refused.value.status == 403
