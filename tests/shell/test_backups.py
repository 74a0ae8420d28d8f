"""A backup and its way back as an operator types them, after the worst that can happen between."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.postgres import Postgres
from tests.shell.conftest import EXAMPLE, MAYA, Shell
from tests.shell.test_processes import environment, heard, in_a_shell, started

OTHER = ("--team", "T0RESONANCE", "--user", "U0TOM")
#: Writes to a database without end, a line on stdout for each thing that is safely in it.
WRITER = """
import asyncio, sys
from bot.config import Settings
from bot.core.members import Member
from bot.compose.store import database

async def write():
    async with database(Settings()) as store:
        for number in range(1_000_000):
            async with store.writing() as work:
                await work.members.add(Member(team="T0RESONANCE", user=f"U{number}"))
            print(number, flush=True)
            await asyncio.sleep(1 / 200)

asyncio.run(write())
"""


def test_a_backup_says_what_it_holds_and_what_it_lacks(hers: Shell) -> None:
    told = hers("backup", "maya.backup")
    assert (told.code, told.err) == (0, "")
    first, second = told.out.splitlines()
    assert first.startswith("backed up 7")
    assert first.endswith("rows into maya.backup")
    assert "The key is not in it" in second
    assert "keep resonance.key too" in second
    key = (hers.folder / "resonance.key").read_bytes().strip()
    assert key not in (hers.folder / "maya.backup").read_bytes()


def test_where_the_key_is_a_setting_that_is_what_to_keep(hers: Shell) -> None:
    key = (hers.folder / "resonance.key").read_text().strip()
    told = hers("backup", "maya.backup", RESONANCE_ENCRYPTION_KEYS=key)
    assert "keep RESONANCE_ENCRYPTION_KEYS too" in told.out


def test_a_lost_database_comes_back(hers: Shell) -> None:
    before = hers("export").out
    hers("backup", "maya.backup")
    (hers.folder / "resonance.db").unlink()
    told = hers("restore", "maya.backup")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("restored 7")
    assert hers("export").out == before


async def test_after_a_hard_stop_the_way_back_is_safe_and_what_was_kept_is_whole(
    hers: Shell,
) -> None:
    """While somebody writes two hundred times a second."""
    writer = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WRITER),
        cwd=hers.folder,
        env=environment(),
        stdout=asyncio.subprocess.PIPE,
    )
    await heard(writer.stdout, b"100\n")
    kept = await asyncio.to_thread(in_a_shell, hers.folder, "$R backup maya.backup")
    assert kept.returncode == 0, kept.stderr
    refused = await asyncio.to_thread(in_a_shell, hers.folder, "$R restore maya.backup --force")
    assert (refused.returncode, b"is in use" in refused.stderr) == (1, True)
    writer.send_signal(signal.SIGKILL)
    await writer.communicate()
    assert (hers.folder / "resonance.db-wal").stat().st_size > 0

    told = await asyncio.to_thread(hers, "restore", "maya.backup")
    assert (told.code, "--force" in told.err) == (1, True)
    told = await asyncio.to_thread(hers, "restore", "maya.backup", "--force")
    assert (told.code, told.err) == (0, "")
    assert not (hers.folder / "resonance.db-wal").exists()
    assert (await asyncio.to_thread(hers, "export", *MAYA)).code == 0


async def test_a_bot_that_runs_is_not_undercut(
    hers: Shell, playground_settings: dict[str, str]
) -> None:
    await asyncio.to_thread(hers, "backup", "maya.backup")
    async with started(hers.folder, "run", **playground_settings) as running:
        await heard(running.stderr, b"connected to Slack\n")
        told = await asyncio.to_thread(hers, "restore", "maya.backup", "--force")
        assert (told.code, told.out, len(told.lines)) == (1, "", 1)
        assert "in use; stop every process of Resonance" in told.err


def test_newer_things_are_safe(hers: Shell) -> None:
    hers("backup", "maya.backup")
    hers("import", EXAMPLE, *OTHER)
    told = hers("restore", "maya.backup")
    assert (told.code, told.out, len(told.lines)) == (1, "", 1)
    assert hers("export", *OTHER).code == 0
    assert hers("restore", "maya.backup", "--force").code == 0
    assert hers("export", *OTHER).code == 1


def test_a_new_place_needs_the_key_it_was_made_with(hers: Shell) -> None:
    hers("backup", "maya.backup")
    key = (hers.folder / "resonance.key").read_text().strip()
    (hers.folder / "new").mkdir()
    there = {"DATABASE_URL": "sqlite:///new/resonance.db"}

    told = hers("restore", "maya.backup", **there)
    assert (told.code, len(told.lines)) == (1, 1)
    assert "new/resonance.key back" in told.err
    other = hers("keys", "new").out.strip()
    told = hers("restore", "maya.backup", RESONANCE_ENCRYPTION_KEYS=other, **there)
    assert (told.code, len(told.lines)) == (1, 1)
    assert "key does not open" in told.err
    assert [*(hers.folder / "new").iterdir()] == []

    told = hers("restore", "maya.backup", RESONANCE_ENCRYPTION_KEYS=key, **there)
    assert told.code == 0
    exported = hers("export", RESONANCE_ENCRYPTION_KEYS=key, **there)
    assert exported.out == hers("export").out


def test_it_comes_back_on_a_server_too(hers: Shell, postgres: Postgres) -> None:
    hers("backup", "maya.backup")
    key = (hers.folder / "resonance.key").read_text().strip()
    with postgres.database(migrated=False) as url:
        there = {"DATABASE_URL": url, "RESONANCE_ENCRYPTION_KEYS": key}
        assert hers("restore", "maya.backup", **there).code == 0
        assert hers("export", **there).out == hers("export").out
        assert hers("backup", "server.backup", **there).code == 0
    assert hers("restore", "server.backup", "--force").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("backup", "maya.backup"), "no database at resonance.db"),
        (("restore", "nowhere"), "resonance.key"),
    ],
)
def test_where_there_is_nothing_nothing_is_made(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    told = shell(*words)
    assert (told.code, told.out, len(told.lines)) == (1, "", 1)
    assert said in told.err
    assert [*shell.folder.iterdir()] == []


@pytest.mark.parametrize("name", ["nowhere", ".", "resonance.db", "resonance.key"])
def test_what_is_no_backup_is_told_in_one_line(hers: Shell, name: str) -> None:
    told = hers("restore", name, "--force")
    assert (told.code, told.out, len(told.lines)) == (1, "", 1)
    assert hers("export").code == 0


def test_on_a_full_disk_the_database_is_as_it_was(hers: Shell) -> None:
    hers("backup", "maya.backup")
    before = hers("export").out
    told = in_a_shell(hers.folder, "ulimit -f 100; $R restore maya.backup --force")
    assert told.returncode == 1
    assert told.stderr.splitlines()[-1].startswith(b"resonance: The database")
    assert _files(hers.folder) == ["maya.backup", "resonance.db", "resonance.key"]
    assert hers("export").out == before


def _files(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))
