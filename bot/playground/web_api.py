"""The Web API: a table of the methods the playground knows, and how a call goes through it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

from bot.playground.answers import Answers
from bot.playground.arguments import arguments_of, token_of
from bot.playground.events import Events
from bot.playground.methods import chat, conversations, identity, people, views
from bot.playground.methods.call import Call
from bot.playground.socket_mode import SocketMode
from bot.playground.state import Workspace
from bot.playground.wire import JsonObject, SlackError


class Token(StrEnum):
    """Which token a method takes."""

    NONE = "none"
    BOT = "bot"
    APP = "app"


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """A Web API method: the scope it always needs, and what carries it out."""

    run: Callable[[Call], JsonObject]
    scope: str | None = None
    token: Token = Token.BOT


METHODS: Mapping[str, Method] = {
    "api.test": Method(run=identity.api_test, token=Token.NONE),
    "auth.test": Method(run=identity.auth_test),
    "apps.connections.open": Method(run=identity.connections_open, token=Token.APP),
    "team.info": Method(run=identity.team_info, scope="team:read"),
    "bots.info": Method(run=identity.bots_info, scope="users:read"),
    "users.info": Method(run=people.users_info, scope="users:read"),
    "users.list": Method(run=people.users_list, scope="users:read"),
    "conversations.open": Method(run=conversations.conversations_open, scope="im:write"),
    "conversations.info": Method(run=conversations.conversations_info),
    "conversations.history": Method(run=conversations.conversations_history),
    "chat.postMessage": Method(run=chat.post_message, scope="chat:write"),
    "chat.postEphemeral": Method(run=chat.post_ephemeral, scope="chat:write"),
    "chat.update": Method(run=chat.update, scope="chat:write"),
    "chat.delete": Method(run=chat.delete, scope="chat:write"),
    "views.open": Method(run=views.open_view),
    "views.push": Method(run=views.push),
    "views.update": Method(run=views.update),
    "views.publish": Method(run=views.publish),
}


class WebApi:
    """Answers `/api/<method>`: 200 with `ok` true or false, as Slack does."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        sockets: SocketMode,
        events: Events,
        answers: Answers,
        tokens: Mapping[str, Token],
        base_url: str,
    ) -> None:
        self._workspace = workspace
        self._sockets = sockets
        self._events = events
        self._answers = answers
        self._tokens = tokens
        self._base_url = base_url

    async def handle(self, request: web.Request) -> web.Response:
        """One call over HTTP."""
        try:
            arguments = await arguments_of(request)
            token = token_of(request, arguments)
            answer = {"ok": True, **self._call(request.match_info["method"], token, arguments)}
        except SlackError as refusal:
            answer = refusal.as_json()
        scopes = ",".join(self._workspace.app.scopes)
        return web.json_response(answer, headers={"x-oauth-scopes": scopes})

    def _call(self, name: str, token: str | None, arguments: JsonObject) -> JsonObject:
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        self._check_token(method, token)
        given = {key: value for key, value in arguments.items() if key != "token"}
        call = Call(
            arguments=given,
            workspace=self._workspace,
            events=self._events,
            answers=self._answers,
            sockets=self._sockets,
            base_url=self._base_url,
        )
        if method.scope is not None:
            call.need_scope(method.scope)
        return method.run(call)

    def _check_token(self, method: Method, token: str | None) -> None:
        if method.token is Token.NONE:
            return
        if not token:
            raise SlackError("not_authed")
        if token not in self._tokens:
            raise SlackError("invalid_auth")
        if self._tokens[token] is not method.token:
            raise SlackError("not_allowed_token_type")
