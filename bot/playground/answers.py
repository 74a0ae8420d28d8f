"""Puts the app's answers into a conversation: those in an acknowledgement and by response URL."""

from dataclasses import replace
from typing import Any

from bot.playground.block_limits import block_faults
from bot.playground.elements import with_ids
from bot.playground.events import Events
from bot.playground.members import SLACKBOT
from bot.playground.messages import Message
from bot.playground.permits import ResponseLink
from bot.playground.state import APP_USER, Workspace
from bot.playground.wire import JsonObject, SlackError

MESSAGE_TEXT = 40_000


class Answers:
    """The app's way to answer what a member just did."""

    def __init__(self, workspace: Workspace, events: Events) -> None:
        self._workspace = workspace
        self._events = events

    def by_link(self, link: ResponseLink, body: JsonObject) -> None:
        """What a response URL can do: post, replace the original message or delete it."""
        self._workspace.conversation(link.channel)
        original = self._original(link)
        if body.get("delete_original"):
            if original is not None:
                self.remove(original)
            return
        text, blocks = checked_content(body)
        if original is not None and body.get("replace_original"):
            self.replace(original, text=text, blocks=blocks)
        else:
            self.post(link.user, link.channel, body)

    def post(self, user: str, channel: str, body: JsonObject) -> None:
        """Posts for the asker alone, or for all with the response_type in_channel."""
        text, blocks = checked_content(body)
        message = self._workspace.messages.add(
            channel=channel,
            user=APP_USER,
            text=text,
            blocks=blocks,
            from_app=True,
            only_for=None if body.get("response_type") == "in_channel" else user,
        )
        self._workspace.changed(message)
        self._events.message_posted(message)

    def replace(self, message: Message, *, text: str, blocks: list[JsonObject]) -> None:
        """Gives a message new content; Slack marks as edited only what shows no blocks."""
        before = replace(message)
        message.text, message.blocks = text, blocks
        message.edited_ts = None if blocks else self._workspace.messages.new_ts()
        self._workspace.changed(message)
        self._events.message_edited(message, before=before)

    def remove(self, message: Message) -> None:
        """Takes a message away for everybody."""
        self._workspace.messages.remove(message)
        self._workspace.changed(message)
        self._events.message_deleted(message)

    def slackbot(self, user: str, channel: str, text: str) -> None:
        """Slack's own words, to one member."""
        message = self._workspace.messages.add(
            channel=channel, user=SLACKBOT, text=text, only_for=user
        )
        self._workspace.changed(message)

    def _original(self, link: ResponseLink) -> Message | None:
        if link.message_ts is None:
            return None
        try:
            return self._workspace.messages.find(link.channel, link.message_ts)
        except SlackError:
            return None


def checked_content(body: JsonObject, *, most: int = MESSAGE_TEXT) -> tuple[str, list[JsonObject]]:
    """A message's text of at most so many characters, and its blocks; ids filled in."""
    text, blocks = body.get("text") or "", body.get("blocks") or []
    if not text and not blocks:
        raise SlackError("no_text")
    if not isinstance(text, str) or len(text) > most:
        raise SlackError("msg_too_long")
    refuse_faulty(block_faults(blocks, surface="message"), code="invalid_blocks")
    return text, with_ids(blocks)


def refuse_faulty(faults: list[str], *, code: str) -> None:
    """Raises `code` with Slack's list of what is wrong, if anything is."""
    if faults:
        messages: Any = [f"[ERROR] {fault}" for fault in faults]
        raise SlackError(code, errors=faults, response_metadata={"messages": messages})
