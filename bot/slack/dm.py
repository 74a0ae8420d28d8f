"""The one way into a member's DM: the stored id of it is a cache, the member is the truth."""

import logging
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.members import Member
from bot.services.nudges.letters import Posted
from bot.slack.blocks.kit import Message
from bot.slack.faults import error_code

logger = logging.getLogger(__name__)

#: What Slack says of an id that leads nowhere any more: the app was made anew, or the database is
#: that of another one. https://docs.slack.dev/reference/methods/chat.postMessage
GONE = frozenset({"channel_not_found", "is_archived", "not_in_channel"})

Answer = TypeVar("Answer")


class ChannelBook(Protocol):
    """Remembers the DM opened with a member."""

    async def note_channel(self, member: Member, channel: str) -> None: ...


class DirectMessages:
    """Reaches members in their DMs. Raises whatever Slack's client does, and retries nothing that
    may have been done."""

    def __init__(self, client: AsyncWebClient, book: ChannelBook) -> None:
        self._client = client
        self._book = book

    async def post(self, member: Member, message: Message, *, thread: str | None = None) -> Posted:
        """At the end of the DM, or of a thread in it."""

        async def post_in(channel: str) -> Posted:
            answer = await self._client.chat_postMessage(
                channel=channel, thread_ts=thread, **message.as_payload()
            )
            return Posted(channel=str(answer["channel"]), ts=str(answer["ts"]))

        return await self.reach(member, post_in)

    async def reach(self, member: Member, call: Callable[[str], Awaitable[Answer]]) -> Answer:
        """What `call` makes of the DM's id. One that Slack knows no more is forgotten, and the DM
        opened anew, once: what fails then fails for good."""
        if member.channel is not None:
            try:
                return await call(member.channel)
            except SlackApiError as fault:
                if error_code(fault) not in GONE:
                    raise
                extra = {"member": member.id, "slack": error_code(fault)}
                logger.info("a stored DM is gone and is opened anew", extra=extra)
        return await call(await self._opened(member))

    async def _opened(self, member: Member) -> str:
        """Slack gives the id of the one DM with a user, whether or not it was open before."""
        opened = await self._client.conversations_open(users=[member.user])
        channel = str(opened["channel"]["id"])
        if member.id:  # one who was not read from the store is told without it
            await self._book.note_channel(member, channel)
        return channel
