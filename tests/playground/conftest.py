"""A running playground, and a small real Bolt app that talks to it with the real Slack client."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.playground.stories import Story, story_named

MAYA, JONAS = "U0MAYA", "U0JONAS"
MAYAS_DM = "D0MAYA"
PATIENCE_SECONDS = 5
LOOKS_AFTER_ITS_SOCKET_SECONDS = 0.2
FRIDAY = datetime(2026, 10, 16, 9, 36, tzinfo=UTC)

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Resonance"},
    "features": {
        "bot_user": {"display_name": "Resonance"},
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "slash_commands": [
            {"command": "/outreach", "description": "This week", "usage_hint": "plan"}
        ],
    },
    "oauth_config": {
        "scopes": {"bot": ["commands", "chat:write", "users:read", "im:write", "im:history"]}
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im", "user_change"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


@dataclass
class Diary:
    """What the bot has to do and when; here it does so when the clock gets there.

    A bot that no longer `works` leaves it; one that is not `free` keeps the clock waiting.
    """

    clock: PlaygroundClock
    moments: list[datetime] = field(default_factory=list)
    done_at: list[datetime] = field(default_factory=list)
    duty: Callable[[], Awaitable[Any]] | None = None
    works: bool = True
    free: asyncio.Event = field(default_factory=asyncio.Event)

    async def due(self) -> datetime | None:
        return min(self.moments, default=None)

    async def settle(self) -> None:
        await self.free.wait()
        for moment in sorted(self.moments):
            if self.works and moment <= self.clock.now():
                self.moments.remove(moment)
                self.done_at.append(self.clock.now())
                if self.duty is not None:
                    await self.duty()


@dataclass
class Page:
    """One member at the playground's page."""

    session: aiohttp.ClientSession
    url: str
    user: str

    async def state(self) -> dict[str, Any]:
        async with self.session.get(f"{self.url}/page/state?user={self.user}") as answer:
            state: dict[str, Any] = await answer.json()
            return state

    async def do(self, what: str, **details: Any) -> dict[str, Any]:
        body = {"user": self.user, **details}
        async with self.session.post(f"{self.url}/page/{what}", json=body) as answer:
            result: dict[str, Any] = await answer.json()
            return result

    async def command(self, text: str) -> dict[str, Any]:
        return await self.do("command", channel=f"D{self.user[1:]}", text=text)

    async def messages(self, channel: str | None = None) -> list[dict[str, Any]]:
        state = await self.state()
        messages: list[dict[str, Any]] = state["messages"][channel or f"D{self.user[1:]}"]
        return messages

    async def sees(self, wanted: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """Waits on the page's own stream of changes until its state is as wanted."""
        async with (
            asyncio.timeout(PATIENCE_SECONDS),
            self.session.get(f"{self.url}/page/events?user={self.user}") as stream,
        ):
            async for line in stream.content:
                if line.startswith(b"data:") and wanted(state := await self.state()):
                    return state
        raise AssertionError("the stream of changes ended")


class Socket:
    """An app's bare socket: what Slack sends, before any library looks at it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, hello: dict[str, Any]) -> None:
        self._socket = socket
        self.hello = hello

    async def envelope(self) -> dict[str, Any]:
        envelope: dict[str, Any] = await self._socket.receive_json(timeout=PATIENCE_SECONDS)
        await self._socket.send_json({"envelope_id": envelope["envelope_id"]})
        payload: dict[str, Any] = envelope["payload"]
        return payload

    async def event(self) -> dict[str, Any]:
        event: dict[str, Any] = (await self.envelope())["event"]
        return event


async def opened(playground: Playground, session: aiohttp.ClientSession) -> Socket:
    slack = AsyncWebClient(base_url=playground.api_url, session=session)
    address = await slack.apps_connections_open(app_token=playground.app_token)
    socket = await session.ws_connect(str(address["url"]))
    return Socket(socket, await socket.receive_json(timeout=PATIENCE_SECONDS))


async def refused(call: Awaitable[Any]) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


@pytest.fixture
def story() -> Story:
    return story_named("midway")


@pytest.fixture
def clock() -> PlaygroundClock:
    return PlaygroundClock(FRIDAY)


@pytest.fixture
def diary(clock: PlaygroundClock) -> Diary:
    diary = Diary(clock)
    diary.free.set()
    return diary


@pytest.fixture
async def playground(
    story: Story, clock: PlaygroundClock, diary: Diary
) -> AsyncIterator[Playground]:
    async with Playground(
        manifest=MANIFEST, story=story, clock=clock, due=diary.due, settle=diary.settle
    ) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def maya(playground: Playground, session: aiohttp.ClientSession) -> Page:
    return Page(session, playground.url, MAYA)


@pytest.fixture
def jonas(playground: Playground, session: aiohttp.ClientSession) -> Page:
    return Page(session, playground.url, JONAS)


@pytest.fixture
def slack(playground: Playground, session: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient(token=playground.bot_token, base_url=playground.api_url, session=session)


@pytest.fixture
def bolt(slack: AsyncWebClient) -> AsyncApp:
    return AsyncApp(client=slack)


@pytest.fixture
async def connected(
    playground: Playground, bolt: AsyncApp, session: aiohttp.ClientSession, maya: Page
) -> AsyncIterator[AsyncApp]:
    """The Bolt app with its socket open; listeners may still be added."""
    client = AsyncWebClient(
        token=playground.app_token, base_url=playground.api_url, session=session
    )
    handler = AsyncSocketModeHandler(
        bolt, playground.app_token, web_client=client, ping_interval=LOOKS_AFTER_ITS_SOCKET_SECONDS
    )
    await handler.connect_async()
    await maya.sees(lambda state: state["connected"])
    yield bolt
    await handler.close_async()


@pytest.fixture
async def socket(playground: Playground, session: aiohttp.ClientSession) -> Socket:
    return await opened(playground, session)
