"""Slack's side of Socket Mode: one-use addresses, hello, envelopes out, acknowledgements in."""

import asyncio
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import WSCloseCode, WSMsgType, web

from bot.playground.delivery import NotConnected, in_time
from bot.playground.wire import JsonObject

MOST_CONNECTIONS = 10


@dataclass(eq=False, kw_only=True, slots=True)
class Link:
    """One socket; a silent one swallows what is sent, one that is leaving is sent nothing more."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport
    silent: bool = False
    leaving: bool = False

    async def send(self, envelope: JsonObject) -> None:
        """Sends, unless it has fallen silent."""
        if not self.silent:
            await self.socket.send_json(envelope)


class SocketFault(StrEnum):
    """What happens to the sockets."""

    DROP = "drop"  # cut without a word
    SILENT = "silent"  # those open answer pings and deliver nothing; a new one works
    SILENCED = "silenced"  # those to come say hello and fall silent, too, until taken back
    REFRESH = "refresh"  # Slack asks for new ones; only those are sent anything
    CROWDED = "crowded"  # hello counts one connection more than there is, until taken back


class SocketMode:
    """The open sockets of the app; each payload goes to one of them, in turn."""

    def __init__(self, *, app_id: str, on_change: Callable[[], None]) -> None:
        self._app_id = app_id
        self._on_change = on_change
        self._tickets: set[str] = set()
        self.links: list[Link] = []
        self._awaited: dict[str, asyncio.Future[JsonObject]] = {}
        self._lasting: set[SocketFault] = set()

    @property
    def connected(self) -> bool:
        """Whether the app holds a socket open."""
        return any(not link.leaving for link in self.links)

    def issue_ticket(self) -> str:
        """What makes one connection possible, once."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serves one socket for as long as it lives."""
        ticket, transport = request.query.get("ticket", ""), request.transport
        if ticket not in self._tickets or len(self.links) >= MOST_CONNECTIONS or transport is None:
            raise web.HTTPForbidden(text="this Socket Mode address was used or never given")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        is_silent = SocketFault.SILENCED in self._lasting
        link = Link(socket=socket, transport=transport, silent=is_silent)
        self.links.append(link)
        self._on_change()
        try:
            await socket.send_json(self._hello(request.host))
            await self._listen(socket)
        finally:
            self.links.remove(link)
            self._on_change()
        return socket

    async def deliver(
        self, kind: str, payload: JsonObject, *, retry: int = 0, because: str = ""
    ) -> JsonObject:
        """Sends an envelope and returns the payload of its acknowledgement ({} if it has none)."""
        envelope_id = secrets.token_hex(16)
        answer = asyncio.get_running_loop().create_future()
        self._awaited[envelope_id] = answer
        envelope = {
            "envelope_id": envelope_id,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            "payload": payload,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": because}
        try:
            await self._next_link().send(envelope)
            return await in_time(answer, or_else="timeout")
        except ConnectionError:
            raise NotConnected("connection_failed") from None
        finally:
            del self._awaited[envelope_id]

    @property
    def lasting(self) -> list[SocketFault]:
        """The faults that go on until they are taken back."""
        return sorted(self._lasting)

    async def suffer(self, fault: SocketFault) -> None:
        """Makes one happen to all that are open, or to those to come."""
        match fault:
            case SocketFault.DROP:
                self.drop()
            case SocketFault.REFRESH:
                await self.refresh()
            case SocketFault.SILENT:
                self.silence()
            case SocketFault.SILENCED:
                self.silence()
                self._lasting.add(fault)
            case SocketFault.CROWDED:
                self._lasting.add(fault)

    def take_back(self) -> None:
        """New sockets work, and are counted truly."""
        self._lasting.clear()

    def drop(self) -> None:
        """Cuts every socket without a word, as a broken network does."""
        for link in self.links:
            link.transport.abort()

    def silence(self) -> None:
        """Leaves every socket open, answering pings, and delivers nothing over it any more."""
        for link in self.links:
            link.silent = True

    async def refresh(self) -> None:
        """Slack's own request to connect anew; the sockets of today are sent nothing more."""
        for link in self.links:
            link.leaving = True
            await link.send({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})
        self._on_change()

    async def close(self) -> None:
        """Closes every socket."""
        for link in list(self.links):
            await link.socket.close(code=WSCloseCode.GOING_AWAY)

    def _next_link(self) -> Link:
        for link in self.links:
            if not link.leaving:
                self.links.remove(link)
                self.links.append(link)
                return link
        raise NotConnected("connection_failed")

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
            "num_connections": len(self.links) + (SocketFault.CROWDED in self._lasting),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": host, "approximate_connection_time": 18060},
        }
