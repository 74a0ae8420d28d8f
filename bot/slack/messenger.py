"""Posts what the bot says by itself, without retry handlers: they post twice."""

from datetime import timedelta
from typing import Protocol

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.members import Member
from bot.services.letters import (
    HowDidItGo,
    IsItAnInterview,
    Letter,
    Posted,
    Throttled,
    Undelivered,
)
from bot.slack.blocks.checkin import how_did_it_go, is_it_an_interview
from bot.slack.blocks.kit import Message
from bot.slack.blocks.week import week_start
from bot.slack.heard import open_dm

#: Slack's errors that posting again as it stands can't mend:
#: https://docs.slack.dev/reference/methods/chat.postMessage
PERMANENT = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "invalid_auth",
        "invalid_blocks",
        "is_archived",
        "missing_scope",
        "msg_too_long",
        "no_text",
        "not_authed",
        "token_revoked",
        "user_disabled",
        "user_not_found",
    }
)


class ChannelBook(Protocol):
    """Remembers the DM opened with a member."""

    async def note_channel(self, member: Member, channel: str) -> None: ...


class SlackMessenger:
    """The port `Messenger` over Slack's Web API."""

    def __init__(self, client: AsyncWebClient, book: ChannelBook) -> None:
        self._client = client
        self._book = book

    async def post(self, member: Member, letter: Letter) -> Posted:
        try:
            channel = member.channel or await self._open(member)
            payload = rendered(letter, member).as_payload()
            answer = await self._client.chat_postMessage(channel=channel, **payload)
        except SlackApiError as fault:
            raise _understood(fault) from fault
        except (TimeoutError, aiohttp.ClientError, OSError) as fault:
            raise Undelivered(type(fault).__name__, permanent=False) from fault
        return Posted(channel=str(answer["channel"]), ts=str(answer["ts"]))

    async def _open(self, member: Member) -> str:
        channel = await open_dm(self._client, member.user)
        await self._book.note_channel(member, channel)
        return channel


def rendered(letter: Letter, member: Member) -> Message:
    """The message for a letter, with times where the member is."""
    zone = member.zone
    if zone is None:
        raise Undelivered("time_zone_unknown", permanent=True)
    match letter:
        case HowDidItGo():
            return how_did_it_go(letter, zone)
        case IsItAnInterview():
            return is_it_an_interview(letter, zone)
        case _:
            return week_start(letter)


def _understood(fault: SlackApiError) -> Throttled | Undelivered:
    response = fault.response
    if getattr(response, "status_code", None) == 429 or response.get("error") == "ratelimited":
        headers = getattr(response, "headers", {})
        return Throttled(timedelta(seconds=float(headers.get("Retry-After", 30))))
    code = str(response.get("error") or "unknown_error")
    return Undelivered(code, permanent=code in PERMANENT)
