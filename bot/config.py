"""The one reader of the environment; it refuses what is missing, weak or misspelt."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

PREFIX = "RESONANCE_"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("text", "json")
SLOWEST_POLL = 86_400
LAST_PORT = 65_535
SHORTEST_TOKEN = 16
GOOGLE_ADDRESSES = ("GOOGLE_AUTHORIZE_URL", "GOOGLE_TOKEN_URL", "GOOGLE_CALENDAR_URL")
MICROSOFT_ADDRESSES = ("MICROSOFT_LOGIN_URL", "MICROSOFT_GRAPH_URL")


class ConfigurationError(Exception):
    """Settings can't be used; `faults` are plain lines, one a fault, without any secret."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True, slots=True)
class Client:
    """Resonance as it was registered at a provider of calendars; `addresses` are those that were
    set in place of the provider's own, by their settings' names."""

    id: str
    secret: str = field(repr=False)
    addresses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Everything that is set from outside. Secrets are left out of its repr. `unpaired` names what
    is missing beside what was set, without which that is not used."""

    slack_bot_token: str | None = field(default=None, repr=False)
    slack_app_token: str | None = field(default=None, repr=False)
    slack_api_url: str = "https://slack.com/api/"
    database_url: str = field(default="sqlite:///resonance.db", repr=False)
    encryption_keys: str | None = field(default=None, repr=False)
    poll_every: timedelta = timedelta(seconds=300)
    private_hosts: frozenset[str] = frozenset()
    port: int | None = None
    public_url: str | None = None
    metrics_token: str | None = field(default=None, repr=False)
    google: Client | None = None
    microsoft: Client | None = None
    unpaired: tuple[str, ...] = ()
    log_level: str = "INFO"
    log_format: str = "text"

    @property
    def reached_at(self) -> str | None:
        """Where browsers find the bot's own pages, without a slash at the end; None where it
        serves none."""
        if self.port is None:
            return None
        return self.public_url or f"http://localhost:{self.port}"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a setting's value `must` be, and whether one is; a value is never repeated to anyone,
    since it may be a secret pasted into the wrong line."""

    must: str
    right: Callable[[str], bool]


def _is_api(value: str) -> bool:
    return _is_web_address(value) and urlsplit(value).path.endswith("/api/")


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_port(value: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,5}", value)) and int(value) <= LAST_PORT


def _is_pace(value: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,5}", value)) and 1 <= int(value) <= SLOWEST_POLL


def _are_hosts(value: str) -> bool:
    return all(re.fullmatch(r"[\w.:\[\]-]+", host) for host in _hosts(value))


def _hosts(value: str) -> frozenset[str]:
    return frozenset(host.strip().lower() for host in value.split(",") if host.strip())


#: Every setting that is read, with the rule for its value; the database has its own for its two.
SETTINGS: Mapping[str, Rule | None] = {
    "SLACK_BOT_TOKEN": Rule("must begin with xoxb-", lambda v: v.startswith("xoxb-")),
    "SLACK_APP_TOKEN": Rule("must begin with xapp-", lambda v: v.startswith("xapp-")),
    "SLACK_API_URL": Rule("must be an http address that ends in /api/", _is_api),
    "DATABASE_URL": None,
    "RESONANCE_ENCRYPTION_KEYS": None,
    "RESONANCE_CALENDAR_POLL_SECONDS": Rule(
        f"must be a whole number from 1 to {SLOWEST_POLL}", _is_pace
    ),
    "RESONANCE_CALENDAR_PRIVATE_HOSTS": Rule(
        "must list hosts, like localhost:5232 and without http://, with commas between them",
        _are_hosts,
    ),
    "PORT": Rule(f"must be a whole number up to {LAST_PORT}", _is_port),
    "RESONANCE_PUBLIC_URL": Rule("must be an http address", _is_web_address),
    "RESONANCE_METRICS_TOKEN": Rule(
        f"must have {SHORTEST_TOKEN} characters or more", lambda v: len(v) >= SHORTEST_TOKEN
    ),
    "GOOGLE_CLIENT_ID": None,
    "GOOGLE_CLIENT_SECRET": None,
    "MICROSOFT_CLIENT_ID": None,
    "MICROSOFT_CLIENT_SECRET": None,
    **dict.fromkeys(
        (*GOOGLE_ADDRESSES, *MICROSOFT_ADDRESSES), Rule("must be an http address", _is_web_address)
    ),
    "RESONANCE_LOG_LEVEL": Rule(
        f"must be one of {', '.join(LOG_LEVELS)}", lambda v: v.upper() in LOG_LEVELS
    ),
    "RESONANCE_LOG_FORMAT": Rule(
        f"must be one of {', '.join(LOG_FORMATS)}", lambda v: v.lower() in LOG_FORMATS
    ),
}
#: Names that are promised and accepted, and do nothing yet.
PROMISED = (
    "RESONANCE_LLM_BASE_URL",
    "RESONANCE_LLM_API_KEY",
    "RESONANCE_LLM_MODEL",
)


