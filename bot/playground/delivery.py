"""How a payload reaches the app and is answered within three seconds, whichever way it travels."""

import asyncio
from collections.abc import Awaitable
from typing import Protocol

from bot.playground.wire import JsonObject

# For events, commands and interactions alike:
# https://docs.slack.dev/interactivity/handling-user-interaction
ACK_WITHIN_SECONDS = 3.0


class Undelivered(Exception):
    """The app did not take a payload; `reason` is Slack's word for it, told when it tries again."""

    def __init__(self, reason: str, *, again: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again


class NotConnected(Undelivered):
    """There is no app to be reached, or it answered with an error."""


class NotAcknowledged(Undelivered):
    """The app got the payload and did not answer within three seconds."""


class Delivery(Protocol):
    """One way to the app: Socket Mode, or requests to its addresses."""

    @property
    def connected(self) -> bool:
        """Whether the app is there, as far as Slack knows."""
        ...

    async def deliver(
        self, kind: str, payload: JsonObject, *, retry: int = 0, because: str = ""
    ) -> JsonObject:
        """Sends a payload and returns what the app answers, {} for a bare acknowledgement.

        `kind` is events_api, slash_commands or interactive; `because` is why it is sent again.
        Raises `Undelivered`.
        """
        ...


async def in_time(answer: Awaitable[JsonObject], *, or_else: str) -> JsonObject:
    """The answer, if it comes within three seconds; `or_else` is the reason if it does not."""
    try:
        async with asyncio.timeout(ACK_WITHIN_SECONDS):
            return await answer
    except TimeoutError:
        raise NotAcknowledged(or_else) from None
