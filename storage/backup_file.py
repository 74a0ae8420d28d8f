"""A backup's file: gzipped lines of JSON. A header, then each table with its rows, then a last line
with their number, without which the file was cut short."""

import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from storage.errors import StorageTrouble

FORMAT = 1
#: Rows that are handed on together.
BATCH = 500

Row = Sequence[Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """`schema` is the revision the rows are of, `made_at` an ISO moment, `canary` the sealed word
    that proves a key."""

    version: str
    schema: str
    made_at: str
    canary: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptTable:
    """A table's name and columns; `last_id` is the last id it ever gave, None where it gives
    none."""

    name: str
    columns: tuple[str, ...]
    last_id: int | None


class BackupWriter:
    """Writes a backup line by line."""

    def __init__(self, lines: TextIO, header: Header) -> None:
        self._lines = lines
        self.rows = 0
        self._line({"resonance_backup": FORMAT, **asdict(header)})

    def table(self, table: KeptTable) -> None:
        """Begins a table; its rows follow."""
        self._line(asdict(table))

    def row(self, row: Row) -> None:
        self._line(list(row))
        self.rows += 1

    def end(self) -> None:
        self._line({"rows": self.rows})

    def _line(self, told: object) -> None:
        self._lines.write(json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n")


@contextmanager
def new_file(file: Path) -> Iterator[TextIO]:
    """Lines for a file that is there when it is whole, readable by its owner alone. One that is
    there already is left alone."""
    if file.exists():
        raise StorageTrouble(f"{file} is there already; name another file, or move that one away.")
    try:
        with _draft(file) as draft, gzip.open(draft, "wt", encoding="utf-8") as lines:
            yield lines
    except OSError as fault:
        raise StorageTrouble(f"{file} can't be written: {fault.strerror}.") from fault


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """A private file beside it that takes its name once it is on the disk, or is gone."""
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        yield Path(draft)
        os.fsync(handle)
        os.replace(draft, file)
    finally:
        os.close(handle)
        with suppress(FileNotFoundError):
            os.unlink(draft)


class Backup:
    """A backup that was made; `StorageTrouble` where it is damaged, cut short, or none at all."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with self._lines() as lines:
            told: Any = next(lines, None)
            if told.pop("resonance_backup") > FORMAT:
                raise newer_backup()
            self.header = Header(**told)

    def batches(self) -> Iterator[tuple[KeptTable, list[Row]]]:
        """Every table in the order in which they can be stored, each with no rows first."""
        with self._lines() as lines:
            next(lines, None)
            yield from _batches(lines)

    @contextmanager
    def damage_told(self) -> Iterator[None]:
        """What is not as a backup is within becomes a `StorageTrouble`. A file that can't be opened
        stays an OSError, which names it."""
        try:
            yield
        except (EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError) as fault:
            raise self._damaged() from fault
        except gzip.BadGzipFile as fault:
            raise self._damaged() from fault

    @contextmanager
    def _lines(self) -> Iterator[Iterator[Any]]:
        with self.damage_told(), gzip.open(self._file, "rt", encoding="utf-8") as opened:
            yield map(json.loads, opened)

    def _damaged(self) -> StorageTrouble:
        return StorageTrouble(
            f"{self._file} is no whole backup of Resonance, so nothing was restored."
        )


def newer_backup() -> StorageTrouble:
    return StorageTrouble("This backup was made by a newer version of Resonance; update this.")


def _batches(lines: Iterator[Any]) -> Iterator[tuple[KeptTable, list[Row]]]:
    table: KeptTable | None = None
    batch: list[Row] = []
    rows = 0
    for told in lines:
        if table and (isinstance(told, dict) or len(batch) == BATCH):
            yield table, batch
            batch = []
        if isinstance(told, list):
            batch.append(told)
            rows += 1
        elif "rows" in told:
            return _end(lines, whole=told["rows"] == rows)
        else:
            table = KeptTable(**told | {"columns": tuple(told["columns"])})
    raise EOFError


def _end(lines: Iterator[Any], *, whole: bool) -> None:
    """What was cut short, or goes on after its end, is no backup."""
    if not whole or next(lines, None) is not None:
        raise EOFError