def read_settings(environ: Mapping[str, str], folder: Path) -> Settings:
    """Settings from the environment and `.env`, where an empty value counts as not set;
    `ConfigurationError` names every fault at once."""
    named = _joined(environ, folder)
    values = {name: value for name, value in named.items() if value}
    if faults := [*_unknown(named), *_wrong(values)]:
        raise ConfigurationError(*faults)
    usual = Settings()
    return Settings(
        slack_bot_token=values.get("SLACK_BOT_TOKEN"),
        slack_app_token=values.get("SLACK_APP_TOKEN"),
        slack_api_url=values.get("SLACK_API_URL", usual.slack_api_url),
        database_url=values.get("DATABASE_URL", usual.database_url),
        encryption_keys=values.get("RESONANCE_ENCRYPTION_KEYS"),
        poll_every=timedelta(seconds=int(values.get("RESONANCE_CALENDAR_POLL_SECONDS", "300"))),
        private_hosts=_hosts(values.get("RESONANCE_CALENDAR_PRIVATE_HOSTS", "")),
        port=int(values["PORT"]) if "PORT" in values else None,
        public_url=values.get("RESONANCE_PUBLIC_URL", "").rstrip("/") or None,
        metrics_token=values.get("RESONANCE_METRICS_TOKEN"),
        google=_client(values, "GOOGLE", GOOGLE_ADDRESSES),
        microsoft=_client(values, "MICROSOFT", MICROSOFT_ADDRESSES),
        unpaired=tuple(_unpaired(values)),
        log_level=values.get("RESONANCE_LOG_LEVEL", usual.log_level).upper(),
        log_format=values.get("RESONANCE_LOG_FORMAT", usual.log_format).lower(),
    )


def _client(values: Mapping[str, str], provider: str, addresses: tuple[str, ...]) -> Client | None:
    """A provider is used only where both its id and its secret are set."""
    client_id = values.get(f"{provider}_CLIENT_ID")
    secret = values.get(f"{provider}_CLIENT_SECRET")
    if not client_id or not secret:
        return None
    named = {name: values[name].rstrip("/") for name in addresses if name in values}
    return Client(id=client_id, secret=secret, addresses=named)


def _unpaired(values: Mapping[str, str]) -> Iterator[str]:
    for provider in ("GOOGLE", "MICROSOFT"):
        pair = (f"{provider}_CLIENT_ID", f"{provider}_CLIENT_SECRET")
        if any(name in values for name in pair):
            yield from (name for name in pair if name not in values)


def _joined(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The environment over what `.env` in the folder says; where it is empty there, nothing is
    said."""
    said = {name: value for name, value in environ.items() if value.strip()}
    return {name: value.strip() for name, value in {**environ, **_file(folder), **said}.items()}


def _file(folder: Path) -> dict[str, str]:
    file = folder / ".env"
    if file.is_dir():  # what a container makes of a file that was to be mounted and is not there
        raise ConfigurationError(f"{file.name} is a folder, not a file.")
    try:
        read = dotenv_values(file, interpolate=False, encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigurationError(f"{file.name} is not UTF-8.") from None
    except OSError as fault:
        raise ConfigurationError(f"{file.name} can't be read: {fault.strerror}.") from None
    return {name: value or "" for name, value in read.items()}


def _unknown(values: Mapping[str, str]) -> list[str]:
    """A misspelt name would be ignored in silence, so it is a fault."""
    known = [name for name in (*SETTINGS, *PROMISED) if name.startswith(PREFIX)]
    return [
        f"{name} is no setting; did you mean {difflib.get_close_matches(name, known, 1, 0)[0]}?"
        for name in sorted(values)
        if name.startswith(PREFIX) and name not in known
    ]


def _wrong(values: Mapping[str, str]) -> list[str]:
    return [
        f"{name} can't be used: it {rule.must}."
        for name, rule in SETTINGS.items()
        if rule and name in values and not rule.right(values[name])
    ]
