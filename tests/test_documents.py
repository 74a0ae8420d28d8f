"""What the documents promise is what the code does."""

import re
from pathlib import Path

import pytest

from bot.calendars import registrations
from bot.commands.cli import commands
from bot.config import PROMISED, SETTINGS
from bot.slack.listeners.commands import COMMANDS
from bot.web.callbacks import PROVIDERS
from bot.web.metrics import Scrape
from bot.web.prometheus import PrometheusMetrics
from tests.web.conftest import COUNTS

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob(".github/*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")
SLASH = re.compile(r"`(/(?:outreach|interviews|reflect|synthesis|resonance))(?: ([a-z-]+))?[^`]*`")
MAKE = re.compile(r"^\s{4}make ([a-z]+)", re.MULTILINE)
SETTING = re.compile(r"\b(?:RESONANCE|GOOGLE|MICROSOFT)_[A-Z]+(?:_[A-Z]+)*\b")
OF_OURS = re.compile(r"`((?:bot|docs|storage|tests)/[\w./-]+)`")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_slash_command_is_one_we_answer(path: Path) -> None:
    for command, word in SLASH.findall(path.read_text(encoding="utf-8")):
        known = COMMANDS[command].runs
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


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_file_of_ours_that_is_named_exists(path: Path) -> None:
    for file in OF_OURS.findall(path.read_text(encoding="utf-8")):
        found = [ROOT / file, (ROOT / file).with_suffix(".py")]
        assert any(one.exists() for one in found), file


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_setting_that_is_named_is_read(path: Path) -> None:
    for name in SETTING.findall(path.read_text(encoding="utf-8")):
        assert name in SETTINGS or name in PROMISED, name


@pytest.mark.parametrize("name", [*SETTINGS, *PROMISED])
def test_every_setting_is_explained_to_operators(name: str) -> None:
    assert f"`{name}`" in OPERATING


def test_every_number_that_operators_can_ask_for_is_explained() -> None:
    """A counter's name goes on with `_total`, which the library leaves out here."""
    for metric in Scrape(tally=PrometheusMetrics(), counts=COUNTS).collect():
        if metric.name.startswith("resonance_"):
            assert f"| `{metric.name}" in OPERATING, metric.name


def test_operators_register_what_members_are_asked_for() -> None:
    at = {"client_id": "", "client_secret": "", "redirect_uri": ""}
    asked = [registrations.google(**at), registrations.microsoft(**at)]
    scopes = [scope for one in asked for scope in one.parameters["scope"].split()]

    for scope in scopes:
        assert f"`{scope.removeprefix('https://graph.microsoft.com/')}`" in OPERATING, scope
    for kind in PROVIDERS:
        assert f"`/calendar/{kind}/callback`" in OPERATING
