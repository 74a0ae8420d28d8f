"""The short-lived permissions Slack hands out: trigger ids and response URLs."""

import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.playground.clock import PlaygroundClock
from bot.playground.wire import SlackError

# Both from https://docs.slack.dev/interactivity/handling-user-interaction
TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_URL_LIFE = timedelta(minutes=30)
RESPONSE_URL_USES = 5


@dataclass(kw_only=True, slots=True)
class Trigger:
    """Leave to open one modal for a member, over the view they acted in, if any."""

    user: str
    view_id: str | None
    issued: float
    exchanged: bool = False


class Triggers:
    """Trigger ids; their three seconds are real ones, whatever the playground's clock does."""

    def __init__(self) -> None:
        self._issued: dict[str, Trigger] = {}

    def issue(self, *, user: str, view_id: str | None = None) -> str:
        """A new trigger id for what this member just did."""
        now = time.monotonic()
        trigger_id = (
            f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        )
        self._issued[trigger_id] = Trigger(user=user, view_id=view_id, issued=now)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Uses the id up; refuses an unknown, a used and a late one as Slack does."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.exchanged:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - trigger.issued > TRIGGER_LIFE.total_seconds():
            raise SlackError("expired_trigger_id")
        trigger.exchanged = True
        return trigger


@dataclass(kw_only=True, slots=True)
class ResponseLink:
    """Leave to answer in a conversation: to a command, or about the message acted on."""

    user: str
    channel: str
    message_ts: str | None
    expires_at: datetime
    uses_left: int = RESPONSE_URL_USES


class ResponseLinks:
    """Response URLs by their secret; their half hour is the playground clock's."""

    def __init__(self, clock: PlaygroundClock) -> None:
        self._clock = clock
        self._issued: dict[str, ResponseLink] = {}

    def issue(self, *, user: str, channel: str, message_ts: str | None = None) -> str:
        """A new secret, the last part of a response URL."""
        secret = secrets.token_hex(12)
        self._issued[secret] = ResponseLink(
            user=user,
            channel=channel,
            message_ts=message_ts,
            expires_at=self._clock.now() + RESPONSE_URL_LIFE,
        )
        return secret

    def use(self, secret: str) -> ResponseLink:
        """Counts one use; `invalid_url`, `expired_url` or `used_url` where there is none left."""
        link = self._issued.get(secret)
        if link is None:
            raise SlackError("invalid_url")
        if self._clock.now() > link.expires_at:
            raise SlackError("expired_url")
        if link.uses_left == 0:
            raise SlackError("used_url")
        link.uses_left -= 1
        return link
