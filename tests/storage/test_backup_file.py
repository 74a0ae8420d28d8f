"""A backup's file is there when it is whole, and its owner's alone."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from storage.backup_file import Backup, BackupWriter, Header, KeptTable, new_file
from storage.errors import StorageTrouble

HEADER = Header(version="0.1.0", schema="0001", made_at="2026-11-25T10:30:15+00:00", canary="x")
TABLE = KeptTable(name="workspace", columns=("id", "team"), last_id=7)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """The disk takes no file of more bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def write(file: Path, rows: int) -> None:
    words = Random(7)  # noqa: S311 - only so that they can't be compressed
    with new_file(file) as lines:
        writer = BackupWriter(lines, HEADER)
        writer.table(TABLE)
        for number in range(rows):
            writer.row([number, words.randbytes(20).hex()])
        writer.end()


@pytest.mark.parametrize("rows", [0, 1, 500, 501])
def test_what_was_written_is_read(tmp_path: Path, rows: int) -> None:
    write(tmp_path / "backup", rows)
    backup = Backup(tmp_path / "backup")
    read = [row for table, batch in backup.batches() for row in batch if table == TABLE]
    assert (backup.header, [row[0] for row in read]) == (HEADER, [*range(rows)])
    assert [table for table, _ in backup.batches()][:1] == [TABLE]
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600


def test_on_a_full_disk_there_is_no_half_of_it(tmp_path: Path) -> None:
    with room_for(20_000), pytest.raises(StorageTrouble, match="backup can't be written: File too"):
        write(tmp_path / "backup", 10_000)
    assert [*tmp_path.iterdir()] == []


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), new_file(tmp_path / "backup"):
        raise KeyboardInterrupt
    assert [*tmp_path.iterdir()] == []
