"""The Bolt app: one client, one HTTP session, every listener, and the connection to Slack."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.services.services import Services
from bot.slack.connection import Connection, Sharing, new_address
from bot.slack.interaction import SlackContext
from bot.slack.listening import Listeners
from bot.slack.routes import register
from bot.slack.socket import Socket

logger = logging.getLogger(__name__)

#: A post that takes longer has failed for us, whatever became of it.
TIMEOUT = aiohttp.ClientTimeout(total=10)
#: How often the connection is looked at.
LOOK_EVERY_SECONDS = 10.0


class TellingClient(AsyncWebClient):
    """Tells of each post into a DM, since Slack is then to send it back to us."""

    on_posted: Callable[[], None] | None = None

    async def chat_postMessage(self, **given: Any) -> AsyncSlackResponse:  # noqa: N802 - the SDK's
        answer = await super().chat_postMessage(**given)
        if self.on_posted and str(answer["channel"]).startswith("D"):
            self.on_posted()
        return answer


def slack_session() -> aiohttp.ClientSession:
    """The one session for all of Slack; the client's own time-out is ignored with it."""
    return aiohttp.ClientSession(timeout=TIMEOUT)


def slack_client(token: str | None, url: str, session: aiohttp.ClientSession) -> TellingClient:
    return TellingClient(token=token, base_url=url, session=session, retry_handlers=[])


@dataclass(frozen=True, kw_only=True, slots=True)
class Workspace:
    """Who we are, as auth.test says."""

    team: str
    bot_user: str
    bot_id: str


class SlackApp:
    """The bot in one workspace, over Socket Mode."""

    def __init__(
        self,
        *,
        client: TellingClient,
        app_client: AsyncWebClient,
        session: aiohttp.ClientSession,
        on_sharing: Sharing,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._app_client = app_client
        self._session = session
        self._on_sharing = on_sharing
        self._clock = clock
        self._hearing: Listeners | None = None
        self.connection: Connection | None = None

    async def connect(self, services: Services, address: str | None = None) -> Workspace:
        """Registers every listener and opens the socket, at the address where one was given out
        already; SlackApiError where a token is wrong, `NoSocket` where no socket can be had."""
        me = await self._client.auth_test()
        workspace = Workspace(
            team=str(me["team_id"]), bot_user=str(me["user_id"]), bot_id=str(me["bot_id"])
        )
        self._hearing = Listeners(
            SlackContext(services=services, client=self._client, session=self._session)
        )
        app = self._bolt(workspace)
        register(app, self._hearing)
        self.connection = Connection(
            lambda on_hello, on_envelope: Socket(
                app, self._app_client, on_hello=on_hello, on_envelope=on_envelope
            ),
            self._app_client,
            on_sharing=self._on_sharing,
            clock=self._clock,
        )
        self._client.on_posted = self.connection.posted
        await self.connection.open(address or await new_address(self._app_client))
        return workspace

    async def idle(self) -> None:
        """Returns when no listener is at work."""
        if self._hearing is not None:
            await self._hearing.idle()

    @property
    async def connected(self) -> bool:
        return self.connection is not None and await self.connection.is_up

    @property
    def shared(self) -> bool:
        """Whether another process is connected as this app, so that we hear only a part."""
        return self.connection is not None and self.connection.shared

    async def watch(self, give_up: Callable[[], None]) -> None:
        """Looks after the connection for ever: once it is lost for good, `give_up` is called, so
        that whoever keeps this process alive starts it afresh."""
        while self.connection is not None and await self.connection.look():
            await asyncio.sleep(LOOK_EVERY_SECONDS)
        give_up()

    async def cut_short(self) -> None:
        """Ends what listeners are doing."""
        if self._hearing is not None:
            await self._hearing.cut_short()

    async def hang_up(self) -> None:
        """Hears nothing new; what was heard is acknowledged first."""
        if self.connection is not None:
            await self.connection.close()

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
