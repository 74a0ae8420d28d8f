"""Sign-in by OAuth 2.0 with PKCE on loopback, as strict as Google's and Microsoft's."""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from aiohttp import web

CLIENT_ID, CLIENT_SECRET = "resonance-client", "resonance-secret"
REDIRECT_URI = "http://localhost:3000/calendar/callback"
#: Seconds, as both say.
LIFE = 3599


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What the API answers instead; `cut` closes the connection in the middle of the body."""

    status: int
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """What a member's consent was for."""

    query: Mapping[str, str]
    scopes: frozenset[str]


class FakeSignIn:
    """Consent page and token endpoint. Set `consents` for what the member says, `unticked` for
    the boxes that she leaves empty."""

    #: Whether a renewal gives a new refresh token too.
    rotates = False

    def __init__(self) -> None:
        self.redirect_uri = REDIRECT_URI
        self.consents = True
        self.unticked: frozenset[str] = frozenset()
        self.renewals = 0
        self.faults: list[Fault] = []
        self._codes: dict[str, Code] = {}
        self._access: dict[str, frozenset[str]] = {}
        self._refresh: dict[str, frozenset[str]] = {}

    def expire(self) -> None:
        """An hour is over: no access token opens anything any more."""
        self._access.clear()

    def revoke(self) -> None:
        """The member takes back whatever she granted."""
        self._access.clear()
        self._refresh.clear()

    @property
    def grants(self) -> list[frozenset[str]]:
        """The scopes of every access token that opens something."""
        return list(self._access.values())

    def granted(self, request: web.Request) -> frozenset[str] | None:
        """The scopes of the token that a request bears; None if it bears none that is known."""
        return self._access.get(request.headers.get("Authorization", "").removeprefix("Bearer "))

    async def authorize(self, request: web.Request) -> web.Response:
        """Where a browser is sent; back it goes with a code, or with what went wrong."""
        asked = request.query
        if asked["client_id"] != CLIENT_ID or asked["redirect_uri"] != self.redirect_uri:
            return web.Response(status=400, text="redirect_uri_mismatch")
        assert asked["response_type"] == "code"
        assert (asked["code_challenge_method"], len(asked["code_challenge"])) == ("S256", 43)
        if not self.consents:
            return self._back(state=asked["state"], error="access_denied")
        code = secrets.token_urlsafe()
        scopes = frozenset(asked["scope"].split()) - self.unticked
        self._codes[code] = Code(query=dict(asked), scopes=scopes)
        return self._back(state=asked["state"], code=code)

    async def token(self, request: web.Request) -> web.StreamResponse:
        if self.faults:
            return await answered(request, self.faults.pop(0))
        assert request.content_type == "application/x-www-form-urlencoded"
        form = {name: str(value) for name, value in (await request.post()).items()}
        if (form["client_id"], form["client_secret"]) != (CLIENT_ID, CLIENT_SECRET):
            return web.json_response({"error": "invalid_client"}, status=401)
        if form["grant_type"] == "refresh_token":
            return self._renewed(form["refresh_token"])
        return self._granted(form)

    def gives_refresh_token(self, query: Mapping[str, str]) -> bool:
        """Whether what was asked of the page calls for one."""
        raise NotImplementedError

    def named(self, scopes: frozenset[str]) -> str:
        """The scopes as the provider's answer names them."""
        raise NotImplementedError

    def _back(self, **query: str) -> web.Response:
        return web.Response(
            status=302, headers={"Location": f"{self.redirect_uri}?{urlencode(query)}"}
        )

    def _granted(self, form: Mapping[str, str]) -> web.Response:
        code = self._codes.pop(form["code"], None)
        if code is None:
            return _invalid_grant()
        challenge = base64.urlsafe_b64encode(
            hashlib.sha256(form["code_verifier"].encode()).digest()
        )
        proven = challenge.rstrip(b"=").decode() == code.query["code_challenge"]
        if not proven or form["redirect_uri"] != code.query["redirect_uri"]:
            return _invalid_grant()
        return self._issued(code.scopes, lasting=self.gives_refresh_token(code.query))

    def _renewed(self, refresh_token: str) -> web.Response:
        if refresh_token not in self._refresh:
            return _invalid_grant()
        self.renewals += 1
        return self._issued(self._refresh[refresh_token], lasting=self.rotates)

    def _issued(self, scopes: frozenset[str], *, lasting: bool) -> web.Response:
        access_token, refresh_token = secrets.token_urlsafe(), secrets.token_urlsafe()
        self._access[access_token] = scopes
        answer = {
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": LIFE,
            "scope": self.named(scopes),
        }
        if lasting:
            self._refresh[refresh_token] = scopes
            answer["refresh_token"] = refresh_token
        return web.json_response(answer)


async def answered(request: web.Request, fault: Fault) -> web.StreamResponse:
    if not fault.cut:
        return web.Response(body=fault.body, status=fault.status, headers=fault.headers)
    response = web.StreamResponse(status=fault.status)
    response.content_length = 2 * len(fault.body)
    await response.prepare(request)
    await response.write(fault.body)
    assert request.transport is not None
    request.transport.close()
    return response


def _invalid_grant() -> web.Response:
    said = {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
    return web.json_response(said, status=400)
