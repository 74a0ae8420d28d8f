"""The place of an embedded database: a file that may have others beside it, and others using it."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storage.errors import StorageTrouble

#: What SQLite keeps beside a file. Left by a hard stop, it belongs to that file and to no other.
BESIDE = ("-wal", "-shm", "-journal")


def in_use(what: str) -> StorageTrouble:
    return StorageTrouble(f"{what} is in use; stop every process of Resonance, then run it again.")


def sound_and_unused(place: Path, *, force: bool) -> bool:
    """Whether a database is there that can be read; `StorageTrouble` where somebody has it open, or
    it is damaged and not to be replaced by `force`."""
    with _held(place, force=force) as sound:
        return sound


@contextmanager
def draft_for(place: Path) -> Iterator[Path]:
    """An empty private file in the same folder, gone afterwards if it was not put in its place."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        _remove(Path(name), "", *BESIDE)


def put(draft: Path, place: Path, *, force: bool) -> None:
    """Gives the draft the place's name while nobody else has it open. What a hard stop left beside
    the old file is in that file by then, and would destroy the new one."""
    with _held(place, force=force):
        _remove(place, *BESIDE)
        draft.replace(place)
        _sync(place.parent)


@contextmanager
def _held(place: Path, *, force: bool) -> Iterator[bool]:
    """Nobody else can open it while this lasts; whether there is a database that can be read."""
    if not place.exists() or not place.stat().st_size:
        yield False
        return
    with closing(sqlite3.connect(place, timeout=0, isolation_level=None)) as own:
        sound = _taken(own, place)
        if not sound and not force:
            raise StorageTrouble(
                f"{place} is damaged, or no database; --force puts the backup in its place."
            )
        yield sound


def _taken(own: sqlite3.Connection, place: Path) -> bool:
    """In this mode SQLite folds in what is beside the file, which it does only for one alone."""
    try:
        own.execute("PRAGMA locking_mode = EXCLUSIVE")
        own.execute("PRAGMA journal_mode = DELETE")
        own.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as fault:
        if fault.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise in_use(f"The database {place}") from None
        return False
    return True


def _remove(file: Path, *endings: str) -> None:
    for ending in endings:
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
