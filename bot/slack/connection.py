"""The connection to Slack: a socket, and for a moment a second one when the first is doubted."""

import logging
import time
from collections.abc import Awaitable, Callable

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.errors import ResonanceError
from bot.services.nudges.letters import Throttled
from bot.slack.faults import FAULTS, understood
from bot.slack.liveness import Doubt, Liveness
from bot.slack.socket import Socket

logger = logging.getLogger(__name__)

#: After this without a connection we give up, so that whoever keeps us alive starts us afresh.
GIVE_UP_SECONDS = 2 * 60.0
#: Slack gives out one address a minute in the long run; a few at once are borne.
TRY_AGAIN_SECONDS = 30.0

#: Makes a socket that tells of its hellos and its envelopes.
MakeSocket = Callable[[Callable[[int], None], Callable[[], None]], Socket]
#: Told whether another process is connected as this app; False where it is to be told again.
Sharing = Callable[[bool], Awaitable[bool]]


class NoSocket(ResonanceError):
    """Slack gave an address, and nothing answers there."""


async def new_address(client: AsyncWebClient) -> str:
    """Where one socket may be opened, once and soon; `SlackApiError` where the token is wrong."""
    answer = await client.apps_connections_open(app_token=str(client.token))
    return str(answer["url"])


class Connection:
    """Envelopes come in over the newest socket; the old one is closed only once that has said
    hello, and what both bring is handled once, like everything that Slack delivers twice."""

    def __init__(
        self,
        make: MakeSocket,
        client: AsyncWebClient,
        *,
        on_sharing: Sharing,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._make = make
        self._client = client
        self._on_sharing = on_sharing
        self._clock = clock
        self._sockets: list[Socket] = []
        self._line = Liveness(greeted_at=clock(), heard_at=clock())
        self._lost_at: float | None = None
        self._try_at = clock()
        self.shared = False
        self._told: tuple[bool, float | None] | None = None

    async def open(self, address: str) -> None:
        """The first socket; `NoSocket` where there is none to be had."""
        if not await self._opened(address):
            raise NoSocket("Slack's socket can't be opened: check the network, and any proxy.")

    @property
    async def is_up(self) -> bool:
        return bool(self._sockets) and self._lost_at is None and await self._sockets[0].is_open

    def posted(self) -> None:
        """Something of ours went into a DM, and is to come back."""
        self._line = self._line.posted(self._clock())

    async def look(self) -> bool:
        """Sees whether all is well, and mends what can be; False once it is time to give up."""
        now = self._clock()
        if await self._is_well(now):
            self._found(now)
        else:
            self._missed(now)
        await self._tell_sharing()
        return self._lost_at is None or now - self._lost_at < GIVE_UP_SECONDS

    async def close(self) -> None:
        while self._sockets:
            await self._sockets.pop().close()

    async def _is_well(self, now: float) -> bool:
        if not await self._sockets[0].is_open:  # the SDK is connecting anew
            return False
        doubt = self._line.doubt(now)
        if doubt is None:
            return True
        renewed = now >= self._try_at and await self._renewed(now, doubt)
        return renewed or doubt is Doubt.NOT_ALONE  # that one was only curious

    async def _renewed(self, now: float, doubt: Doubt) -> bool:
        self._try_at = now + TRY_AGAIN_SECONDS
        level = logging.INFO if doubt is Doubt.NO_ECHO else logging.DEBUG
        logger.log(level, "opening a fresh socket", extra={"because": doubt})
        try:
            address = await new_address(self._client)
        except FAULTS as fault:
            told = understood(fault)
            if isinstance(told, Throttled):
                self._try_at = max(self._try_at, now + told.retry_after.total_seconds())
            return False
        if not await self._opened(address):
            return False
        while len(self._sockets) > 1:
            await self._sockets.pop(0).close()
        return True

    async def _opened(self, address: str) -> bool:
        fresh = self._make(self._greeted, self._heard)
        self._sockets.append(fresh)
        try:
            await fresh.open(address)
        except TimeoutError:
            self._sockets.remove(fresh)
            await fresh.close()
            return False
        return True

    def _greeted(self, connections: int) -> None:
        others = max(0, connections - len(self._sockets))
        self._line = self._line.greeted(others, self._clock())

    def _heard(self) -> None:
        self._line = self._line.heard(self._clock())

    def _found(self, now: float) -> None:
        if self._lost_at is not None:
            after_s = round(now - self._lost_at)
            logger.info("connected to Slack again", extra={"after_s": after_s})
        self._lost_at = None

    def _missed(self, now: float) -> None:
        if self._lost_at is None:
            logger.warning("lost the connection to Slack")
            self._lost_at = now

    async def _tell_sharing(self) -> None:
        """Once for each hello that proves it, and once when it is over."""
        shared = self._line.shared
        if shared is None:
            return
        if shared and not self.shared:
            others = self._line.others
            logger.warning("another process is connected as this app", extra={"others": others})
        self.shared = shared
        telling = (shared, self._line.greeted_at if shared else None)
        if telling != self._told and await self._on_sharing(shared):
            self._told = telling
