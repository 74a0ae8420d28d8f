"""An app with addresses in its manifest is sent signed requests; a real Bolt app answers them."""

import asyncio
import copy
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import delivery, events
from bot.playground.clock import PlaygroundClock
from bot.playground.delivery import NotConnected
from bot.playground.server import Playground
from bot.playground.stories import Story
from tests.playground.conftest import MANIFEST, MAYA, MAYAS_DM, Diary, Page
from tests.playground.test_interactions import NAME_FORM, named, tap_me

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Address:
    """The app's own address, where whatever is set as `answer` answers; every request is kept."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/slack/events"
        self.answer: Answer = refuse
        self.requests: list[tuple[dict[str, str], str]] = []
        self.arrived = asyncio.Event()
        app = web.Application()
        app.router.add_post("/slack/events", self.handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)

    async def open(self) -> None:
        await self._runner.setup()
        await web.SockSite(self._runner, self.socket).start()

    async def leave(self) -> None:
        await self._runner.cleanup()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append((dict(request.headers), await request.text()))
        self.arrived.set()
        return await self.answer(request)


async def refuse(_request: web.Request) -> web.StreamResponse:
    return web.Response(status=500)


async def repeat_the_challenge(request: web.Request) -> web.StreamResponse:
    """Takes everything, and answers a challenge in the plainest way."""
    return web.Response(text=(await request.json()).get("challenge", ""))


@pytest.fixture
async def address() -> AsyncIterator[Address]:
    address = Address()
    await address.open()
    yield address
    await address.leave()


@pytest.fixture
async def playground(
    address: Address, story: Story, clock: PlaygroundClock, diary: Diary
) -> AsyncIterator[Playground]:
    """One whose app takes HTTP requests, all at one address."""
    manifest = copy.deepcopy(MANIFEST)
    manifest["settings"]["socket_mode_enabled"] = False
    for part in ("event_subscriptions", "interactivity"):
        manifest["settings"][part]["request_url"] = address.url
    for command in manifest["features"]["slash_commands"]:
        command["url"] = address.url
    async with Playground(
        manifest=manifest, story=story, clock=clock, due=diary.due, settle=diary.settle
    ) as running:
        yield running


@pytest.fixture
def bolt(playground: Playground, slack: AsyncWebClient, address: Address) -> AsyncApp:
    """A Bolt app that checks every signature, at its address."""
    app = AsyncApp(client=slack, signing_secret=playground.signing_secret)

    async def answer(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    address.answer = answer
    return app


async def test_bolt_repeats_the_challenge_and_hears_events_from_then_on(
    bolt: AsyncApp, playground: Playground, maya: Page
) -> None:
    @bolt.event("message")
    async def heard(event: dict[str, Any], say: Any) -> None:
        await say(f"heard: {event['text']}")

    assert (await maya.state())["connected"] is False
    await maya.do("message", channel=MAYAS_DM, text="hello")

    state = await maya.sees(lambda state: len(state["messages"][MAYAS_DM]) > 1)
    assert state["messages"][MAYAS_DM][-1]["text"] == "heard: hello"
    assert (state["connected"], playground.connected) == (True, True)


@pytest.mark.parametrize("form", ["{}", "challenge={}", '{{"challenge": "{}"}}'])
async def test_a_challenge_may_be_repeated_in_three_ways(
    playground: Playground, address: Address, form: str
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        said = form.format((await request.json())["challenge"])
        kind = "application/json" if said.startswith("{") else "text/plain"
        return web.Response(text=said, content_type=kind)

    address.answer = answer
    await playground.verify_request_url()

    assert playground.connected


async def test_an_address_that_does_not_repeat_the_challenge_is_sent_no_events(
    playground: Playground, address: Address, maya: Page
) -> None:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(text="hello")

    address.answer = answer
    with pytest.raises(NotConnected):
        await playground.verify_request_url()
    await maya.do("message", channel=MAYAS_DM, text="anybody?")
    await maya.do("clock", to="hour")

    assert all("url_verification" in body for _, body in address.requests)


async def test_commands_are_answered_as_over_a_socket(bolt: AsyncApp, maya: Page) -> None:
    @bolt.command("/outreach")
    async def outreach(ack: Any, command: dict[str, Any]) -> None:
        if command["text"] == "blocks":
            await ack(text="Ask Ana?", blocks=tap_me("Ask Ana?"))
        elif command["text"] == "words":
            await ack("This week: 2 & 3")
        else:
            await ack()

    for text in ("words", "blocks", "nothing"):
        await maya.command(f"/outreach {text}")

    words, blocks = await maya.messages()
    assert (words["text"], words["ephemeral"]) == ("This week: 2 & 3", True)
    assert blocks["blocks"][1]["elements"][0]["action_id"] == "person.asked"


async def test_forms_and_taps_are_understood_as_over_a_socket(
    bolt: AsyncApp, slack: AsyncWebClient, maya: Page
) -> None:
    tapped: list[str] = []

    @bolt.command("/outreach")
    async def outreach(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=NAME_FORM)
        await ack()

    @bolt.view("person.add")
    async def add(ack: Any, view: dict[str, Any]) -> None:
        name = view["state"]["values"]["name"]["typed"]["value"]
        if name == "Ana":
            await ack(response_action="errors", errors={"name": "Which Ana?"})
        else:
            await ack()

    @bolt.action("person.asked")
    async def asked(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        tapped.append(body["actions"][0]["value"])

    await maya.command("/outreach add")
    view_id = (await maya.state())["modals"][-1]["id"]
    await maya.do("submit", view_id=view_id, state=named("Ana"))
    assert (await maya.state())["view_errors"] == {view_id: {"name": "Which Ana?"}}
    await maya.do("submit", view_id=view_id, state=named("Ana Lima"))
    assert (await maya.state())["modals"] == []

    sent = await slack.chat_postMessage(channel=MAYA, text="Ask Ana?", blocks=tap_me("Ask Ana?"))
    await maya.do(
        "action",
        container={"channel": MAYAS_DM, "message_ts": sent["ts"]},
        block_id="stages",
        action_id="person.asked",
        element={"type": "button"},
    )
    assert tapped == ["ana"]


async def test_every_request_is_signed_over_its_own_bytes(
    playground: Playground, address: Address, maya: Page
) -> None:
    await maya.command("/outreach café & more")

    [(headers, body)] = address.requests
    right = SignatureVerifier(playground.signing_secret)
    wrong = SignatureVerifier("somebody else's")
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert right.is_valid_request(body, headers)
    assert not wrong.is_valid_request(body, headers)
    assert not right.is_valid_request(body + " ", headers)


async def test_an_app_with_another_signing_secret_answers_nothing(
    address: Address, slack: AsyncWebClient, maya: Page
) -> None:
    stranger = AsyncApp(client=slack, signing_secret="somebody else's")

    async def answer(request: web.Request) -> web.StreamResponse:
        response = await stranger.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(response)

    address.answer = answer
    await maya.command("/outreach")

    said = (await maya.messages())[-1]["text"]
    assert said == '/outreach failed with the error "dispatch_failed"'


async def test_an_app_that_takes_too_long_did_not_respond(
    address: Address, maya: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def think(_request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError("nobody waits for ever")

    address.answer = think
    monkeypatch.setattr(delivery, "ACK_WITHIN_SECONDS", 0.05)
    await maya.command("/outreach")

    said = (await maya.messages())[-1]["text"]
    assert said == "/outreach failed because the app did not respond"
    assert len(address.requests) == 1  # commands are not sent again


@pytest.mark.parametrize(
    ("headers", "retries"),
    [({}, [None, "1", "2", "3"]), ({"X-Slack-No-Retry": "1"}, [None])],
)
async def test_an_event_refused_is_sent_three_times_more_unless_the_app_begs_off(
    playground: Playground,
    address: Address,
    maya: Page,
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
    retries: list[str | None],
) -> None:
    address.answer = repeat_the_challenge
    await playground.verify_request_url()
    address.requests.clear()

    async def fail(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=503, headers=headers)

    address.answer = fail
    monkeypatch.setattr(events, "REDELIVERED_AFTER_SECONDS", (0, 0.01, 0.02))
    await maya.do("message", channel=MAYAS_DM, text="hello?")
    async with asyncio.timeout(5):
        while len(address.requests) < len(retries):
            await address.arrived.wait()
            address.arrived.clear()

    told = [headers.get("X-Slack-Retry-Num") for headers, _ in address.requests]
    reasons = {headers.get("X-Slack-Retry-Reason") for headers, _ in address.requests[1:]}
    assert told == retries
    assert reasons <= {"http_error"}
    assert len({body for _, body in address.requests}) == 1


async def test_an_app_that_is_not_there_fails_as_in_slack(address: Address, maya: Page) -> None:
    await address.leave()
    await maya.command("/outreach")

    said = (await maya.messages())[-1]["text"]
    assert said == '/outreach failed with the error "dispatch_failed"'
