"""One call of a Web API method: its arguments and what it may touch."""

from dataclasses import dataclass

from bot.playground.answers import Answers
from bot.playground.events import Events
from bot.playground.grants import Grants
from bot.playground.socket_mode import SocketMode
from bot.playground.state import Workspace
from bot.playground.wire import JsonObject, SlackError


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """What a method is called with."""

    arguments: JsonObject
    workspace: Workspace
    events: Events
    answers: Answers
    sockets: SocketMode
    grants: Grants
    bot_token: str
    base_url: str

    def need_scope(self, scope: str) -> None:
        """Raises `missing_scope` unless the app's manifest asks for this scope."""
        provided = self.workspace.app.scopes
        if scope not in provided:
            raise SlackError("missing_scope", needed=scope, provided=",".join(provided))
