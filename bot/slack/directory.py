"""What Slack knows of a person: the time zone, the language, and what others call them."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.dates import may_be_swapped
from bot.core.members import Member
from bot.core.zones import is_zone
from bot.slack.faults import FAULTS

#: Whoever is met for the first time waits for an answer meanwhile; the next time asks again.
PATIENCE_SECONDS = 1.0


class SlackDirectory:
    """The port `Directory` over users.info."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def zone_of(self, team: str, user: str) -> str | None:
        """None where Slack doesn't say, or not in time, or names a zone that nobody here knows."""
        del team  # one token, one workspace
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                answer = await self._client.users_info(user=user)
        except FAULTS:
            return None
        zone = str(answer["user"].get("tz"))
        return zone if is_zone(zone) else None

    async def names_of(self, member: Member) -> tuple[str, str]:
        """The member's name and the workspace's, or ids where Slack doesn't say."""
        try:
            user = (await self._client.users_info(user=member.user))["user"]
            workspace = (await self._client.auth_test())["team"]
        except FAULTS:
            return member.user, member.team
        profile = user.get("profile") or {}
        return str(profile.get("real_name") or user.get("real_name") or member.user), str(workspace)


#: Of the languages Slack speaks, the one that writes 04/03 for the third of April.
_MONTH_FIRST = "en-US"


async def reads_day_first(client: AsyncWebClient, user: str, words: str) -> bool:
    """Whether 03/04 in these words is in April to her. Slack is asked for her language only where a
    date can be read both ways; where it doesn't say, the day is first, as in most of the world."""
    if not may_be_swapped(words):
        return True
    try:
        answer = await client.users_info(user=user, include_locale=True)
    except FAULTS:
        return True
    return str(answer["user"].get("locale")) != _MONTH_FIRST
