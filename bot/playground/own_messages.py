"""What a member does with messages of their own: write, answer in a thread, edit, delete."""

import html
from dataclasses import replace

from bot.playground.events import Events
from bot.playground.interactions import Refused
from bot.playground.messages import Message
from bot.playground.state import Workspace
from bot.playground.wire import SlackError


class OwnMessages:
    """One member's messages at a time; the app is told of each change."""

    def __init__(self, workspace: Workspace, events: Events) -> None:
        self._workspace = workspace
        self._events = events

    def write(self, user: str, channel: str, text: str, *, thread_ts: str | None = None) -> None:
        """Posts into the conversation, or as an answer to a message in it."""
        is_im = self._workspace.conversation(channel).is_im
        if is_im and not self._workspace.app.messages_tab_writable:
            raise Refused("Sending messages to this app has been turned off.")
        thread = self._workspace.messages.thread_of(channel, thread_ts) if thread_ts else None
        message = self._workspace.messages.add(
            channel=channel, user=user, text=_escaped(text), thread_ts=thread
        )
        self._workspace.mark_read(user, channel)
        self._workspace.changed(message)
        self._events.message_posted(message)

    def edit(self, user: str, channel: str, ts: str, text: str) -> None:
        """Gives a message other words; the same words are no edit."""
        message = self._own(user, channel, ts, forbidden="cant_update_message")
        words = _escaped(text)
        if words == message.text:
            return
        before = replace(message)
        message.text, message.edited_ts = words, self._workspace.messages.new_ts()
        self._workspace.changed(message)
        self._events.message_edited(message, before=before)

    def delete(self, user: str, channel: str, ts: str) -> None:
        """Takes a message away; one with answers leaves Slack's word that it was there."""
        message = self._own(user, channel, ts, forbidden="cant_delete_message")
        if not self._workspace.messages.replies_to(message):
            self._workspace.messages.remove(message)
            self._workspace.changed(message)
            self._events.message_deleted(message)
            return
        before = replace(message)
        message.bury()
        self._workspace.changed(message)
        self._events.message_edited(message, before=before)

    def _own(self, user: str, channel: str, ts: str, *, forbidden: str) -> Message:
        message = self._workspace.messages.find(channel, ts)
        if message.user != user:
            raise SlackError(forbidden)
        return message


def _escaped(text: str) -> str:
    """Slack escapes & < > and nothing else."""
    if not text.strip():
        raise Refused("There is nothing to send yet.")
    return html.escape(text, quote=False)
