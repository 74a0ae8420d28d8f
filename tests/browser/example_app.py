"""A small Bolt app that shows every block and answers every tap, to drive the page with."""

import asyncio
import re
from typing import Any, Self

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.server import Playground
from tests.browser.example_blocks import (
    EVERY_BLOCK,
    HOME,
    NO_SELLING,
    QUESTION,
    THANKS,
    check_in,
    deeper,
)

Json = dict[str, Any]

MANIFEST: Json = {
    "display_information": {"name": "Lantern"},
    "features": {
        "bot_user": {"display_name": "Lantern", "always_online": True},
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "slash_commands": [
            {"command": "/ask", "description": "Ask me how it went"},
            {"command": "/blocks", "description": "Show what can be shown", "usage_hint": "[all]"},
            {"command": "/form", "description": "Open the check-in", "usage_hint": "[name]"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "im:history", "users:read"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im", "user_change"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


PATIENCE_SECONDS = 5


class ExampleApp:
    """Runs against a playground as an async context manager and keeps every interaction."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.interactions: list[Json] = []
        self._heard = asyncio.Event()
        self.client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
        self._handler = AsyncSocketModeHandler(
            self._registered(AsyncApp(client=self.client)),
            playground.app_token,
            web_client=AsyncWebClient(token=playground.app_token, base_url=playground.api_url),
        )

    async def __aenter__(self) -> Self:
        await self._handler.connect_async()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self._handler.close_async()

    async def ask(self, user: str) -> None:
        """Sends the question to a member's direct message, as a nudge would come."""
        await self.client.chat_postMessage(channel=f"D{user[1:]}", **QUESTION)

    def actions(self, action_id: str) -> list[Json]:
        """Every action of this id, in the order they came."""
        taps = [each for each in self.interactions if each["type"] == "block_actions"]
        actions = [each["actions"][0] for each in taps]
        return [each for each in actions if each["action_id"] == action_id]

    async def heard(self, action_id: str, *, value: str | None = None) -> Json:
        """Waits for an action of this id (and with this value), and returns the latest one."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                self._heard.clear()
                actions = [a for a in self.actions(action_id) if value in {None, a.get("value")}]
                if actions:
                    return actions[-1]
                await self._heard.wait()

    def _registered(self, app: AsyncApp) -> AsyncApp:
        app.middleware(self._note)
        app.command("/ask")(_answer(QUESTION))
        app.command("/blocks")(_answer(EVERY_BLOCK))
        app.command("/form")(_open_form)
        app.event("app_home_opened")(_publish_home)
        app.event(re.compile("message|user_change"))(_ignore)
        app.action("happened")(_thank)
        app.action("show_more")(_show_more)
        app.action("deeper")(_push)
        app.action(re.compile(".*"))(_acknowledge)
        app.view("check_in")(_save)
        app.view("deeper")(_acknowledge)
        return app

    async def _note(self, body: Json, next_: Any) -> None:
        if body.get("type") in {"block_actions", "view_submission", "view_closed"}:
            self.interactions.append(body)
            self._heard.set()
        await next_()


def _answer(content: Json) -> Any:
    async def answer(ack: Any) -> None:
        await ack(**content)

    return answer


async def _open_form(ack: Any, body: Json, client: AsyncWebClient) -> None:
    await ack()
    await client.views_open(trigger_id=body["trigger_id"], view=check_in())


async def _publish_home(event: Json, client: AsyncWebClient) -> None:
    if event["tab"] == "home":
        await client.views_publish(user_id=event["user"], view=HOME)


async def _ignore() -> None:
    """Subscribed to, as the real bot is, and of no interest here."""


async def _acknowledge(ack: Any) -> None:
    await ack()


async def _thank(ack: Any, body: Json, client: AsyncWebClient) -> None:
    await ack()
    container = body["container"]
    await client.chat_update(channel=container["channel_id"], ts=container["message_ts"], **THANKS)


async def _show_more(ack: Any, body: Json, client: AsyncWebClient) -> None:
    await ack()
    await client.views_update(view_id=body["view"]["id"], view=check_in(more=True))


async def _push(ack: Any, body: Json, client: AsyncWebClient) -> None:
    await ack()
    await client.views_push(trigger_id=body["trigger_id"], view=deeper())


async def _save(ack: Any, view: Json) -> None:
    words = view["state"]["values"]["worth_keeping"]["typed"]["value"] or ""
    if "selling" in words:
        await ack(response_action="errors", errors={"worth_keeping": NO_SELLING})
    else:
        await ack()
