"""The messages of a workspace, each with its own `ts` from the clock, in the order they came."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.playground.clock import PlaygroundClock
from bot.playground.members import SLACKBOT
from bot.playground.wire import JsonObject, SlackError

MICROSECONDS = 1_000_000


@dataclass(kw_only=True, slots=True)
class Message:
    """One message; `only_for` is the member who alone sees it (an ephemeral message).

    `thread_ts` is the message it answers, where it was answered in a thread.
    """

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[JsonObject]
    from_app: bool = False
    only_for: str | None = None
    edited_ts: str | None = None
    metadata: JsonObject | None = None
    thread_ts: str | None = None
    subtype: str | None = None

    def visible_to(self, user: str) -> bool:
        """Whether this member may see it, once they are in its conversation."""
        return self.only_for is None or self.only_for == user

    def bury(self) -> None:
        """What Slack leaves of a deleted message that was answered."""
        self.user, self.text, self.blocks = SLACKBOT, "This message was deleted.", []
        self.edited_ts, self.subtype = None, "tombstone"


class MessageLog:
    """Every message posted, oldest first, by conversation."""

    def __init__(self, clock: PlaygroundClock) -> None:
        self._clock = clock
        self._newest = 0
        self._by_channel: dict[str, list[Message]] = {}

    def new_ts(self) -> str:
        """A `ts` such as "1729067700.000100": never given before, later than every other."""
        now = self._clock.now().timestamp()
        self._newest = max(int(now * MICROSECONDS), self._newest + 1)
        return ts_text(self._newest)

    def add(self, *, channel: str, user: str, text: str, **rest: Any) -> Message:
        """Posts now."""
        blocks = rest.pop("blocks", [])
        message = Message(
            ts=self.new_ts(), channel=channel, user=user, text=text, blocks=blocks, **rest
        )
        self._by_channel.setdefault(channel, []).append(message)
        return message

    def add_earlier(self, *, channel: str, user: str, text: str, at: datetime) -> None:
        """Puts a message of the past in its place, for a story already under way."""
        ts = ts_text(int(at.timestamp() * MICROSECONDS))
        posted = self._by_channel.setdefault(channel, [])
        posted.append(Message(ts=ts, channel=channel, user=user, text=text, blocks=[]))
        posted.sort(key=lambda message: message.ts)

    def of(self, channel: str) -> list[Message]:
        """A conversation's messages, ephemeral ones among them, oldest first."""
        return self._by_channel.get(channel, [])

    def find(self, channel: str, ts: str) -> Message:
        """The message, ephemeral or not, or `message_not_found`."""
        for message in self.of(channel):
            if message.ts == ts:
                return message
        raise SlackError("message_not_found")

    def thread_of(self, channel: str, ts: str) -> str:
        """The thread a message begins or stands in; `thread_not_found` where there is none."""
        try:
            message = self.find(channel, ts)
        except SlackError:
            raise SlackError("thread_not_found") from None
        if message.only_for is not None:
            raise SlackError("thread_not_found")
        return message.thread_ts or message.ts

    def replies_to(self, message: Message) -> list[Message]:
        """The answers in the thread it begins, oldest first; ephemeral ones don't count."""
        return [
            each
            for each in self.of(message.channel)
            if each.thread_ts == message.ts and each.only_for is None
        ]

    def forget_ephemeral(self, user: str) -> bool:
        """Takes away all that this member alone sees; whether there was any."""
        seen = [each for log in self._by_channel.values() for each in log if each.only_for == user]
        for message in seen:
            self.remove(message)
        return bool(seen)

    def forget(self, channel: str) -> None:
        """Takes away all that was said in a conversation."""
        self._by_channel.pop(channel, None)

    def remove(self, message: Message) -> None:
        """Takes it away for everybody."""
        self._by_channel[message.channel].remove(message)


def ts_text(microseconds: int) -> str:
    """Slack's `ts` for microseconds since 1970."""
    seconds, rest = divmod(microseconds, MICROSECONDS)
    return f"{seconds}.{rest:06d}"
