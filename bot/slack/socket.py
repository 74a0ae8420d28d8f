"""One socket to Slack, over the SDK's client: opened at an address of its own, closed when done."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Any

from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

#: Slack says hello at once; the SDK would try a wrong address for ever.
OPEN_SECONDS = 10.0
#: Slack waits three seconds for an acknowledgement; later ones are of no use.
ACK_SECONDS = 3.0

#: How many connections a hello tells of, with ours.
Hello = Callable[[int], None]


class Socket:
    """Hears `on_hello` for each of Slack's hellos and `on_envelope` for each envelope; Bolt gets
    the envelopes."""

    def __init__(
        self,
        app: AsyncApp,
        client: AsyncWebClient,
        *,
        on_hello: Hello,
        on_envelope: Callable[[], None],
    ) -> None:
        self._bolt = AsyncSocketModeHandler(app, app_token=client.token, web_client=client)
        self._client = self._bolt.client
        self._client.on_message_listeners.append(self._hear)
        self._client.socket_mode_request_listeners[:] = [self._handle]
        self._on_hello = on_hello
        self._on_envelope = on_envelope
        self._greeted = asyncio.Event()
        self._unanswered: set[str] = set()
        self._answered = asyncio.Event()

    async def open(self, address: str) -> None:
        """Returns once Slack has said hello; `TimeoutError` where it does not."""
        self._client.wss_uri = address
        async with asyncio.timeout(OPEN_SECONDS):
            await self._client.connect()
            await self._greeted.wait()

    @property
    async def is_open(self) -> bool:
        """Whether pings are answered over it; not whether anything is delivered."""
        return bool(await self._client.is_connected())

    async def close(self) -> None:
        """Once all that came over it is acknowledged, for as long as Slack waits for that."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ACK_SECONDS):
                while self._unanswered:
                    self._answered.clear()
                    await self._answered.wait()
        await self._client.close()

    async def _hear(self, message: WSMessage) -> None:
        said = str(message.data)
        heard: dict[str, Any] = json.loads(said) if said.startswith("{") else {}
        if heard.get("type") == "hello":
            self._on_hello(int(heard.get("num_connections") or 1))
            self._greeted.set()
        elif "envelope_id" in heard:
            self._unanswered.add(heard["envelope_id"])
            self._on_envelope()

    async def _handle(self, client: Any, request: SocketModeRequest) -> None:
        try:
            await self._bolt.handle(client, request)
        finally:
            self._unanswered.discard(request.envelope_id)
            self._answered.set()
