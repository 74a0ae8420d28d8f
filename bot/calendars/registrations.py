"""Resonance as its operator registered it at Google and at Microsoft, where members sign in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

GOOGLE_AUTHORIZE_URL = "https://accounts.google.com/o/oauth2/v2/auth"
GOOGLE_TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address, no secret
MICROSOFT_LOGIN_URL = "https://login.microsoftonline.com/common"

#: Each scope with what its box says on Google's page, where a member may leave boxes empty
#: (developers.google.com/workspace/calendar/api/auth).
_GOOGLE_SCOPES = {
    "https://www.googleapis.com/auth/calendar.events.owned.readonly": (
        "See the events on Google calendars you own"
    ),
    "https://www.googleapis.com/auth/calendar.calendarlist.readonly": (
        "See the list of Google calendars you’re subscribed to"
    ),
}
#: Events without body, attachments and extensions, and so without description.
_MICROSOFT_SCOPES = {
    "https://graph.microsoft.com/Calendars.ReadBasic": "Read basic details of your calendars"
}
#: Asks Microsoft for a refresh token; the answer's scopes never name it.
_OFFLINE = "offline_access"


@dataclass(frozen=True, kw_only=True, slots=True)
class Registration:
    """Resonance as its operator registered it at a provider, which is named in sentences.

    `scopes` maps each that reading needs to what the provider's page calls it; `parameters` are
    the provider's own, for its page.
    """

    provider: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    authorize_url: str
    token_url: str
    scopes: Mapping[str, str]
    parameters: Mapping[str, str]


def google(
    *,
    client_id: str,
    client_secret: str,
    redirect_uri: str,
    authorize_url: str = GOOGLE_AUTHORIZE_URL,
    token_url: str = GOOGLE_TOKEN_URL,
) -> Registration:
    """At Google, which gives a refresh token only offline, and again only after consent."""
    return Registration(
        provider="Google",
        client_id=client_id,
        client_secret=client_secret,
        redirect_uri=redirect_uri,
        authorize_url=authorize_url,
        token_url=token_url,
        scopes=_GOOGLE_SCOPES,
        parameters={
            "scope": " ".join(_GOOGLE_SCOPES),
            "access_type": "offline",
            "prompt": "consent",
        },
    )


def microsoft(
    *,
    client_id: str,
    client_secret: str,
    redirect_uri: str,
    login_url: str = MICROSOFT_LOGIN_URL,
) -> Registration:
    """At Microsoft; `login_url` ends in a tenant, or in `common` for work and private accounts."""
    return Registration(
        provider="Microsoft",
        client_id=client_id,
        client_secret=client_secret,
        redirect_uri=redirect_uri,
        authorize_url=f"{login_url.rstrip('/')}/oauth2/v2.0/authorize",
        token_url=f"{login_url.rstrip('/')}/oauth2/v2.0/token",
        scopes=_MICROSOFT_SCOPES,
        parameters={
            "scope": " ".join((*_MICROSOFT_SCOPES, _OFFLINE)),
            "prompt": "select_account",
        },
    )
