"""Sends the app the events it subscribed to, and sends them again while they go unanswered."""

import asyncio

from bot.playground.conversations import Conversation
from bot.playground.delivery import Delivery, Undelivered
from bot.playground.manifest import AppManifest
from bot.playground.members import Member
from bot.playground.messages import Message
from bot.playground.outstanding import Outstanding
from bot.playground.payloads import (
    event_callback,
    home_opened_event,
    message_changed_event,
    message_deleted_event,
    message_event,
    message_unfurled_event,
    user_change_event,
)
from bot.playground.state import APP_USER, Workspace
from bot.playground.wire import JsonObject

# Slack sends again at once, after a minute and after five; real time.
REDELIVERED_AFTER_SECONDS = (0, 60, 300)

# event -> the scope Slack asks for before it sends it
SCOPES = {
    "app_home_opened": None,
    "message.im": "im:history",
    "message.channels": "channels:history",
    "user_change": "users:read",
}


class Events:
    """What happens in the workspace, as the app hears of it."""

    def __init__(self, workspace: Workspace, delivery: Delivery, outstanding: Outstanding) -> None:
        self._workspace = workspace
        self._delivery = delivery
        self._outstanding = outstanding
        self._under_way: set[asyncio.Task[None]] = set()

    def message_posted(self, message: Message) -> None:
        """message.im or message.channels; Slack tells an app of its own messages too."""
        if self._is_told_of(message):
            self._send(message_event(self._workspace, message))

    def message_edited(self, message: Message, *, before: Message) -> None:
        """The same with the subtype message_changed."""
        if self._is_told_of(message):
            self._send(message_changed_event(self._workspace, message, before=before))

    def message_unfurled(self, message: Message) -> None:
        """message_changed too, though nobody edited anything."""
        if self._is_told_of(message):
            self._send(message_unfurled_event(self._workspace, message))

    def message_deleted(self, message: Message) -> None:
        """The same with the subtype message_deleted."""
        if self._is_told_of(message):
            self._send(message_deleted_event(self._workspace, message))

    def home_opened(self, *, user: str, conversation: Conversation, tab: str) -> None:
        """app_home_opened, for the tab "home" or "messages"."""
        if self._wants("app_home_opened"):
            self._send(
                home_opened_event(self._workspace, user=user, channel=conversation.id, tab=tab)
            )

    def user_changed(self, member: Member) -> None:
        """user_change."""
        if self._wants("user_change"):
            self._send(user_change_event(self._workspace, member))

    async def close(self) -> None:
        """Gives up what is still to be sent again."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _is_told_of(self, message: Message) -> bool:
        """Of what everybody sees, where the app is itself."""
        conversation = self._workspace.conversation(message.channel)
        event = "message.im" if conversation.is_im else "message.channels"
        is_there = APP_USER in conversation.members
        return is_there and message.only_for is None and self._wants(event)

    def _wants(self, event: str) -> bool:
        app: AppManifest = self._workspace.app
        return event in app.events and (SCOPES[event] is None or SCOPES[event] in app.scopes)

    def _send(self, event: JsonObject) -> None:
        self._outstanding.begin()
        task = asyncio.create_task(self._deliver(event_callback(self._workspace, event)))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _deliver(self, payload: JsonObject) -> None:
        """Only the first try holds the clock back."""
        try:
            missed = await self._missed(payload, retry=0, because="")
        finally:
            self._outstanding.end()
        for retry, seconds in enumerate(REDELIVERED_AFTER_SECONDS, start=1):
            if missed is None or not missed.again:
                return
            await asyncio.sleep(seconds)
            missed = await self._missed(payload, retry=retry, because=missed.reason)

    async def _missed(self, payload: JsonObject, *, retry: int, because: str) -> Undelivered | None:
        """Why the app did not take it; None if it did."""
        try:
            await self._delivery.deliver("events_api", payload, retry=retry, because=because)
        except Undelivered as missed:
            return missed
        return None
