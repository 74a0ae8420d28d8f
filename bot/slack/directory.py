"""What Slack knows of a person: the time zone, and what others call them."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.errors import InvalidInput
from bot.core.members import Member
from bot.core.weeks import zone_named
from bot.slack.faults import FAULTS


class SlackDirectory:
    """The port `Directory` over users.info."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def zone_of(self, team: str, user: str) -> str | None:
        """None where Slack doesn't say, can't be asked, or names a zone nobody here knows."""
        del team  # one token, one workspace
        try:
            answer = await self._client.users_info(user=user)
            return zone_named(str(answer["user"].get("tz"))).key
        except (*FAULTS, InvalidInput):
            return None

    async def names_of(self, member: Member) -> tuple[str, str]:
        """The member's name and the workspace's, or ids where Slack doesn't say."""
        try:
            user = (await self._client.users_info(user=member.user))["user"]
            workspace = (await self._client.auth_test())["team"]
        except FAULTS:
            return member.user, member.team
        profile = user.get("profile") or {}
        return str(profile.get("real_name") or user.get("real_name") or member.user), str(workspace)
