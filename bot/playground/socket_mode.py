"""Slack's side of Socket Mode: one-use addresses, hello, envelopes out, acknowledgements in."""

import asyncio
import json
import secrets
from collections.abc import Callable

from aiohttp import WSCloseCode, WSMsgType, web

from bot.playground.wire import JsonObject

ACK_WITHIN_SECONDS = 3.0
MOST_CONNECTIONS = 10


class NotConnected(Exception):
    """No bot holds a socket open."""


class NotAcknowledged(Exception):
    """The bot got the payload and did not answer within three seconds."""


class SocketMode:
    """The open sockets of the app; each payload goes to one of them, in turn."""

    def __init__(self, *, app_id: str, on_change: Callable[[], None]) -> None:
        self._app_id = app_id
        self._on_change = on_change
        self._tickets: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._awaited: dict[str, asyncio.Future[JsonObject]] = {}

    @property
    def connected(self) -> bool:
        """Whether a bot is there to be sent anything."""
        return bool(self._sockets)

    def issue_ticket(self) -> str:
        """What makes one connection possible, once."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serves one socket for as long as it lives."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets or len(self._sockets) >= MOST_CONNECTIONS:
            raise web.HTTPForbidden(text="this Socket Mode address was used or never given")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.append(socket)
        self._on_change()
        try:
            await socket.send_json(self._hello(request.host))
            await self._listen(socket)
        finally:
            self._sockets.remove(socket)
            self._on_change()
        return socket

    async def deliver(
        self, kind: str, payload: JsonObject, *, takes_answer: bool, retry: int = 0
    ) -> JsonObject:
        """Sends an envelope and returns the payload of its acknowledgement ({} if it has none).

        `kind` is events_api, slash_commands or interactive. Raises `NotConnected` or
        `NotAcknowledged`.
        """
        envelope_id = secrets.token_hex(16)
        answer = asyncio.get_running_loop().create_future()
        self._awaited[envelope_id] = answer
        envelope = {
            "envelope_id": envelope_id,
            "type": kind,
            "accepts_response_payload": takes_answer,
            "payload": payload,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        try:
            await self._next_socket().send_json(envelope)
            return await asyncio.wait_for(answer, ACK_WITHIN_SECONDS)
        except TimeoutError:
            raise NotAcknowledged from None
        except ConnectionError:
            raise NotConnected from None
        finally:
            del self._awaited[envelope_id]

    async def close(self) -> None:
        """Closes every socket."""
        for socket in list(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    def _next_socket(self) -> web.WebSocketResponse:
        if not self._sockets:
            raise NotConnected
        self._sockets.append(self._sockets.pop(0))
        return self._sockets[-1]

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                self._take(frame.data)

    def _take(self, text: str) -> None:
        """An acknowledgement; a late, unknown or unreadable one changes nothing, as with Slack."""
        try:
            answer = json.loads(text)
        except ValueError:
            return
        if not isinstance(answer, dict):
            return
        awaited = self._awaited.get(str(answer.get("envelope_id")))
        if awaited is not None and not awaited.done():
            awaited.set_result(answer.get("payload") or {})

    def _hello(self, host: str) -> JsonObject:
        return {
            "type": "hello",
            "num_connections": len(self._sockets),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": host, "approximate_connection_time": 18060},
        }
