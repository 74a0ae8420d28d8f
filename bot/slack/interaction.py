"""One thing a member did in Slack: who, when, with what, and the ways to answer it."""

import logging
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.core.errors import NotFound, ResonanceError
from bot.core.members import Member
from bot.core.plan import Exploration
from bot.services.ports import Request
from bot.services.services import Services
from bot.slack import ids
from bot.slack.blocks.home import home
from bot.slack.blocks.kit import TEXT_LIMIT, Message, home_view, is_letter_id, modal
from bot.slack.dm import DirectMessages
from bot.slack.faults import error_code
from bot.slack.identity import Payload as Payload
from bot.slack.identity import is_said_to_us
from bot.slack.words import clipped_escaped

logger = logging.getLogger(__name__)


class ZoneUnknown(ResonanceError):
    """What was asked needs a time zone, which nobody has told yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SlackContext:
    """What every listener speaks through."""

    services: Services
    client: AsyncWebClient
    session: aiohttp.ClientSession

    @property
    def dms(self) -> DirectMessages:
        return DirectMessages(self.client, self.services.membership)


@dataclass(frozen=True, slots=True)
class Interaction:
    """A command, a tap, a submission or an event, once it is known who did it; one `in_place` is
    answered where it was tapped."""

    context: SlackContext
    payload: Payload
    request: Request
    in_place: bool = False

    @property
    def services(self) -> Services:
        return self.context.services

    @property
    def member(self) -> Member:
        return self.request.member

    @property
    def zone(self) -> ZoneInfo:
        """Where she is; `ZoneUnknown` makes the answer ask for it."""
        if (zone := self.member.zone) is None:
            raise ZoneUnknown("Tell me your time zone first.")
        return zone

    @property
    def value(self) -> str:
        """What the tapped button or the chosen entry of a menu carries."""
        action = self.payload["actions"][0]
        chosen = action.get("selected_option")
        return str(chosen["value"] if chosen else action.get("value", ""))

    @property
    def surface(self) -> str | None:
        """Where it was tapped when that is no message: "home" or "modal"."""
        return (self.payload.get("view") or {}).get("type")

    async def exploration(self) -> Exploration:
        """The exploration under way, else `NotFound` with the way to start one."""
        if (known := await self.services.planning.current(self.member)) is None:
            raise NotFound("There is no exploration yet. Start one with `/outreach plan`.")
        return known

    async def answer(self, message: Message) -> None:
        """Tells the asker alone: beside the command, over the Home tab, in the modal it was asked
        from; in her DM only what was said there, or came of a form she sent."""
        tapped = self.payload.get("type") == "block_actions"
        if self.payload.get("type") == "app_home_opened":
            await self._show_home(home_view(message.blocks))
        elif self.in_place:
            await self.replace(message)
        elif self.payload.get("response_url"):
            await self._respond(message, replace_original=False)
        elif tapped and self.surface == "home":
            await self.open(as_modal(message))
        elif tapped and self.surface == "modal":
            await self.update_view(as_modal(message))
        else:
            await self.post(message)

    async def replace(self, message: Message) -> None:
        """Puts the message in place of what was tapped; the Home tab is shown anew instead."""
        if self.payload.get("response_url"):
            await self._respond(self._as_found_again(message), replace_original=True)
            return
        if self.surface == "modal":
            await self.update_view(as_modal(message))
        await self.refresh_home()

    async def settle(self, told: Message) -> None:
        """Beneath the letter that was tapped, in the place of its buttons; an answer elsewhere."""
        letter = self.payload.get("message") or {}
        blocks = letter.get("blocks") or [{}]
        if not is_letter_id(str(blocks[0].get("block_id", ""))):
            await self.answer(told)
            return
        kept = (block for block in blocks if block["type"] != "actions")
        text = clipped_escaped(f"{letter['text']}\n{told.text}", TEXT_LIMIT)
        await self.replace(Message(text=text, blocks=(*kept, *told.blocks)))

    async def open(self, view: dict[str, Any]) -> str:
        """Opens a modal, on top of the one it was asked from if there is one; its id."""
        client = self.context.client
        show = client.views_push if self.surface == "modal" else client.views_open
        opened = await show(trigger_id=self.payload["trigger_id"], view=view)
        if self.in_place and self.payload.get("response_url"):
            await send(self.context.session, self.payload["response_url"], delete_original=True)
        return str(opened["view"]["id"])

    async def update_view(self, view: dict[str, Any], view_id: str | None = None) -> None:
        """Shows another view in a modal that stands open, by itself the one it was asked from. One
        that was closed meanwhile wants nothing more."""
        try:
            await self.context.client.views_update(
                view_id=view_id or self.payload["view"]["id"], view=view
            )
        except SlackApiError as fault:
            if error_code(fault) != "not_found":
                raise

    async def post(self, message: Message) -> None:
        """Into the DM with the member; what she said in a thread there is answered in it."""
        said_in = self.payload.get("channel") if is_said_to_us(self.payload) else None
        member = replace(self.member, channel=said_in) if said_in else self.member
        await self.context.dms.post(member, message, thread=self._thread)
        if member.id and member.channel != self.member.channel:
            await self.services.membership.note_channel(member, str(member.channel))

    async def update(self, channel: str, ts: str, message: Message) -> None:
        await self.context.client.chat_update(channel=channel, ts=ts, **message.as_payload())

    async def refresh_home(self) -> None:
        """Shows the Home tab as things are now."""
        exploration = await self.services.planning.current(self.member)
        await self._show_home(home(self.member, exploration, self.services.now()))

    async def _show_home(self, view: dict[str, Any]) -> None:
        await self.context.client.views_publish(user_id=self.member.user, view=view)

    @property
    def _thread(self) -> str | None:
        """Where something was said or tapped in a thread."""
        where: Payload = self.payload.get("message") or self.payload
        return where.get("thread_ts")

    def _as_found_again(self, message: Message) -> Message:
        """What replaces a letter keeps its id, by which an unsure post is looked for."""
        tapped = (self.payload.get("message") or {}).get("blocks") or [{}]
        block_id = str(tapped[0].get("block_id", ""))
        if not is_letter_id(block_id):
            return message
        first, *others = message.blocks
        return replace(message, blocks=({**first, "block_id": block_id}, *others))

    async def _respond(self, message: Message, *, replace_original: bool) -> None:
        """Answers by the link that came with the request; a replacement keeps its own kind, since
        Slack can't turn a message of the DM into one that only its reader sees."""
        await respond(
            self.context.session,
            self.payload["response_url"],
            message,
            replace_original=replace_original,
            thread=self._thread,
        )


def as_modal(message: Message) -> dict[str, Any]:
    """The message in a modal, where there is no conversation to answer in."""
    return modal(ids.HELP_SHOW, "Resonance", message.blocks)


async def respond(
    session: aiohttp.ClientSession,
    url: str,
    message: Message,
    *,
    replace_original: bool = False,
    thread: str | None = None,
) -> None:
    """Answers by the link that came with a request; it needs nothing but the link."""
    await send(
        session,
        url,
        **message.as_payload(),
        replace_original=replace_original,
        **({} if replace_original else {"response_type": "ephemeral"}),
        **({"thread_ts": thread} if thread else {}),
    )


async def send(session: aiohttp.ClientSession, url: str, **said: Any) -> None:
    """What a response URL can do, in Slack's own words; a refusal is for the log."""
    answer = await AsyncWebhookClient(url, session=session, retry_handlers=[]).send_dict(said)
    if answer.status_code != HTTPStatus.OK:
        logger.warning("an answer was refused", extra={"status": answer.status_code})
