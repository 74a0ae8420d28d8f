"""Every listener's frame: acknowledge, recognise the member, handle once, and fail kindly."""

import asyncio
import contextlib
import functools
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError

from bot.core.errors import InvalidInput, ResonanceError
from bot.core.members import Member
from bot.services.ports import AlreadyHandled, Request
from bot.services.sharing import promptly
from bot.slack.blocks.guide import ask_zone, broken, notice, sorry
from bot.slack.blocks.kit import Message
from bot.slack.deliveries import payload_of, request_key
from bot.slack.faults import FAULTS, error_code
from bot.slack.identity import Identity, identity_of, is_said_to_us, reported
from bot.slack.interaction import Interaction, Payload, SlackContext, ZoneUnknown, as_modal, respond
from bot.slack.room import Crowded, Room
from bot.slack.under_way import UnderWay

logger = logging.getLogger(__name__)

View = dict[str, Any]
Handler = Callable[[Interaction], Awaitable[None]]
Report = Callable[[SlackContext, Identity, Payload], Awaitable[None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved:
    """A form was saved: what Slack is to do with the modal ({} closes it), and what comes after.

    `then` shows what was stored; should that fail, nobody is told that saving did. `next_view` is
    for what may take longer than Slack waits: it makes the view that the modal shows next, in the
    place of `meanwhile`.
    """

    response: Mapping[str, Any] = field(default_factory=dict)
    then: Handler | None = None
    next_view: Callable[[Interaction], Awaitable[View]] | None = None
    meanwhile: View = field(default_factory=dict)


#: Slack waits three seconds for an acknowledgement.
PROMPT_SECONDS = 2.0
#: What is saved before the acknowledgement may take so long, of those three seconds.
STORE_SECONDS = 2.0
#: After this whoever typed or tapped is told that the store is silent; a crowd waits for less.
ANSWER_SECONDS = 30.0
#: An acknowledgement and a call go different ways to Slack, and it promises no order between them.
IN_ORDER_SECONDS = 0.5

STORE_SILENT = (
    "I can't reach what I keep for you just now, so nothing was done; all that was saved is safe. "
    "Please try again in a minute."
)

SubmissionHandler = Callable[[Interaction], Awaitable[Saved]]
Listener = Callable[..., Awaitable[None]]


class NobodyKnown(Exception):
    """Nobody did this who could be a member: an edit, a bot, something said to others."""


class StoreSilent(ResonanceError):
    """The store takes longer than whoever asked can wait for."""


@dataclass(frozen=True, slots=True)
class Listeners:
    """Wraps handlers as Bolt listeners, and knows when none of them is running."""

    context: SlackContext
    _under_way: UnderWay = field(default_factory=UnderWay)
    _asked: Room = field(default_factory=Room)
    _typed: Room = field(default_factory=Room)

    def acting(self, handler: Handler) -> Listener:
        """For commands, taps and events: acknowledged first, worked on after."""

        async def listener(ack: AsyncAck, body: Payload) -> None:
            await ack()
            with self._under_way.counted():
                await self._in_turn(handler, body)

        return _named(listener, handler)

    def noting(self, handler: Handler) -> Listener:
        """For what is kept while a form is being filled in: kept before it is acknowledged. A fault
        is logged and nothing more, since any answer would take the place of the form."""

        async def listener(ack: AsyncAck, body: Payload) -> None:
            with self._under_way.counted(), promptly():
                with contextlib.suppress(TimeoutError):
                    await self._under_way.within(STORE_SECONDS, self._try(handler, body))
                await ack()

        return _named(listener, handler)

    def reporting(self, handler: Report) -> Listener:
        """For events about people who need not be members: nobody is made one by them."""

        async def listener(ack: AsyncAck, body: Payload) -> None:
            await ack()
            with self._under_way.counted():
                try:
                    if who := reported(body):
                        await handler(self.context, who, payload_of(body))
                except Exception as fault:  # noqa: BLE001 - an outermost loop: nobody to tell
                    _logged(handler, fault)

        return _named(listener, handler)

    def submitting(self, handler: SubmissionHandler) -> Listener:
        """For forms: saved before it is acknowledged, and kept open when it can't be saved."""

        async def listener(ack: AsyncAck, body: Payload) -> None:
            with self._under_way.counted():
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
        await self._under_way.idle()

    async def cut_short(self) -> None:
        """Ends what listeners are doing: what is stored by then stays, the rest is not."""
        await self._under_way.cut_short()

    async def _in_turn(self, handler: Handler, body: Payload) -> None:
        """Handled when there is room for it; whoever is turned away is told without the store."""
        try:
            async with self._asked.place_for(_place(body)):
                await self._handle(handler, body)
        except NobodyKnown:
            logger.debug("nobody's doing", extra={"listener": handler.__name__})
        except Crowded as full:
            if not full.again and (url := body.get("response_url")):
                await respond(self.context.session, url, sorry(str(full)))

    async def _heard(self, body: Payload) -> Interaction:
        """What was heard, once it is known who did it."""
        who = _doer(body)
        try:
            reading = self.context.services.membership.member(who.team, who.user)
            member = await self._under_way.within(ANSWER_SECONDS, reading)
        except TimeoutError:
            raise StoreSilent(STORE_SILENT) from None
        return self._as_heard(body, who, member)

    def _as_heard(self, body: Payload, who: Identity, member: Member) -> Interaction:
        request = Request(member=member, at=self.context.services.now(), key=request_key(body, who))
        return Interaction(self.context, payload_of(body), request)

    async def _handle(self, handler: Handler, body: Payload) -> None:
        try:
            interaction = await self._heard(body)
            await handler(interaction)
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
            async with self._typed.place_for(_place(body)):
                await handler(await self._heard(body))
        except Exception as fault:  # noqa: BLE001 - an outermost loop: what matters is stored
            _logged(handler, fault)

    async def _saved(self, handler: SubmissionHandler, body: Payload) -> Saved:
        async with self._typed.place_for(_place(body)):
            return await handler(await self._heard(body))

    async def _submit(self, handler: SubmissionHandler, body: Payload) -> Saved:
        try:
            return await self._under_way.within(STORE_SECONDS, self._saved(handler, body))
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
        interaction = await self._heard(body)
        await interaction.update_view(view)

    async def _next_view(self, saved: Saved, body: Payload) -> View:
        try:
            assert saved.next_view is not None  # noqa: S101 - its caller has seen to it
            async with self._asked.place_for(_place(body)):
                return await saved.next_view(await self._heard(body))
        except AlreadyHandled:
            return notice("Done", "That was taken in already.")
        except ResonanceError as fault:
            return notice("Not done", _sentence(self._next_view, body, fault))
        except Exception as fault:  # noqa: BLE001 - an outermost loop: whoever asked must hear back
            return as_modal(broken(_logged(self._next_view, fault)))

    async def _say(self, body: Payload, message: Message) -> None:
        """Tells the asker of a fault, with nothing read of hers: it may be the store that is away.
        Where even that fails, the log has it."""
        if (who := identity_of(body)) is None:
            return
        event = payload_of(body)
        channel = event["channel"] if is_said_to_us(event) else None
        stranger = Member(team=who.team, user=who.user, channel=channel)
        try:
            await self._as_heard(body, who, stranger).answer(message)
        except (*FAULTS, ResonanceError) as fault:
            logger.warning("could not tell the member", extra={"fault": type(fault).__name__})


def _doer(body: Payload) -> Identity:
    if (who := identity_of(body)) is None:
        raise NobodyKnown
    return who


def _place(body: Payload) -> tuple[str, str]:
    who = _doer(body)
    return who.team, who.user


def _kept_open(body: Payload, block: str | None, sentence: str) -> Saved:
    """The sentence beside its input, or beside the first one where it has none in this form; a
    form without inputs, in which nothing was typed, gives way to it."""
    inputs = [b["block_id"] for b in body["view"]["blocks"] if b["type"] == "input"]
    if not inputs:
        view = notice("Not done", sentence)
        return Saved(response={"response_action": "update", "view": view})
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
