"""What an operator types before the bot runs: help, keys, the manifest, the checkup, `try`."""

import asyncio
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from click import Group
from cryptography.fernet import Fernet

from bot.commands.cli import commands
from bot.playground.server import Playground
from tests.shell.conftest import MAYA, Shell, Told

NOTHING_ANSWERS = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_APP_TOKEN": "xapp-1",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
}


def tokens(playground: Playground) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": playground.bot_token,
        "SLACK_APP_TOKEN": playground.app_token,
        "SLACK_API_URL": playground.api_url,
    }


def amiss(told: Told) -> list[str]:
    """The names of what `doctor --json` found amiss."""
    return [finding["name"] for finding in json.loads(told.out) if not finding["well"]]


def spellings(group: Group, *before: str) -> list[tuple[str, ...]]:
    """Every command, and the commands of every group."""
    found = [before]
    for name, command in group.commands.items():
        words = (*before, name)
        found += spellings(command, *words) if isinstance(command, Group) else [words]
    return found


@pytest.mark.parametrize("words", spellings(commands))
@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_there_is_help_everywhere(shell: Shell, words: tuple[str, ...], asked: str) -> None:
    told = shell(*words, asked)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("Usage: resonance")
    assert "..." not in told.out.partition("Commands:")[2]


def test_every_command_promised_is_there() -> None:
    assert set(commands.commands) == {
        *("try", "run", "migrate", "doctor", "manifest", "export", "import", "forget"),
        *("synthesis", "why", "calendar", "keys", "backup", "restore", "members"),
    }


@pytest.mark.parametrize("words", [(), ("keys",)])
def test_without_a_command_the_commands_are_shown(shell: Shell, words: tuple[str, ...]) -> None:
    told = shell(*words)
    assert (told.code, told.out) == (2, "")
    assert "Commands:" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("nosuch",),
        ("--nosuch",),
        ("export", "--nosuch"),
        ("export", "--format", "xml"),
        ("export", "one too many"),
        ("import",),
        ("calendar",),
        ("keys", "nosuch"),
        ("try", "--port", "70000"),
        ("try", "--port", "http"),
    ],
)
def test_bad_use_is_told_in_one_line(shell: Shell, words: tuple[str, ...]) -> None:
    told = shell(*words)
    assert (told.code, told.out, len(told.lines)) == (2, "", 1)
    assert told.err.startswith("resonance: ")


def test_a_new_key_is_printed_and_kept_nowhere(shell: Shell) -> None:
    first, second = shell("keys", "new").out, shell("keys", "new").out
    assert first != second
    assert Fernet(first.strip()).encrypt(b"a word")
    assert list(shell.folder.iterdir()) == []


def test_the_manifest_is_for_socket_mode(shell: Shell) -> None:
    printed = yaml.safe_load(shell("manifest").out)
    assert printed["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in str(printed)


def test_with_a_public_address_the_manifest_is_for_http(shell: Shell) -> None:
    printed = yaml.safe_load(shell("manifest", "--url", "https://resonance.example.org/").out)
    events = "https://resonance.example.org/slack/events"
    assert printed["settings"]["socket_mode_enabled"] is False
    assert printed["settings"]["interactivity"]["request_url"] == events
    assert {command["url"] for command in printed["features"]["slash_commands"]} == {events}


@pytest.mark.parametrize(
    "url", ["", "resonance.example.org", "http://x.org", "https://", "https://["]
)
def test_an_address_slack_would_not_take_is_refused(shell: Shell, url: str) -> None:
    told = shell("manifest", "--url", url)
    assert (told.code, told.out, len(told.lines)) == (2, "", 1)


def test_running_without_tokens_says_where_each_is(shell: Shell) -> None:
    told = shell("run")
    assert (told.code, told.out) == (2, "")
    assert [line.split()[1] for line in told.lines] == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]


