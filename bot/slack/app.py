"""The Bolt app: one client, one HTTP session, every listener, and the connection to Slack."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.desk import Desk
from bot.slack.heard import Wires
from bot.slack.hearing import Hearing
from bot.slack.listeners.registered import register

logger = logging.getLogger(__name__)

#: A post that takes longer has failed for us, whatever became of it.
TIMEOUT = aiohttp.ClientTimeout(total=10)
#: How often the socket is looked at, and after how many looks without it we give up.
LOOK_EVERY_SECONDS = 10.0
LOOKS = 12


def slack_session() -> aiohttp.ClientSession:
    """The one session for all of Slack; the client's own time-out is ignored with it."""
    return aiohttp.ClientSession(timeout=TIMEOUT)


def slack_client(token: str | None, url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient(token=token, base_url=url, session=session, retry_handlers=[])


@dataclass(frozen=True, kw_only=True, slots=True)
class Workspace:
    """Who we are, as auth.test says."""

    team: str
    bot_user: str
    bot_id: str


class SlackApp:
    """The bot in one workspace, over Socket Mode."""

    def __init__(
        self, *, client: AsyncWebClient, app_client: AsyncWebClient, session: aiohttp.ClientSession
    ) -> None:
        self._client = client
        self._app_client = app_client
        self._session = session
        self._hearing: Hearing | None = None
        self._socket: AsyncSocketModeHandler | None = None

    async def connect(self, desk: Desk) -> Workspace:
        """Registers every listener and opens the socket; SlackApiError where a token is wrong."""
        me = await self._client.auth_test()
        workspace = Workspace(
            team=str(me["team_id"]), bot_user=str(me["user_id"]), bot_id=str(me["bot_id"])
        )
        self._hearing = Hearing(Wires(desk=desk, client=self._client, session=self._session))
        app = self._bolt(workspace)
        register(app, self._hearing)
        self._socket = AsyncSocketModeHandler(
            app, app_token=self._app_client.token, web_client=self._app_client
        )
        await self._socket.client.connect()
        return workspace

    async def idle(self) -> None:
        """Returns when no listener is at work."""
        if self._hearing is not None:
            await self._hearing.idle()

    @property
    async def connected(self) -> bool:
        return self._socket is not None and await self._socket.client.is_connected()

    async def watch(self, give_up: Callable[[], None]) -> None:
        """Looks after the socket for ever: silent or gone for two minutes, `give_up` is called,
        so that whoever keeps this process alive starts it afresh."""
        missed = 0
        while missed < LOOKS:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            missed = 0 if await self.connected else missed + 1
            if missed:
                logger.warning("no connection to Slack", extra={"looks": missed})
        give_up()

    async def close(self) -> None:
        """Lets what was heard be finished and acknowledged, then hears nothing new."""
        await self.idle()
        if self._socket is not None:
            await self._socket.client.close()
        await self.idle()

    def _bolt(self, workspace: Workspace) -> AsyncApp:
        token = self._client.token
        # Bolt would switch to OAuth, and drop the token, when it finds SLACK_CLIENT_ID in the
        # environment; an authorize function of our own keeps it from that.
        bare = slack_client(None, self._client.base_url, self._session)

        async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
            return AuthorizeResult(
                enterprise_id=enterprise_id,
                team_id=team_id,
                bot_token=token,
                bot_id=workspace.bot_id,
                bot_user_id=workspace.bot_user,
            )

        # It warns that it leaves SLACK_BOT_TOKEN alone, which is what we want, and shows whole
        # payloads where it has no listener, which hold words: only its errors are of use.
        errors = logging.getLogger("bolt")
        errors.setLevel(logging.ERROR)
        return AsyncApp(
            logger=errors, client=bare, authorize=authorize, request_verification_enabled=False
        )
