"""What happens in a workspace beyond what members do on the page, on request."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from bot.playground.events import Events
from bot.playground.members import OTHER_BOT, SLACKBOT
from bot.playground.state import Workspace
from bot.playground.wire import SlackError


class Happening(StrEnum):
    """Something that Slack does, or lets others do."""

    DM_RECREATED = "dm_recreated"  # every direct message has a new id; the old ones are not found
    DEACTIVATED = "deactivated"  # a member has left; posts to them are accepted all the same
    REACTIVATED = "reactivated"  # and is back
    SLACKBOT = "slackbot"  # Slackbot writes into a member's direct message with the app
    OTHER_BOT = "other_bot"  # another app's bot does, and its message has no user
    UNFURLED = "unfurled"  # a member's newest message gets a preview, which comes as an edit
    CHANNELS_SHARED = "channels_shared"  # the app is in every channel and hears what is said there
    GRID = "grid"  # interactions carry `team: null` and an enterprise


#: These go on until they are taken back.
LASTING = (Happening.CHANNELS_SHARED, Happening.GRID)

REMINDER = "Reminder: thank Priya for her time."


class Happenings:
    """Makes them happen, to the story's first member unless another is named."""

    def __init__(self, workspace: Workspace, events: Events) -> None:
        self._workspace = workspace
        self._events = events
        self._ways: Mapping[Happening, Callable[[str, str], None]] = {
            Happening.DM_RECREATED: lambda _user, _text: workspace.recreate_direct_messages(),
            Happening.DEACTIVATED: lambda user, _text: self._employ(user, deleted=True),
            Happening.REACTIVATED: lambda user, _text: self._employ(user, deleted=False),
            Happening.SLACKBOT: lambda user, text: self._write(SLACKBOT, user, text),
            Happening.OTHER_BOT: lambda user, text: self._write(
                OTHER_BOT, user, text, subtype="bot_message"
            ),
            Happening.UNFURLED: lambda user, _text: self._unfurl(user),
            Happening.CHANNELS_SHARED: lambda _user, _text: workspace.share_channels(True),
            Happening.GRID: lambda _user, _text: workspace.join_grid(True),
        }

    def happen(self, what: Happening, *, user: str | None = None, text: str = REMINDER) -> None:
        """Returns once it happened; events are under way. `text` is what a bot writes."""
        affected = self._workspace.member(user or self._workspace.story.members[0].id).id
        self._ways[what](affected, text)

    @property
    def lasting(self) -> list[Happening]:
        """Those that go on."""
        on = {
            Happening.CHANNELS_SHARED: self._workspace.channels_shared,
            Happening.GRID: self._workspace.enterprise is not None,
        }
        return [each for each in LASTING if on[each]]

    def take_back(self) -> None:
        """Ends those that go on; nothing that happened once is undone."""
        self._workspace.share_channels(False)
        self._workspace.join_grid(False)

    def _employ(self, user: str, *, deleted: bool) -> None:
        self._events.user_changed(self._workspace.change_member(user, deleted=deleted))

    def _write(self, bot: str, user: str, text: str, *, subtype: str | None = None) -> None:
        channel = self._workspace.direct_message_of(user).id
        message = self._workspace.messages.add(
            channel=channel, user=bot, text=text, subtype=subtype
        )
        self._workspace.changed(message)
        self._events.message_posted(message)

    def _unfurl(self, user: str) -> None:
        channel = self._workspace.direct_message_of(user).id
        hers = [each for each in self._workspace.messages.of(channel) if each.user == user]
        if not hers:
            raise SlackError("message_not_found")
        self._events.message_unfurled(hers[-1])
