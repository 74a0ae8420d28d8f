"""Every listener's frame: acknowledge, recognise the member, handle once, and fail kindly."""

import asyncio
import functools
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError

from bot.core.errors import InvalidInput, ResonanceError
from bot.services.ports import AlreadyHandled, Request
from bot.services.sharing import promptly
from bot.slack.blocks.guide import ask_zone, broken, notice, sorry
from bot.slack.blocks.kit import Message
from bot.slack.faults import FAULTS, error_code
from bot.slack.heard import Heard, Payload, Wires, ZoneUnknown, as_modal, respond
from bot.slack.room import Crowded, Room

logger = logging.getLogger(__name__)

View = dict[str, Any]
Handler = Callable[[Heard], Awaitable[None]]
Report = Callable[[Wires, str, Payload], Awaitable[None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved:
    """A form was saved: what Slack is to do with the modal ({} closes it), and what comes after.

    `then` shows what was stored; should that fail, nobody is told that saving did. `next_view` is
    for what may take longer than Slack waits: it makes the view that the modal shows next, in the
    place of `meanwhile`.
    """

    response: Mapping[str, Any] = field(default_factory=dict)
    then: Handler | None = None
    next_view: Callable[[Heard], Awaitable[View]] | None = None
    meanwhile: View = field(default_factory=dict)


#: Slack waits three seconds for an acknowledgement.
PROMPT_SECONDS = 2.0
#: An acknowledgement and a call go different ways to Slack, and it promises no order between them.
IN_ORDER_SECONDS = 0.5

SubmissionHandler = Callable[[Heard], Awaitable[Saved]]
Listener = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Hearing:
    """Wraps handlers as Bolt listeners, and knows when none of them is running."""

    wires: Wires
    _running: set[asyncio.Task[Any]] = field(default_factory=set)
    _asked: Room = field(default_factory=Room)
    _typed: Room = field(default_factory=Room)

    def acting(self, handler: Handler) -> Listener:
        """For commands, taps and events: acknowledged first, worked on after."""

        async def listener(ack: AsyncAck, body: Payload) -> None:
            await ack()
            with _Counted(self._running):
                await self._in_turn(handler, body)

        return _named(listener, handler)

    def noting(self, handler: Handler) -> Listener:
        """For what is kept while a form is being filled in: kept before it is acknowledged. A fault
        is logged and nothing more, since any answer would take the place of the form."""

        async def listener(ack: AsyncAck, body: Payload) -> None:
            with _Counted(self._running), promptly():
                await self._try(handler, body)
                await ack()

        return _named(listener, handler)

    def reporting(self, handler: Report) -> Listener:
        """For events about people who need not be members: nobody is made one by them."""

        async def listener(ack: AsyncAck, body: Payload) -> None:
            await ack()
            with _Counted(self._running):
                try:
                    await handler(self.wires, str(body.get("team_id")), payload_of(body))
                except Exception as fault:  # noqa: BLE001 - an outermost loop: nobody to tell
                    _logged(handler, fault)

        return _named(listener, handler)

    def submitting(self, handler: SubmissionHandler) -> Listener:
        """For forms: saved before it is acknowledged, and kept open when it can't be saved."""

        async def listener(ack: AsyncAck, body: Payload) -> None:
            with _Counted(self._running):
                with promptly():
                    saved = await self._submit(handler, body)
                if saved.next_view is not None:
                    await self._show_next(ack, saved, body)
                    return
                await ack(**saved.response)
                if saved.then is not None:
                    await self._try(saved.then, body)

        return _named(listener, handler)

    async def idle(self) -> None:
        """Returns when no listener is at work."""
        while self._running:
            await asyncio.wait(self._running)

    async def _in_turn(self, handler: Handler, body: Payload) -> None:
        """Handled when there is room for it; whoever is turned away is told without the store."""
        try:
            async with self._asked.place_for(who(body)):
                await self._handle(handler, body)
        except Crowded as full:
            if not full.again and (url := body.get("response_url")):
                await respond(self.wires.session, url, sorry(str(full)))

    async def _heard(self, body: Payload) -> Heard:
        team, user = who(body)
        member = await self.wires.desk.membership.member(team, user)
        request = Request(member=member, at=self.wires.desk.now(), key=request_key(body))
        return Heard(self.wires, payload_of(body), request)

    async def _handle(self, handler: Handler, body: Payload) -> None:
        try:
            heard = await self._heard(body)
            await handler(heard)
        except AlreadyHandled:
            logger.info("delivered again", extra={"listener": handler.__name__})
        except ZoneUnknown:
            await self._say(body, ask_zone())
        except ResonanceError as fault:
            await self._say(body, sorry(_sentence(handler, body, fault)))
        except Exception as fault:  # noqa: BLE001 - an outermost loop: whoever asked must hear back
            await self._say(body, broken(_logged(handler, fault)))

    async def _try(self, handler: Handler, body: Payload) -> None:
        """Best effort: a fault is for the log alone."""
        try:
            async with self._typed.place_for(who(body)):
                await handler(await self._heard(body))
        except Exception as fault:  # noqa: BLE001 - an outermost loop: what matters is stored
            _logged(handler, fault)

    async def _submit(self, handler: SubmissionHandler, body: Payload) -> Saved:
        try:
            async with self._typed.place_for(who(body)):
                return await handler(await self._heard(body))
        except AlreadyHandled:
            return Saved()
        except InvalidInput as fault:
            return _kept_open(body, fault.field, str(fault))
        except ResonanceError as fault:
            return _kept_open(body, None, _sentence(handler, body, fault))
        except Exception as fault:  # noqa: BLE001 - an outermost loop: the form stays as she typed it
            sentence = "That could not be saved just now; all you typed is still here. Try again."
            return _kept_open(body, None, f"{sentence} ({_logged(handler, fault)})")

    async def _show_next(self, ack: AsyncAck, saved: Saved, body: Payload) -> None:
        """With the acknowledgement if it is ready by then, else after it."""
        making = asyncio.ensure_future(self._next_view(saved, body))
        ready, _ = await asyncio.wait({making}, timeout=PROMPT_SECONDS)
        if ready:
            await ack(response_action="update", view=making.result())
            return
        await ack(response_action="update", view=saved.meanwhile)
        view = await making
        await asyncio.sleep(IN_ORDER_SECONDS)
        heard = await self._heard(body)
        await heard.update_view(view)

    async def _next_view(self, saved: Saved, body: Payload) -> View:
        try:
            assert saved.next_view is not None  # noqa: S101 - its caller has seen to it
            async with self._asked.place_for(who(body)):
                return await saved.next_view(await self._heard(body))
        except AlreadyHandled:
            return notice("Done", "That was taken in already.")
        except ResonanceError as fault:
            return notice("Not done", _sentence(self._next_view, body, fault))
        except Exception as fault:  # noqa: BLE001 - an outermost loop: whoever asked must hear back
            return as_modal(broken(_logged(self._next_view, fault)))

    async def _say(self, body: Payload, message: Message) -> None:
        """Tells the member of a fault; where even that fails, the log has it."""
        try:
            heard = await self._heard(body)
            await heard.answer(message)
        except (*FAULTS, ResonanceError) as fault:
            logger.warning("could not tell the member", extra={"fault": type(fault).__name__})


class _Counted:
    """Keeps the running task in a set while it works."""

    def __init__(self, running: set[asyncio.Task[Any]]) -> None:
        self._running = running
        self._task = asyncio.current_task()

    def __enter__(self) -> None:
        if self._task:
            self._running.add(self._task)

    def __exit__(self, *_: object) -> None:
        if self._task:
            self._running.discard(self._task)


def payload_of(body: Payload) -> Payload:
    """The event of an event callback; everything else is its own payload."""
    event: Payload | None = body.get("event")
    return event if event is not None else body


def who(body: Payload) -> tuple[str, str]:
    """Team and user, wherever this kind of payload has them."""
    event = body.get("event") or {}
    user = body.get("user_id") or (body.get("user") or {}).get("id") or event.get("user")
    team = body.get("team_id") or (body.get("team") or {}).get("id")
    if isinstance(user, Mapping):
        user = user["id"]
    return str(team), str(user)


def request_key(body: Payload) -> str | None:
    """What stays the same when Slack delivers again: an event's id, a command's trigger, the
    moment of a tap, the modal of a submission."""
    if body.get("type") == "view_submission":
        return f"view:{body['view']['id']}"
    if actions := body.get("actions"):
        where = body.get("container", {})
        place = where.get("message_ts") or where.get("view_id") or ""
        return f"action:{place}:{who(body)[1]}:{actions[0].get('action_ts')}"
    if event_id := body.get("event_id"):
        return f"event:{event_id}"
    return f"command:{body['trigger_id']}" if body.get("trigger_id") else None


def _kept_open(body: Payload, block: str | None, sentence: str) -> Saved:
    """The sentence beside its input, or beside the first one where it has none in this form."""
    inputs = [b["block_id"] for b in body["view"]["blocks"] if b["type"] == "input"]
    place = block if block in inputs else inputs[0]
    return Saved(response={"response_action": "errors", "errors": {place: sentence}})


def _sentence(handler: Callable[..., Any], body: Payload, fault: ResonanceError) -> str:
    """What she is told; the log has what she had asked for, which a database may have broken."""
    actions = body.get("actions") or [{}]
    view, event = body.get("view") or {}, body.get("event") or {}
    asked = body.get("command") or actions[0].get("action_id")
    extra = {
        "listener": handler.__name__,
        "asked": asked or view.get("callback_id") or event.get("type"),
        "because": type(fault).__name__,
    }
    logger.info("not done", extra=extra)
    return str(fault)


def _logged(handler: Callable[..., Any], fault: Exception) -> str:
    """Logs a fault of ours and returns the reference under which the log has it."""
    reference = secrets.token_hex(4)
    extra = {"reference": reference, "listener": handler.__name__}
    if isinstance(fault, SlackApiError):
        extra["slack"] = str(error_code(fault))
    logger.error("listener failed", extra=extra, exc_info=fault)
    return reference


def _named(listener: Listener, handler: Callable[..., Any]) -> Listener:
    functools.update_wrapper(listener, handler, assigned=("__name__", "__doc__"), updated=())
    del listener.__wrapped__  # type: ignore[attr-defined]  # Bolt would read the wrapped signature
    return listener
