"""A workspace as it stands: its members, conversations, messages and views. No HTTP here."""

from dataclasses import replace
from typing import Any

from bot.playground.changes import Changes
from bot.playground.clock import PlaygroundClock
from bot.playground.conversations import Conversation, direct_message
from bot.playground.manifest import AppManifest
from bot.playground.members import SLACKBOT, Member
from bot.playground.messages import Message, MessageLog
from bot.playground.permits import ResponseLinks, Triggers
from bot.playground.stories import Story
from bot.playground.views import ViewShelf
from bot.playground.wire import JsonObject, SlackError

APP_ID = "A0PLAYGROUND"
APP_USER = "U0APP"
BOT_ID = "B0APP"
ENTERPRISE = {"id": "E0LANTERN", "name": "Lantern Group"}


class Workspace:
    """Everything a playground remembers while it runs."""

    def __init__(self, *, story: Story, app: AppManifest, clock: PlaygroundClock) -> None:
        self.id = story.workspace_id
        self.name = story.workspace_name
        self.story = story
        self.app = app
        self.clock = clock
        self.changes = Changes()
        self.messages = MessageLog(clock)
        self.views = ViewShelf({"team_id": self.id, "app_id": APP_ID, "bot_id": BOT_ID})
        self.triggers = Triggers()
        self.response_links = ResponseLinks(clock)
        self.enterprise: JsonObject | None = None
        self.members = {member.id: member for member in story.members}
        for bot, name in ((APP_USER, app.bot_name), (SLACKBOT, "Slackbot")):
            self.members[bot] = Member(id=bot, real_name=name, tz=None, is_bot=True)
        self._app_alone = app
        self._recreated = 0
        self.conversations = {each.id: each for each in self._conversations()}
        self._read_until: dict[tuple[str, str], str] = {}
        for earlier in story.messages:
            self.messages.add_earlier(
                channel=earlier.channel, user=earlier.user, text=earlier.text, at=earlier.at
            )
        for conversation in self.conversations.values():
            for user in conversation.members:
                self.mark_read(user, conversation.id)

    def _conversations(self) -> list[Conversation]:
        with_app = [
            direct_message(
                user=member.id,
                app_user=APP_USER,
                app_name=self.app.bot_name,
                recreated=self._recreated,
            )
            for member in self.story.members
        ]
        with_us = frozenset({APP_USER} if self.channels_shared else ())
        channels = [replace(each, members=each.members | with_us) for each in self.story.channels]
        return [*with_app, *channels]

    def member(self, user: str) -> Member:
        """A member by id, or `user_not_found`."""
        if user not in self.members:
            raise SlackError("user_not_found")
        return self.members[user]

    def conversation(self, channel: str) -> Conversation:
        """A conversation by its own id (not by a member's), or `channel_not_found`."""
        if channel not in self.conversations:
            raise SlackError("channel_not_found")
        return self.conversations[channel]

    def conversations_of(self, user: str) -> list[Conversation]:
        """Those the member is in, the one with the app first."""
        return [each for each in self.conversations.values() if user in each.members]

    def direct_message_of(self, user: str) -> Conversation:
        """The one the member has with the app; `channel_not_found` for a bot."""
        for each in self.conversations_of(user):
            if each.is_im and user != APP_USER:
                return each
        raise SlackError("channel_not_found")

    def seen_by(self, user: str, channel: str) -> list[Message]:
        """What the member sees in a conversation, oldest first."""
        return [message for message in self.messages.of(channel) if message.visible_to(user)]

    def forget_ephemeral(self, user: str) -> None:
        """Takes away what this member alone sees; Slack keeps it nowhere but on their screen."""
        if self.messages.forget_ephemeral(user):
            self.changes.happened(user)

    def changed(self, message: Message) -> None:
        """Tells those who see this message that it came, changed or went."""
        members = self.conversation(message.channel).members
        self.changes.happened(*(user for user in members if message.visible_to(user)))

    def written_to_since(self, ts: str) -> list[str]:
        """The names of members whose direct message with the app holds something newer of it."""
        return [
            self.members[user].real_name
            for conversation in self.conversations.values()
            if conversation.is_im
            for user in conversation.members - {APP_USER}
            if any(
                message.from_app and message.only_for is None and message.ts > ts
                for message in self.seen_by(user, conversation.id)
            )
        ]

    @property
    def channels_shared(self) -> bool:
        """Whether the app was let into every channel."""
        return self.app is not self._app_alone

    def share_channels(self, shared: bool) -> None:
        """Lets the app into every channel, as if its manifest asked to hear them; or out again."""
        self.app = self._app_alone.hearing_channels() if shared else self._app_alone
        self._know(self._conversations())

    def join_grid(self, joined: bool) -> None:
        """Makes the workspace part of an enterprise, for which the app is installed; or ends it."""
        self.enterprise = dict(ENTERPRISE) if joined else None

    def recreate_direct_messages(self) -> None:
        """Gives every member a new, empty one; Slack knows the old ids no longer."""
        for conversation in self.conversations.values():
            if conversation.is_im:
                self.messages.forget(conversation.id)
        self._recreated += 1
        self._know(self._conversations())

    def _know(self, conversations: list[Conversation]) -> None:
        self.conversations = {each.id: each for each in conversations}
        self.changes.happened(*self.members)

    def change_member(self, user: str, **changed: Any) -> Member:
        """Gives a member another time zone, or another standing."""
        self.members[user] = replace(self.member(user), **changed)
        self.changes.happened(*self.members)
        return self.members[user]

    def mark_read(self, user: str, channel: str) -> None:
        """The member has seen all there is in this conversation."""
        seen = self.seen_by(user, channel)
        if seen:
            self._read_until[user, channel] = seen[-1].ts

    def unread(self, user: str, channel: str) -> int:
        """How many messages of others have come since the member last looked."""
        since = self._read_until.get((user, channel), "")
        return sum(
            message.ts > since and message.user != user for message in self.seen_by(user, channel)
        )
