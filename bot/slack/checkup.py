"""What Slack says of the tokens, before the bot relies on them: who we are, scopes, the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.advice import PLACES, UNREACHABLE, advice
from bot.slack.app import slack_client, slack_session
from bot.slack.connection import new_address
from bot.slack.manifest import SCOPES

#: AttributeError is how slack_sdk meets an answer in plain text, which Slack never gives.
_FAULTS = (*UNREACHABLE, SlackClientError, AttributeError)


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkup:
    """Faults as sentences that say what to do; None or empty where all is well.

    `clock_off` is how far Slack's Date header is from our clock, None where it sent none;
    `address` is where a socket may be opened now, once.
    """

    workspace: str | None = None
    bot_fault: str | None = None
    app_fault: str | None = None
    missing_scopes: tuple[str, ...] = ()
    clock_off: timedelta | None = None
    address: str | None = field(default=None, repr=False, compare=False)


def not_set(name: str) -> str:
    """The fault of a token that is missing."""
    return f"{name} is not set; it is under {PLACES[name]}."


async def check_up(
    *, bot_token: str | None, app_token: str | None, api_url: str, now: datetime
) -> Checkup:
    """Asks auth.test with the bot token and apps.connections.open with the app token."""
    async with slack_session() as session:
        found = await _of_bot_token(slack_client(bot_token, api_url, session), now)
        app_fault, address = await _of_app_token(slack_client(app_token, api_url, session))
    return replace(found, app_fault=app_fault, address=address)


async def clock_off(
    *, bot_token: str | None, api_url: str, now: Callable[[], datetime]
) -> timedelta | None:
    """How far Slack's clock is from ours; None where it can't be asked."""
    async with slack_session() as session:
        return (await _of_bot_token(slack_client(bot_token, api_url, session), now())).clock_off


async def _of_bot_token(client: AsyncWebClient, now: datetime) -> Checkup:
    if client.token is None:
        return Checkup(bot_fault=not_set("SLACK_BOT_TOKEN"))
    try:
        me = await client.auth_test()
    except _FAULTS as fault:
        return Checkup(bot_fault=advice(fault, "SLACK_BOT_TOKEN"))
    headers = {name.lower(): str(value) for name, value in me.headers.items()}
    return Checkup(
        workspace=str(me.get("team")),
        missing_scopes=_missing(headers.get("x-oauth-scopes")),
        clock_off=_off(headers.get("date"), now),
    )


async def _of_app_token(client: AsyncWebClient) -> tuple[str | None, str | None]:
    """What is wrong with it, or the address of a socket."""
    if client.token is None:
        return not_set("SLACK_APP_TOKEN"), None
    try:
        return None, await new_address(client)
    except _FAULTS as fault:
        return advice(fault, "SLACK_APP_TOKEN"), None


def _missing(granted: str | None) -> tuple[str, ...]:
    if granted is None:
        return ()
    have = {scope.strip() for scope in granted.split(",")}
    return tuple(scope for scope in SCOPES if scope not in have)


def _off(date: str | None, now: datetime) -> timedelta | None:
    return abs(parsedate_to_datetime(date) - now) if date else None
