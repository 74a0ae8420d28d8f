"""What an app may do in the playground, read from its manifest as Slack reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class SlashCommand:
    """A slash command as Slack lists it to members; `command` starts with a slash.

    `url` is where it is posted; over Socket Mode there is none.
    """

    command: str
    description: str
    usage_hint: str
    url: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AppManifest:
    """The parts of an app's manifest that decide what it is sent and what it may call."""

    name: str
    bot_name: str
    commands: tuple[SlashCommand, ...]
    scopes: tuple[str, ...]
    events: frozenset[str]
    interactive: bool
    home_tab: bool
    messages_tab_writable: bool
    socket_mode: bool
    events_url: str | None
    interactivity_url: str | None
    redirect_urls: tuple[str, ...]

    def hearing_channels(self) -> "AppManifest":
        """The same app, asking also for what is said in channels it is in."""
        return replace(
            self,
            events=self.events | {"message.channels"},
            scopes=(*self.scopes, "channels:history"),
        )

    @classmethod
    def read(cls, manifest: Mapping[str, Any]) -> "AppManifest":
        """`manifest` is the content of an `app.yml`; absent parts mean absent features."""
        features = manifest.get("features", {})
        settings = manifest.get("settings", {})
        oauth = manifest.get("oauth_config", {})
        home = features.get("app_home", {})
        subscriptions = settings.get("event_subscriptions", {})
        interactivity = settings.get("interactivity", {})
        name = manifest["display_information"]["name"]
        return cls(
            name=name,
            bot_name=features.get("bot_user", {}).get("display_name", name),
            commands=tuple(_command(each) for each in features.get("slash_commands", [])),
            scopes=tuple(oauth.get("scopes", {}).get("bot", [])),
            events=frozenset(subscriptions.get("bot_events", [])),
            interactive=interactivity.get("is_enabled", False),
            home_tab=home.get("home_tab_enabled", False),
            messages_tab_writable=home.get("messages_tab_enabled", False)
            and not home.get("messages_tab_read_only_enabled", True),
            socket_mode=settings.get("socket_mode_enabled", False),
            events_url=subscriptions.get("request_url"),
            interactivity_url=interactivity.get("request_url"),
            redirect_urls=tuple(oauth.get("redirect_urls", [])),
        )


def _command(entry: Mapping[str, Any]) -> SlashCommand:
    return SlashCommand(
        command=entry["command"],
        description=entry.get("description", ""),
        usage_hint=entry.get("usage_hint", ""),
        url=entry.get("url"),
    )
