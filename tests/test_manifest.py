"""The manifest is what the code registers and calls, no more and no less."""

import re
from pathlib import Path

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

import bot.slack
from bot.slack.listeners.commands import COMMANDS
from bot.slack.manifest import SCOPES, as_yaml, manifest
from bot.slack.routes import EVENTS, REPORTS

TOP = Path(__file__).parent.parent
SOCKET = manifest()
HTTP = manifest("https://resonance.example/")
#: Slack's event types as they are registered, by what the manifest calls them.
LISTENED = {"message.im": "message"}
#: The scope each method and event asks for: https://docs.slack.dev/reference/scopes
NEEDS = {
    "apps_connections_open": None,  # the app token's own
    "auth_test": None,
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "conversations_history": "im:history",
    "conversations_open": "im:write",
    "users_info": "users:read",
    "views_open": None,
    "views_publish": None,
    "views_push": None,
    "views_update": None,
    "message.im": "im:history",
    "user_change": "users:read",
    "app_home_opened": None,
}


def commands(made: dict[str, object]) -> list[dict[str, object]]:
    return made["features"]["slash_commands"]  # type: ignore[index, no-any-return]  # plain JSON


def called_methods() -> set[str]:
    """Every method of Slack's Web API that the code calls."""
    room = Path(next(iter(bot.slack.__path__)))
    code = "\n".join(path.read_text("utf-8") for path in room.rglob("*.py"))
    named = set(re.findall(r"\.([a-z]+_[a-zA-Z_]+)\b", code))
    return {name for name in named if hasattr(AsyncWebClient, name)}


def test_app_yml_is_the_manifest() -> None:
    text = (TOP / "app.yml").read_text("utf-8")
    assert text == as_yaml(SOCKET)
    assert yaml.safe_load(text) == SOCKET


def test_every_command_registered_is_in_it() -> None:
    assert {command["command"] for command in commands(SOCKET)} == set(COMMANDS)


def test_every_event_listened_to_is_in_it() -> None:
    subscribed = SOCKET["settings"]["event_subscriptions"]["bot_events"]
    assert {LISTENED.get(event, event) for event in subscribed} == {*EVENTS, *REPORTS}


def test_it_asks_for_the_scopes_that_are_used_and_no_other() -> None:
    events = SOCKET["settings"]["event_subscriptions"]["bot_events"]
    used = {NEEDS[each] for each in (*called_methods(), *events)} - {None}
    assert {*used, "commands"} == set(SCOPES)
    assert SOCKET["oauth_config"]["scopes"]["bot"] == sorted(SCOPES)


def test_over_a_socket_nothing_has_an_address() -> None:
    assert SOCKET["settings"]["socket_mode_enabled"]
    assert "http" not in as_yaml(SOCKET)


def test_over_http_everything_has_the_one_address() -> None:
    address = "https://resonance.example/slack/events"
    settings = HTTP["settings"]
    assert not settings["socket_mode_enabled"]
    assert settings["interactivity"] == {"is_enabled": True, "request_url": address}
    assert settings["event_subscriptions"]["request_url"] == address
    assert {command["url"] for command in commands(HTTP)} == {address}


def test_she_may_write_to_the_bot_and_has_a_home() -> None:
    home = SOCKET["features"]["app_home"]
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]
    assert SOCKET["settings"]["interactivity"]["is_enabled"]


@pytest.mark.parametrize("made", [SOCKET, HTTP], ids=["socket", "http"])
def test_its_words_are_within_slacks_limits(made: dict[str, dict[str, dict[str, str]]]) -> None:
    shown = made["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert re.fullmatch("#[0-9a-f]{6}", str(shown["background_color"]))
    assert len(made["features"]["bot_user"]["display_name"]) <= 80
    for command in commands(dict(made)):
        assert re.fullmatch("/[a-z]{1,31}", str(command["command"]))
        assert 0 < len(str(command["description"])) <= 2000
        assert 0 < len(str(command["usage_hint"])) <= 1000
