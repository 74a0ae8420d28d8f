"""The shell in this process: a command typed in an empty folder, with nothing set."""

import io
import logging
import os
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

import pytest

from bot.commands.cli import main
from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.playground.stories import story_named
from bot.slack.manifest import manifest

EXAMPLE = Path(__file__).parent.parent / "data" / "explorations" / "grow_or_people.json"
MAYA = ("--team", "T0RESONANCE", "--user", "U0MAYA")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


class Shell:
    """Types commands, in a folder of its own."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *words: str | Path, typed: str | TextIO = "", **environment: str) -> Told:
        self._capsys.readouterr()
        with self._monkeypatch.context() as patch:
            patch.chdir(self.folder)
            patch.setattr(os, "environ", environment)
            patch.setattr(sys, "argv", ["resonance", *map(str, words)])
            patch.setattr(sys, "stdin", io.StringIO(typed) if isinstance(typed, str) else typed)
            with pytest.raises(SystemExit) as left:
                main()
        out, err = self._capsys.readouterr()
        return Told(code=int(left.value.code or 0), out=out, err=err)

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """A command sets up the logs of its process, which here is everybody's."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for ours in ("bot", "storage"):
        logging.getLogger(ours).setLevel(logging.NOTSET)


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


@pytest.fixture
def hers(shell: Shell) -> Shell:
    """A folder whose database holds Maya's exploration."""
    told = shell("import", EXAMPLE, *MAYA)
    assert told.out == "imported 1 exploration, 12 people, 12 interviews\n"
    return shell


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    """A Slack that the app is installed in, and that no bot is connected to."""

    async def due() -> datetime | None:
        return None

    async def settle() -> None:
        """There is no bot to wait for."""

    story = story_named("midway")
    clock = PlaygroundClock(story.starts_at)
    async with Playground(
        manifest=manifest(), story=story, clock=clock, due=due, settle=settle
    ) as running:
        yield running


@pytest.fixture
def playground_settings(playground: Playground) -> dict[str, str]:
    """The settings of a bot at that Slack."""
    return {
        "SLACK_BOT_TOKEN": playground.bot_token,
        "SLACK_APP_TOKEN": playground.app_token,
        "SLACK_API_URL": playground.api_url,
    }