def test_running_where_nothing_answers_is_told(shell: Shell) -> None:
    told = shell("run", **NOTHING_ANSWERS)
    assert (told.code, told.out, len(told.lines)) == (1, "", 2)
    assert all(line.startswith("resonance: Slack can't be reached") for line in told.lines)


async def test_the_checkup_tells_tokens_that_slack_refuses(
    shell: Shell, playground: Playground
) -> None:
    wrong = tokens(playground) | {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    told = await asyncio.to_thread(shell, "doctor", "--json", **wrong)
    assert (told.code, amiss(told)) == (1, ["bot token", "app token"])
    assert "invalid_auth" in told.out
    assert "xoxb-1" not in told.out


async def test_the_checkup_is_content_where_all_is_well(
    hers: Shell, playground: Playground
) -> None:
    told = await asyncio.to_thread(hers, "doctor", **tokens(playground))
    assert (told.code, told.err) == (0, "")
    assert [line.partition(":")[0] for line in told.out.splitlines()] == [
        *("✓ settings", "✓ bot token", "✓ app token", "✓ scopes", "✓ clock", "✓ files"),
        *("✓ database", "✓ keys", "✓ rows", "✓ calendars", "✓ connections", "✓ messages"),
        "✓ DMs",
    ]


async def test_the_checkup_names_the_scopes_that_are_missing(
    shell: Shell, playground: Playground
) -> None:
    app = playground.state.app
    granted = tuple(scope for scope in app.scopes if scope != "im:history")
    playground.state.app = replace(app, scopes=granted)
    told = await asyncio.to_thread(shell, "doctor", "--json", **tokens(playground))
    assert amiss(told) == ["scopes"]
    assert "im:history" in told.out


def test_the_checkup_without_tokens_still_looks_at_the_rest(shell: Shell) -> None:
    told = shell("doctor", "--json")
    findings = json.loads(told.out)
    assert [list(finding) for finding in findings] == [["name", "well", "advice"]] * len(findings)
    assert (told.code, amiss(told)) == (1, ["bot token", "app token"])
    assert told.lines == ["resonance: to be mended: bot token, app token"]


def test_the_checkup_where_nothing_answers_says_so(shell: Shell) -> None:
    told = shell("doctor", **NOTHING_ANSWERS)
    assert (told.code, len(told.lines)) == (1, 1)
    assert told.out.count("can't be reached") == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "nonsense"), ("RESONANCE_ENCRYPTION_KEYS", "short")],
)
def test_the_checkup_finds_a_database_that_can_not_be_used(
    shell: Shell, name: str, value: str
) -> None:
    told = shell("doctor", "--json", **{name: value})
    assert "database" in amiss(told)


def test_the_checkup_needs_settings_that_can_be_read(shell: Shell) -> None:
    told = shell("doctor", RESONANCE_LOG_LEVLE="INFO")
    assert (told.code, told.out, len(told.lines)) == (2, "", 1)
    told = shell("doctor", "--json", RESONANCE_LOG_LEVLE="INFO")
    assert (told.code, amiss(told), len(told.lines)) == (2, ["settings"], 1)
    assert "RESONANCE_LOG_LEVEL" in told.out


@pytest.mark.parametrize(
    ("given", "name", "said"),
    [
        ({"GOOGLE_CLIENT_ID": "an-id"}, "settings", "Set GOOGLE_CLIENT_SECRET too"),
        ({"MICROSOFT_CLIENT_SECRET": "hush"}, "settings", "Set MICROSOFT_CLIENT_ID too"),
        ({"RESONANCE_PUBLIC_URL": "https://example.org"}, "pages", "set PORT too"),
        ({"RESONANCE_PUBLIC_URL": "http://example.org", "PORT": "1"}, "pages", "with https://"),
    ],
)
def test_the_checkup_finds_settings_that_can_not_work_together(
    shell: Shell, given: dict[str, str], name: str, said: str
) -> None:
    told = shell("doctor", "--json", **given)
    assert name in amiss(told)
    assert said in told.out
    assert "hush" not in told.out


