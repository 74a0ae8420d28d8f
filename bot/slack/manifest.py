"""The app's manifest, made from what the code registers: `app.yml` is its Socket Mode form."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import yaml

from bot.slack.listeners.commands import COMMANDS, SlashCommand

SCOPES = ("chat:write", "commands", "im:history", "im:write", "users:read")
EVENTS = ("app_home_opened", "message.im", "user_change")


def manifest(public_url: str | None = None) -> dict[str, Any]:
    """For Socket Mode, or with a public address for HTTP."""
    events_url = f"{public_url.rstrip('/')}/slack/events" if public_url else None
    where: Mapping[str, Any] = {"request_url": events_url} if events_url else {}
    return {
        "display_information": {
            "name": "Resonance",
            "description": "Keeps your informational interviews alive, and what they tell you",
            "background_color": "#3d4f48",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Resonance", "always_online": True},
            "slash_commands": [_command(one, events_url) for one in COMMANDS.values()],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**where, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **where},
            "org_deploy_enabled": False,
            "socket_mode_enabled": events_url is None,
            "token_rotation_enabled": False,
        },
    }


def as_yaml(wanted: Mapping[str, Any]) -> str:
    """As pasted into Slack's "From a manifest"."""
    return yaml.safe_dump(dict(wanted), sort_keys=False, allow_unicode=True, width=100)


def as_link(wanted: Mapping[str, Any]) -> str:
    """An address at which Slack's form for a new app is filled in with it. Documented for
    sharing: https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests"""
    filled = {"new_app": 1, "manifest_json": json.dumps(dict(wanted), separators=(",", ":"))}
    return f"https://api.slack.com/apps?{urlencode(filled, quote_via=quote)}"


def _command(of: SlashCommand, url: str | None) -> dict[str, Any]:
    command = {"command": of.name, "description": of.says, "usage_hint": of.hint}
    return {**command, **({"url": url} if url else {}), "should_escape": False}
