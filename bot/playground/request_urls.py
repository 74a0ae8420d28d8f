"""Slack's side of HTTP mode: payloads posted to the app's own addresses, each one signed."""

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs, urlencode

import aiohttp

from bot.playground.delivery import NotConnected, in_time
from bot.playground.manifest import AppManifest
from bot.playground.payloads import VERIFICATION_TOKEN
from bot.playground.wire import JsonObject

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class RequestUrls:
    """The addresses in the manifest; one for events must first prove that it is the app's."""

    def __init__(
        self, app: AppManifest, *, signing_secret: str, on_change: Callable[[], None]
    ) -> None:
        self._app = app
        self._signing_secret = signing_secret
        self._on_change = on_change
        self._verified = False

    @property
    def connected(self) -> bool:
        """Whether the address for events was verified."""
        return self._verified

    async def deliver(
        self, kind: str, payload: JsonObject, *, retry: int = 0, because: str = ""
    ) -> JsonObject:
        """Posts a payload and returns what the answer's body says."""
        if kind == "events_api" and not self._verified:
            await self.verify()
        sending = self._post(kind, payload, _retried(retry, because))
        return await in_time(sending, or_else="http_timeout")

    async def verify(self) -> None:
        """Asks the address for events to repeat a challenge, as Slack does when it is set.

        `NotConnected` where it does not; until it does, no events are sent there.
        """
        challenge = secrets.token_urlsafe(32)
        asked = {"type": "url_verification", "challenge": challenge, "token": VERIFICATION_TOKEN}
        answer = await in_time(self._post("events_api", asked, {}), or_else="http_timeout")
        said = str(answer.get("challenge", answer.get("text", "")))
        if challenge not in (said, parse_qs(said).get("challenge", [""])[0]):
            raise NotConnected("challenge_failed")
        self._verified = True
        self._on_change()

    async def _post(self, kind: str, payload: JsonObject, headers: Mapping[str, str]) -> JsonObject:
        content_type, body = _encoded(kind, payload)
        signed = {"Content-Type": content_type, **self._signature(body), **headers}
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.post(
                    self._address(kind, payload), data=body, headers=signed, allow_redirects=False
                ) as answer,
            ):
                return await _understood(answer, any_2xx=kind == "events_api")
        except aiohttp.ClientError:
            raise NotConnected("connection_failed") from None

    def _address(self, kind: str, payload: JsonObject) -> str:
        match kind:
            case "events_api":
                url = self._app.events_url
            case "slash_commands":
                command = payload["command"]
                url = next(each.url for each in self._app.commands if each.command == command)
            case _:
                url = self._app.interactivity_url
        if url is None:
            raise NotConnected("connection_failed")
        return url

    def _signature(self, body: bytes) -> dict[str, str]:
        """Over real time: https://docs.slack.dev/authentication/verifying-requests-from-slack"""
        timestamp = str(int(time.time()))
        base = b"v0:" + timestamp.encode() + b":" + body
        digest = hmac.new(self._signing_secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _encoded(kind: str, payload: JsonObject) -> tuple[str, bytes]:
    """Events travel as JSON, commands as a form, interactions as JSON inside a form."""
    match kind:
        case "events_api":
            return JSON, json.dumps(payload).encode()
        case "slash_commands":
            return FORM, urlencode(payload).encode()
        case _:
            return FORM, urlencode({"payload": json.dumps(payload)}).encode()


def _retried(retry: int, because: str) -> dict[str, str]:
    return {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": because} if retry else {}


async def _understood(answer: aiohttp.ClientResponse, *, any_2xx: bool) -> JsonObject:
    """The body: a JSON object as it is, other text as a message's `text`."""
    taken = range(200, 300) if any_2xx else range(200, 201)
    if answer.status not in taken:
        raise NotConnected("http_error", again=answer.headers.get("X-Slack-No-Retry") != "1")
    text = (await answer.text()).strip()
    if answer.content_type != JSON:
        return {"text": text} if text else {}
    try:
        said = json.loads(text or "{}")
    except ValueError:
        return {"text": text}
    return said if isinstance(said, dict) else {"text": text}
