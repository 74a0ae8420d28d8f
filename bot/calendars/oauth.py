"""Where members sign in at Google and Microsoft: OAuth 2.0 with PKCE, its messages by oauthlib."""

from datetime import timedelta
from http import HTTPStatus

from oauthlib.oauth2 import OAuth2Error, OAuth2Token, WebApplicationClient
from yarl import URL

from bot.calendars.answers import refuse_faults
from bot.calendars.provider_events import unreadable
from bot.calendars.provider_http import json_object
from bot.calendars.registrations import Registration
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Grant
from bot.services.ports import Now

#: What both providers answer once a member, or an administrator, took the grant back or it lapsed.
_WITHDRAWN = frozenset({"invalid_grant", "interaction_required", "consent_required"})
_PASSING = frozenset({"temporarily_unavailable", "server_error"})
#: Both say how long a token lives; this is the usual, should they not.
_USUAL_LIFE = timedelta(hours=1)
_LIVES = timedelta(minutes=1), timedelta(days=1)
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


class OAuthProvider:
    """The port `SignInProvider` for one registration."""

    def __init__(self, registration: Registration, fetcher: SafeFetcher, now: Now) -> None:
        self._at = registration
        self._fetcher = fetcher
        self._now = now

    def authorize_url(self, state: str, verifier: str) -> str:
        """The address of the provider's page.

        Put together here, since the library takes no plain http, which an operator may allow for
        a host of their own.
        """
        asked = {
            "response_type": "code",
            "client_id": self._at.client_id,
            "redirect_uri": self._at.redirect_uri,
            "state": state,
            "code_challenge": self._client().create_code_challenge(verifier, "S256"),
            "code_challenge_method": "S256",
            **self._at.parameters,
        }
        return str(URL(self._at.authorize_url).update_query(asked))

    async def exchange(self, code: str, verifier: str) -> Grant:
        """The grant for a code, which can be had once and within minutes."""
        body = self._client().prepare_request_body(
            code=code,
            redirect_uri=self._at.redirect_uri,
            code_verifier=verifier,
            client_secret=self._at.client_secret,
        )
        return self._grant(await self._token(body), "")

    async def renew(self, grant: Grant) -> Grant:
        """A fresh grant; its refresh token is the old one where the provider sends none."""
        body = self._client().prepare_refresh_body(
            refresh_token=grant.refresh_token,
            client_id=self._at.client_id,
            client_secret=self._at.client_secret,
        )
        return self._grant(await self._token(body), grant.refresh_token)

    async def _token(self, body: str) -> OAuth2Token:
        fetched = await self._fetcher.fetch(
            self._at.token_url, method="POST", headers=_FORM, body=body.encode()
        )
        if _is_busy(fetched):
            refuse_faults(fetched, self._at.provider)
        json_object(fetched, self._at.provider)  # the library takes what is none for a form
        try:
            return self._client().parse_request_body_response(fetched.body.decode())
        except OAuth2Error as fault:
            raise self._refusal(str(fault.error)) from None
        except (ValueError, AttributeError, TypeError):  # the library's, on values of other types
            raise unreadable(self._at.provider) from None

    def _grant(self, token: OAuth2Token, known_refresh_token: str) -> Grant:
        self._refuse_missing_scopes(token)
        refresh_token = token.get("refresh_token") or known_refresh_token
        if not refresh_token:
            raise CalendarTrouble(
                f"{self._at.provider} gave access for an hour only; connect it again.",
                permanent=True,
                needs_login=True,
            )
        if not _are_tokens(token["access_token"], refresh_token):
            raise unreadable(self._at.provider)
        return Grant(
            access_token=token["access_token"],
            refresh_token=refresh_token,
            expires_at=self._now() + _life(token.get("expires_in")),
        )

    def _refuse_missing_scopes(self, token: OAuth2Token) -> None:
        """An answer that names no scopes grants all that were asked for (RFC 6749, 5.1)."""
        granted = {_short(scope) for scope in token.get("scope") or self._at.scopes}
        missing = [box for scope, box in self._at.scopes.items() if _short(scope) not in granted]
        if missing:
            boxes = " and ".join(f"“{box}”" for box in missing)
            raise CalendarTrouble(
                f"{self._at.provider} was not allowed to show your calendar; connect it again and "
                f"tick {boxes}.",
                permanent=True,
                needs_login=True,
            )

    def _refusal(self, error: str) -> CalendarTrouble:
        """What a member took back lasts until they sign in again; all else may be mended."""
        if error in _PASSING:
            return CalendarTrouble(f"{self._at.provider} is too busy.")
        if error in _WITHDRAWN:
            return CalendarTrouble(
                f"What you granted at {self._at.provider} was withdrawn or has lapsed; "
                "connect it again.",
                permanent=True,
                needs_login=True,
            )
        return CalendarTrouble(
            f"{self._at.provider} did not let Resonance in; whoever runs it should check the "
            "client id and secret it has there."
        )

    def _client(self) -> WebApplicationClient:
        """A new one each time, since it keeps the tokens it reads."""
        return WebApplicationClient(self._at.client_id)


def _is_busy(fetched: Fetched) -> bool:
    too_many = HTTPStatus.TOO_MANY_REQUESTS
    return fetched.status == too_many or fetched.status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _are_tokens(*given: object) -> bool:
    """Tokens are printable ASCII (RFC 6749, appendix A.12), and so can be stored and sent."""
    return all(isinstance(one, str) and one.isascii() and one.isprintable() for one in given)


def _life(seconds: object) -> timedelta:
    """Of a token, as the provider says; one that lives for ever, or not at all, is asked for anew
    after a day, and used for a minute."""
    if not seconds or not isinstance(seconds, int | float):
        return _USUAL_LIFE
    least, most = (span.total_seconds() for span in _LIVES)
    return timedelta(seconds=min(max(seconds, least), most))


def _short(scope: str) -> str:
    """Microsoft answers with the full form of a scope or with its last part, in any case."""
    return scope.rpartition("/")[2].lower()
