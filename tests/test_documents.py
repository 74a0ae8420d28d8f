"""What the documents promise is what the code does."""

import re
from pathlib import Path

import pytest

from bot.cli import commands
from bot.slack.listeners.registered import COMMANDS

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")
SLASH = re.compile(r"`(/(?:outreach|interviews|reflect|synthesis|resonance))(?: ([a-z-]+))?[^`]*`")
MAKE = re.compile(r"^\s{4}make ([a-z]+)", re.MULTILINE)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_slash_command_is_one_we_answer(path: Path) -> None:
    for command, word in SLASH.findall(path.read_text(encoding="utf-8")):
        known = COMMANDS[command]
        takes_a_name = len(known) == 1
        assert not word or word in known or word == "help" or takes_a_name, f"{command} {word}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_make_target_exists(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in MAKE.findall(path.read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_shell_command_exists(path: Path) -> None:
    code = re.findall(r"`resonance ([a-z]+)", path.read_text(encoding="utf-8"))
    code += re.findall(r"^    resonance ([a-z]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    for command in code:
        assert command in commands.commands, command


def test_the_readme_leads_with_the_two_commands() -> None:
    shown = MAKE.findall((ROOT / "README.md").read_text(encoding="utf-8"))

    assert shown[:2] == ["try", "test"]
