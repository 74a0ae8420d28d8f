"""What an operator does about a token with which Slack won't work, code by code."""

from collections.abc import Mapping

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.services.nudges.letters import Throttled
from bot.slack.faults import error_code, understood

#: Where each token is found among the app's settings at Slack.
PLACES = {
    "SLACK_BOT_TOKEN": "OAuth & Permissions, Bot User OAuth Token",
    "SLACK_APP_TOKEN": "Basic Information, App-Level Tokens (with connections:write)",
}
_METHODS = {"SLACK_BOT_TOKEN": "auth.test", "SLACK_APP_TOKEN": "apps.connections.open"}
UNREACHABLE = (aiohttp.ClientError, TimeoutError)
_NOT_SLACK = "What answers at SLACK_API_URL is not Slack: check it, and the network."

_COPY = "copy it again from {place}."
_ANOTHER = "install the app again under Install App, then copy the new one from {place}."
_ADMIN = "ask an administrator of the workspace; "
#: https://docs.slack.dev/reference/methods/auth.test, and of apps.connections.open.
_ADVICE: Mapping[str, str] = {
    "invalid_auth": "Slack doesn't know it, or doesn't let the app in from this machine's address "
    "(OAuth & Permissions, Restrict API Token Usage): " + _COPY,
    "not_authed": "nothing of it arrived: " + _COPY,
    "token_revoked": "it was revoked: " + _ANOTHER,
    "token_expired": "it has run out: turn token rotation off under OAuth & Permissions, "
    + _ANOTHER,
    "account_inactive": "the app was removed from the workspace, or the workspace is gone: "
    + _ANOTHER,
    "missing_scope": "it lacks a scope: paste the output of `resonance manifest` under App "
    "Manifest, " + _ANOTHER,
    "not_allowed_token_type": "it is a token of another kind: " + _COPY,
    "access_denied": _ADMIN + "Slack denies this app what it asks for.",
    "accesslimited": _ADMIN + "the app may not be used from this network.",
    "ekm_access_denied": _ADMIN + "they have suspended the key with which messages are encrypted.",
    "enterprise_is_restricted": _ADMIN + "the app may not work for the whole organisation.",
    "forbidden_team": _ADMIN + "this workspace may not use Socket Mode.",
    "org_login_required": "the workspace is being moved to an organisation: wait until that is "
    "done, then " + _ANOTHER,
    "team_added_to_org": "the workspace is being moved to an organisation: wait until that is "
    "done, then " + _ANOTHER,
    "team_access_not_granted": _ADMIN + "the app is installed in the organisation and not yet "
    "granted to this workspace.",
    "two_factor_setup_required": "whoever installed the app must set up two-factor login first.",
}
#: A token of an app is generated, and none is installed.
_OF_APP: Mapping[str, str] = {
    "missing_scope": "it lacks connections:write: generate another with that scope under {place}.",
    "token_revoked": "it was revoked: generate another under {place}.",
    "account_inactive": "it was revoked, or the app is gone: generate another under {place}.",
}
_ADVICE_OF = {"SLACK_BOT_TOKEN": _ADVICE, "SLACK_APP_TOKEN": {**_ADVICE, **_OF_APP}}


def advice(fault: Exception, name: str) -> str:
    """One sentence on what was met with the token of that name."""
    if isinstance(fault, UNREACHABLE):
        kind = type(fault).__name__
        return f"Slack can't be reached ({kind}): check the network and SLACK_API_URL."
    if not isinstance(fault, SlackApiError):
        return _NOT_SLACK
    met = understood(fault)
    if isinstance(met, Throttled):
        seconds = int(met.retry_after.total_seconds())
        return (
            f"Slack asks to wait (ratelimited): start again in {seconds} seconds; "
            f"{name} is not to blame."
        )
    if met.unsure:
        return (
            f"Slack has trouble of its own ({met.code}): try again in a few minutes, and look at "
            f"https://slack-status.com; {name} is not to blame."
        )
    return _of_code(error_code(fault), name)


def _of_code(code: str | None, name: str) -> str:
    if code is None:
        return _NOT_SLACK
    unknown = f"look it up at https://docs.slack.dev/reference/methods/{_METHODS[name]}."
    what = _ADVICE_OF[name].get(code, unknown)
    return f"Slack refuses {name} ({code}): {what.format(place=PLACES[name])}"
