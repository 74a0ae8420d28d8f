"""The arguments of a Web API call, read from query, form and JSON body alike, as Slack does."""

import base64
import json
from typing import Any

from aiohttp import web

from bot.playground.wire import JsonObject, SlackError

# Arguments that Slack takes as JSON inside a form or query value.
NESTED = frozenset({"blocks", "view", "attachments", "metadata"})


async def arguments_of(request: web.Request) -> JsonObject:
    """Everything given; a JSON body's values win over a form's, those over the query's.

    An app's id and secret may come by HTTP Basic authentication, too.
    """
    arguments: JsonObject = _client_of(request) | dict(request.query)
    if request.content_type == "application/json":
        arguments |= await _json_body(request)
    elif request.body_exists:
        arguments |= dict(await request.post())
    return {key: _unfolded(key, value) for key, value in arguments.items() if value is not None}


def token_of(request: web.Request, arguments: JsonObject) -> str | None:
    """The bearer token, or the `token` argument; None where there is neither.

    With a JSON body Slack takes it from the header alone.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Bearer" and token:
        return token
    return None if request.content_type == "application/json" else arguments.get("token")


def _client_of(request: web.Request) -> JsonObject:
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Basic":
        return {}
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": client_id, "client_secret": secret}


async def _json_body(request: web.Request) -> JsonObject:
    text = await request.text()
    try:
        body = json.loads(text or "{}")
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(body, dict):
        raise SlackError("json_not_object")
    return body


def _unfolded(key: str, value: Any) -> Any:
    if key not in NESTED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        code = "invalid_blocks_format" if key == "blocks" else "invalid_arguments"
        raise SlackError(code) from None


def required(arguments: JsonObject, name: str) -> Any:
    """The argument, or Slack's refusal that names the missing one."""
    if arguments.get(name) in (None, ""):
        message = f"[ERROR] missing required field: {name}"
        raise SlackError("invalid_arguments", response_metadata={"messages": [message]})
    return arguments[name]


def whole_number(arguments: JsonObject, name: str, *, default: int, most: int) -> int:
    """A number from 1 to `most`; anything else is `invalid_limit`."""
    text = str(arguments.get(name, default))
    if not text.isdigit() or not 1 <= int(text) <= most:
        raise SlackError("invalid_limit")
    return int(text)


def flag(arguments: JsonObject, name: str) -> bool:
    """True for a JSON true and for the words a form carries."""
    return str(arguments.get(name, "")).lower() in ("1", "true")
