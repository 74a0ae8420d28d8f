"""A database or a key that can't be used is told in one line, and left as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.shell.conftest import MAYA, Shell, Told


def refused(told: Told, code: int, *words: str) -> None:
    assert (told.code, told.out, len(told.lines)) == (code, "", 1)
    assert told.err.startswith("resonance: ")
    assert all(word in told.err for word in words)


@pytest.mark.parametrize(
    "url", ["nonsense", "sqlite://", "sqlite:///:memory:", "mysql://maya@host/db", "postgres:"]
)
def test_an_address_of_no_database_is_bad_configuration(shell: Shell, url: str) -> None:
    refused(shell("export", DATABASE_URL=url), 2, "DATABASE_URL")


def test_a_server_is_never_used_without_a_key(shell: Shell) -> None:
    told = shell("export", DATABASE_URL="postgresql://maya:hunter2@127.0.0.1:9/resonance")
    refused(told, 2, "RESONANCE_ENCRYPTION_KEYS", "resonance keys new")


@pytest.mark.parametrize("keys", [",", "short", "short," + "A" * 43 + "="])
def test_a_key_that_is_none_is_bad_configuration(shell: Shell, keys: str) -> None:
    refused(shell("export", RESONANCE_ENCRYPTION_KEYS=keys), 2, "resonance keys new")


def test_a_database_somebody_else_holds_is_told(
    hers: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hers("export").out
    monkeypatch.setattr("storage.engines._PRAGMAS", ("PRAGMA busy_timeout = 0",))
    with closing(sqlite3.connect(hers.folder / "resonance.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused(hers("forget", "--yes"), 1, "resonance.db", "locked")
    assert hers("export").out == before


@pytest.mark.parametrize("url", ["sqlite:///.", "sqlite:////nosuch/resonance.db"])
def test_a_place_where_no_database_can_be_is_told(shell: Shell, url: str) -> None:
    refused(shell("export", DATABASE_URL=url), 1)


def test_a_file_that_is_no_database_is_left_as_it_was(shell: Shell, key: str) -> None:
    file = shell.write("resonance.db", "a shopping list, not a database" * 100)
    refused(shell("export", RESONANCE_ENCRYPTION_KEYS=key), 1, "resonance.db", "not a database")
    assert file.read_text(encoding="utf-8").startswith("a shopping list")


def test_a_damaged_database_is_told(hers: Shell) -> None:
    file = hers.folder / "resonance.db"
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    refused(hers("export"), 1, "resonance.db", "malformed")


def test_another_key_is_told_and_nothing_is_written_with_it(hers: Shell, key: str) -> None:
    before = hers("export").out
    refused(hers("export", RESONANCE_ENCRYPTION_KEYS=key), 1, "key")
    refused(hers("forget", "--yes", RESONANCE_ENCRYPTION_KEYS=key), 1, "key")
    assert hers("export").out == before


def test_a_key_that_others_can_read_is_refused_with_the_remedy(hers: Shell) -> None:
    (hers.folder / "resonance.key").chmod(0o644)
    refused(hers("export"), 1, "chmod 600")


def test_a_key_that_is_gone_is_not_made_anew(hers: Shell) -> None:
    (hers.folder / "resonance.key").unlink()
    refused(hers("export"), 1, "resonance.key", "RESONANCE_ENCRYPTION_KEYS")
    assert not (hers.folder / "resonance.key").exists()


def test_a_database_of_a_newer_version_is_left_alone(hers: Shell) -> None:
    with closing(sqlite3.connect(hers.folder / "resonance.db", isolation_level=None)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    refused(hers("migrate"), 1, "newer version")


def test_migrating_makes_the_database_and_its_key(shell: Shell) -> None:
    told = shell("migrate")
    assert (told.code, told.out, told.err) == (0, "the database is up to date\n", "")
    assert {file.name for file in shell.folder.iterdir()} == {"resonance.db", "resonance.key"}
    assert all(_private(file) for file in shell.folder.iterdir())


def test_the_database_may_be_elsewhere(shell: Shell) -> None:
    (shell.folder / "kept").mkdir()
    assert shell("migrate", DATABASE_URL="sqlite:///kept/maya.db").code == 0
    assert {file.name for file in (shell.folder / "kept").iterdir()} == {"maya.db", "resonance.key"}


@pytest.mark.parametrize("command", ["export", "forget", "synthesis", "why"])
def test_every_command_over_the_database_tells_it_alike(shell: Shell, command: str) -> None:
    words = (command, "--yes") if command == "forget" else (command,)
    refused(shell(*words, *MAYA, DATABASE_URL="nonsense"), 2, "DATABASE_URL")


@pytest.fixture
def key(shell: Shell) -> str:
    return shell("keys", "new").out.strip()


def _private(file: Path) -> bool:
    return file.stat().st_mode & 0o077 == 0
