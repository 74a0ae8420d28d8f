"""Posts what the bot says by itself, without retry handlers: they post twice."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.members import Member
from bot.services.nudges.letters import (
    CalendarBroken,
    HowDidItGo,
    IsItAnInterview,
    Letter,
    Posted,
    Undelivered,
    WeekEnd,
    WeekMiddle,
    WeekStart,
)
from bot.slack.blocks.calendars import broken
from bot.slack.blocks.checkin import how_did_it_go, is_it_an_interview
from bot.slack.blocks.kit import Message, letter_id
from bot.slack.blocks.week_letters import week_end, week_middle, week_start
from bot.slack.dm import ChannelBook, DirectMessages
from bot.slack.faults import FAULTS, understood

#: How much of a DM is read at once; Slack gives apps outside its Marketplace no more:
#: https://docs.slack.dev/reference/methods/conversations.history
HISTORY = 15
PAGES = 10
#: Slack's clock and ours may differ by so much.
LEEWAY = timedelta(minutes=1)


class SlackMessenger:
    """The port `Messenger` over Slack's Web API."""

    def __init__(self, client: AsyncWebClient, book: ChannelBook) -> None:
        self._client = client
        self._dms = DirectMessages(client, book)

    async def post(self, member: Member, letter: Letter) -> Posted:
        message = rendered(letter, member)
        try:
            return await self._dms.post(member, message)
        except FAULTS as fault:
            raise understood(fault) from fault

    async def find(self, member: Member, nudge_id: int, since: datetime) -> Posted | None:
        """Looks in the DM's history for the letter's own id, newest first."""

        async def find_in(channel: str) -> Posted | None:
            async for message in self._history(channel, since - LEEWAY):
                if letter_id(nudge_id) in {b.get("block_id") for b in message.get("blocks", ())}:
                    return Posted(channel=channel, ts=str(message["ts"]))
            return None

        try:
            return await self._dms.reach(member, find_in)
        except FAULTS as fault:
            raise understood(fault) from fault

    async def _history(self, channel: str, since: datetime) -> AsyncIterator[dict[str, Any]]:
        cursor = None
        for _ in range(PAGES):
            page = await self._client.conversations_history(
                channel=channel, oldest=f"{since.timestamp():.6f}", limit=HISTORY, cursor=cursor
            )
            for message in page["messages"]:
                yield message
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return


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
        case CalendarBroken():
            return broken(letter, zone)
        case WeekStart():
            return week_start(letter)
        case WeekMiddle():
            return week_middle(letter)
        case WeekEnd():
            return week_end(letter)