@pytest.mark.parametrize("at", ["https://example.org", "http://localhost:1", "http://127.0.0.1:1"])
def test_the_checkup_is_content_with_pages_that_can_be_reached(shell: Shell, at: str) -> None:
    told = shell("doctor", "--json", RESONANCE_PUBLIC_URL=at, PORT="1")
    assert "pages" not in amiss(told)


@pytest.mark.parametrize("name", [".env", "resonance.db"])
def test_the_checkup_finds_what_others_can_read(hers: Shell, name: str) -> None:
    hers.write(".env", "RESONANCE_LOG_LEVEL=ERROR").chmod(0o600)
    assert "files" not in amiss(hers("doctor", "--json"))
    (hers.folder / name).chmod(0o640)
    told = hers("doctor", "--json")
    assert "files" in amiss(told)
    assert f"chmod 600 {name}" in told.out


def test_the_checkup_finds_messages_that_are_late_failed_or_for_nobody(hers: Shell) -> None:
    with closing(sqlite3.connect(hers.folder / "resonance.db", isolation_level=None)) as other:
        other.execute("UPDATE nudge SET due_at = datetime('now', '-1 day')")
        other.execute("UPDATE nudge SET next_at = datetime('now', '-3 hours') WHERE id = 1")
        other.execute(
            "UPDATE nudge SET state = 'failed', next_at = NULL, error = 'channel_not_found' "
            "WHERE id = 2"
        )
    told = hers("doctor", "--json")
    assert amiss(told)[-2:] == ["messages", "DMs"]
    assert "1 wait past their time, the first for 3.0 hours" in told.out
    assert "1 channel_not_found" in told.out
    assert "T0RESONANCE/U0MAYA" in told.out
    assert json.loads(hers("members", "--json").out) == [
        {
            "team": "T0RESONANCE",
            "user": "U0MAYA",
            "plan": "under way",
            "dm": "unreachable",
            "calendars": 0,
            "calendars_in_trouble": 0,
        }
    ]
    assert hers("members").out == (
        "T0RESONANCE U0MAYA: plan under way; DM unreachable; 0 calendars\n"
    )


def test_the_checkup_finds_another_process_on_the_same_app(hers: Shell) -> None:
    assert "connections" not in amiss(hers("doctor", "--json"))
    with closing(sqlite3.connect(hers.folder / "resonance.db", isolation_level=None)) as other:
        other.execute(
            "INSERT INTO observation (seen, since, last_at) "
            "VALUES ('another_process', '2026-11-25 10:00:00', '2026-11-25 10:05:00')"
        )
    told = hers("doctor", "--json")
    assert "connections" in amiss(told)
    assert "last seen 25 Nov, 10:05 UTC" in told.out


def test_without_members_none_are_listed(shell: Shell) -> None:
    assert shell("members").out == ""
    assert json.loads(shell("members", "--json").out) == []


@pytest.mark.parametrize("words", [(), ("--url", "https://example.org")])
def test_the_link_opens_slacks_form_with_the_manifest(shell: Shell, words: tuple[str, ...]) -> None:
    [link] = shell("manifest", "--link", *words).out.splitlines()
    at = urlsplit(link)
    asked = parse_qs(at.query)
    assert (at.scheme, at.netloc, at.path) == ("https", "api.slack.com", "/apps")
    assert asked["new_app"] == ["1"]
    assert json.loads(asked["manifest_json"][0]) == yaml.safe_load(shell("manifest", *words).out)


def test_a_story_nobody_wrote_is_told(shell: Shell) -> None:
    told = shell("try", "--story", "nosuch", "--no-browser")
    assert (told.code, told.out, len(told.lines)) == (2, "", 1)
    assert "midway" in told.err


def test_trying_it_never_touches_a_database_in_use(hers: Shell) -> None:
    before = hers("export").out
    told = hers("try", "--no-browser", "--database", "sqlite:///resonance.db")
    assert (told.code, told.out, len(told.lines)) == (2, "", 1)
    assert hers("export", *MAYA).out == before
