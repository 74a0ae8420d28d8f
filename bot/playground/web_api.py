"""The Web API: a table of the methods the playground knows, and how a call goes through it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

from bot.playground.answers import Answers
from bot.playground.arguments import arguments_of, token_of
from bot.playground.events import Events
from bot.playground.grants import Grants
from bot.playground.methods import chat, conversations, identity, oauth, people, views
from bot.playground.methods.call import Call
from bot.playground.rates import (
    HUNDREDS,
    POSTS_IN_A_CHANNEL,
    TIER_1,
    TIER_2,
    TIER_3,
    TIER_4,
    Rate,
    Throttle,
)
from bot.playground.socket_mode import SocketMode
from bot.playground.state import Workspace
from bot.playground.wire import JsonObject, RateLimited, SlackError


class Token(StrEnum):
    """Which token a method takes."""

    NONE = "none"
    BOT = "bot"
    APP = "app"


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """A Web API method: what carries it out, how often it may be called, what it always needs."""

    run: Callable[[Call], JsonObject]
    rate: Rate
    scope: str | None = None
    token: Token = Token.BOT
    rate_in_a_channel: Rate | None = None


METHODS: Mapping[str, Method] = {
    "api.test": Method(run=identity.api_test, rate=TIER_4, token=Token.NONE),
    "auth.test": Method(run=identity.auth_test, rate=HUNDREDS),
    "apps.connections.open": Method(run=identity.connections_open, rate=TIER_1, token=Token.APP),
    "oauth.v2.access": Method(run=oauth.access, rate=TIER_4, token=Token.NONE),
    "team.info": Method(run=identity.team_info, rate=TIER_3, scope="team:read"),
    "bots.info": Method(run=identity.bots_info, rate=TIER_3, scope="users:read"),
    "users.info": Method(run=people.users_info, rate=TIER_4, scope="users:read"),
    "users.list": Method(run=people.users_list, rate=TIER_2, scope="users:read"),
    "conversations.open": Method(
        run=conversations.conversations_open, rate=TIER_3, scope="im:write"
    ),
    "conversations.info": Method(run=conversations.conversations_info, rate=TIER_3),
    "conversations.history": Method(run=conversations.conversations_history, rate=TIER_3),
    "conversations.replies": Method(run=conversations.conversations_replies, rate=TIER_3),
    "chat.postMessage": Method(
        run=chat.post_message,
        rate=HUNDREDS,
        rate_in_a_channel=POSTS_IN_A_CHANNEL,
        scope="chat:write",
    ),
    "chat.postEphemeral": Method(run=chat.post_ephemeral, rate=TIER_4, scope="chat:write"),
    "chat.update": Method(run=chat.update, rate=TIER_3, scope="chat:write"),
    "chat.delete": Method(run=chat.delete, rate=TIER_3, scope="chat:write"),
    "views.open": Method(run=views.open_view, rate=TIER_4),
    "views.push": Method(run=views.push, rate=TIER_4),
    "views.update": Method(run=views.update, rate=TIER_4),
    "views.publish": Method(run=views.publish, rate=TIER_4),
}


class WebApi:
    """Answers `/api/<method>`: 200 with `ok` true or false, as Slack does.

    Without a throttle an app may call as often as it likes.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        sockets: SocketMode,
        events: Events,
        answers: Answers,
        grants: Grants,
        bot_token: str,
        app_token: str,
        base_url: str,
        throttle: Throttle | None,
    ) -> None:
        self._workspace = workspace
        self._sockets = sockets
        self._events = events
        self._answers = answers
        self._grants = grants
        self._bot_token = bot_token
        self._tokens = {bot_token: Token.BOT, app_token: Token.APP}
        self._base_url = base_url
        self._throttle = throttle

    async def handle(self, request: web.Request) -> web.Response:
        """One call over HTTP."""
        try:
            arguments = await arguments_of(request)
            token = token_of(request, arguments)
            said = self._call(request.match_info["method"], token, arguments)
            answer = web.json_response({"ok": True, **said})
        except SlackError as refusal:
            answer = refusal.as_response()
        answer.headers["x-oauth-scopes"] = ",".join(self._workspace.app.scopes)
        return answer

    def _call(self, name: str, token: str | None, arguments: JsonObject) -> JsonObject:
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        self._check_token(method, token)
        self._check_rate(name, method, arguments)
        given = {key: value for key, value in arguments.items() if key != "token"}
        call = Call(
            arguments=given,
            workspace=self._workspace,
            events=self._events,
            answers=self._answers,
            sockets=self._sockets,
            grants=self._grants,
            bot_token=self._bot_token,
            base_url=self._base_url,
        )
        if method.scope is not None:
            call.need_scope(method.scope)
        return method.run(call)

    def _check_rate(self, name: str, method: Method, arguments: JsonObject) -> None:
        """The app calls in one workspace, so a method's own name is what is counted."""
        if self._throttle is None:
            return
        rates = {name: method.rate}
        if method.rate_in_a_channel is not None:
            rates[f"{name} {arguments.get('channel')}"] = method.rate_in_a_channel
        wait = self._throttle.seconds_to_wait(rates, now=time.monotonic())
        if wait > 0:
            raise RateLimited(wait)

    def _check_token(self, method: Method, token: str | None) -> None:
        if method.token is Token.NONE:
            return
        if not token:
            raise SlackError("not_authed")
        if token not in self._tokens:
            raise SlackError("invalid_auth")
        if self._tokens[token] is not method.token:
            raise SlackError("not_allowed_token_type")
