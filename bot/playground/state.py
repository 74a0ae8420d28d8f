"""A workspace as it stands: its members, conversations, messages and views. No HTTP here."""

from dataclasses import replace

from bot.playground.changes import Changes
from bot.playground.clock import PlaygroundClock
from bot.playground.conversations import Conversation, direct_message
from bot.playground.manifest import AppManifest
from bot.playground.members import SLACKBOT, Member
from bot.playground.messages import Message, MessageLog
from bot.playground.permits import ResponseLinks, Triggers
from bot.playground.stories import Story
from bot.playground.views import ViewShelf
from bot.playground.wire import SlackError

APP_ID = "A0PLAYGROUND"
APP_USER = "U0APP"
BOT_ID = "B0APP"


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
        self.members = {member.id: member for member in story.members}
        for bot, name in ((APP_USER, app.bot_name), (SLACKBOT, "Slackbot")):
            self.members[bot] = Member(id=bot, real_name=name, tz=None, is_bot=True)
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
            direct_message(user=member.id, app_user=APP_USER, app_name=self.app.bot_name)
            for member in self.story.members
        ]
        return [*with_app, *self.story.channels]

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

    def seen_by(self, user: str, channel: str) -> list[Message]:
        """What the member sees in a conversation, oldest first."""
        return [message for message in self.messages.of(channel) if message.visible_to(user)]

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

    def change_zone(self, user: str, tz: str) -> Member:
        """Moves a member to another time zone."""
        self.members[user] = replace(self.member(user), tz=tz)
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
