"""The operator's guide says what the code does."""

import re
from pathlib import Path

import pytest

from bot.commands.cli import commands
from bot.config import PROMISED, SETTINGS, Settings, read_settings

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
ROWS = [
    (re.findall(r"`(\w+)`", names), default.strip("` "))
    for names, default in re.findall(r"^\| (`[A-Z].*?) \|(.*?)\|", GUIDE, re.MULTILINE)
]
#: Written with words, since they follow from another setting or are a provider's.
FOLLOWING = {"RESONANCE_PUBLIC_URL", "GOOGLE_AUTHORIZE_URL", "MICROSOFT_LOGIN_URL"}
DEFAULTS = [(names[0], default) for names, default in ROWS if default and names[0] not in FOLLOWING]


def test_the_table_has_every_setting_once() -> None:
    assert sorted(name for names, _ in ROWS for name in names) == sorted(SETTINGS)


@pytest.mark.parametrize(("name", "default"), DEFAULTS)
def test_the_defaults_in_the_table_are_the_defaults(
    tmp_path: Path, name: str, default: str
) -> None:
    assert read_settings({name: default}, tmp_path) == Settings()


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
