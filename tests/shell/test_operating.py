"""The operator's guide says what the code does."""

import re
from pathlib import Path

import pytest

from bot.cli import commands
from bot.config import PROMISED, SETTINGS, Settings, read_settings

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
TABLE = re.findall(r"^\| `(\w+)` \| (?:`(.+?)`)? ?\|", GUIDE, re.MULTILINE)
DEFAULTS = [(name, default) for name, default in TABLE if default]


def test_the_table_has_every_setting_in_the_order_they_are_read() -> None:
    assert [name for name, _ in TABLE] == list(SETTINGS)


@pytest.mark.parametrize(("name", "default"), DEFAULTS)
def test_the_defaults_in_the_table_are_the_defaults(
    tmp_path: Path, name: str, default: str
) -> None:
    assert read_settings({name: default}, tmp_path) == Settings()


def test_settings_without_a_default_in_the_table_have_none() -> None:
    usual = Settings()
    without = {name for name, default in TABLE if not default}
    assert without == {
        *("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "RESONANCE_ENCRYPTION_KEYS"),
        "RESONANCE_CALENDAR_PRIVATE_HOSTS",
    }
    assert not any(
        (usual.slack_bot_token, usual.slack_app_token, usual.encryption_keys, usual.private_hosts)
    )


@pytest.mark.parametrize("name", PROMISED)
def test_what_does_nothing_yet_is_said_to(name: str) -> None:
    sentence = next(part for part in GUIDE.split("\n\n") if part.endswith("do nothing yet."))
    assert f"`{name}`" in sentence


def test_every_command_it_names_is_there() -> None:
    assert set(re.findall(r"`resonance (\w+)", GUIDE)) <= set(commands.commands)


def test_the_lines_of_the_procfile_are_commands() -> None:
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    named = [re.fullmatch(r"\w+: python -m bot (\w+)", line) for line in lines]
    assert all(line and line[1] in commands.commands for line in named)
