"""What a member granted an app that asked to be installed, until the app fetches its token."""

import secrets
import time
from dataclasses import dataclass
from datetime import timedelta

from bot.playground.wire import SlackError

# https://docs.slack.dev/authentication/installing-with-oauth
CODE_LIFE = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """Leave given by `user`; `redirect_uri` is None where the app asked without one."""

    user: str
    scopes: tuple[str, ...]
    redirect_uri: str | None
    issued: float


class Grants:
    """The app's client id and secret, and the codes it may exchange, each once."""

    def __init__(self) -> None:
        self.client_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}"
        self.client_secret = secrets.token_hex(16)
        self._issued: dict[str, Grant] = {}

    def issue(self, *, user: str, scopes: tuple[str, ...], redirect_uri: str | None) -> str:
        """A new code; its ten minutes are real ones."""
        code = secrets.token_urlsafe(24)
        self._issued[code] = Grant(
            user=user, scopes=scopes, redirect_uri=redirect_uri, issued=time.monotonic()
        )
        return code

    def exchange(
        self, code: str, *, client_id: str, client_secret: str, redirect_uri: str | None
    ) -> Grant:
        """Uses the code up; refuses as oauth.v2.access does."""
        if client_id != self.client_id:
            raise SlackError("invalid_client_id")
        if client_secret != self.client_secret:
            raise SlackError("bad_client_secret")
        grant = self._issued.pop(code, None)
        if grant is None or time.monotonic() - grant.issued > CODE_LIFE.total_seconds():
            raise SlackError("invalid_code")
        if redirect_uri != grant.redirect_uri:
            raise SlackError("bad_redirect_uri")
        return grant
