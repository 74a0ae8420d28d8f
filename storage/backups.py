"""The whole database into one file, the same for both kinds: rows as they lie, words sealed."""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import Connection, text

from storage.backup_file import Backup, BackupWriter, Header, Row, new_file
from storage.bare_tables import bare_tables, kept, last_id, rows_of
from storage.engines import engines, opening
from storage.errors import StorageTrouble
from storage.keys import KeyRing
from storage.migrate import SchemaState, schema_of, stored_revision
from storage.reasons import outages_told
from storage.tables import nudge

#: Of a table in a backup: each row's digest with what its first column holds, mostly an id.
Digests = dict[bytes, object]


async def back_up(url: str, keys: KeyRing, file: Path, *, version: str, now: datetime) -> int:
    """How many rows are in it: those of one moment, while whoever writes goes on. `StorageTrouble`
    where these keys don't open it, since such a backup would be of no use."""
    made = engines(url)
    try:
        with opening(url), outages_told("The database does not answer; please run it again."):
            async with made.reading.begin() as connection:
                return await connection.run_sync(_written, keys, file, version, now)
    finally:
        await made.dispose()


def _written(connection: Connection, keys: KeyRing, file: Path, version: str, now: datetime) -> int:
    header = _header(connection, keys, version, now)
    with new_file(file) as lines:
        writer = BackupWriter(lines, header)
        for bare in bare_tables(connection):
            writer.table(kept(connection, bare))
            for row in rows_of(connection, bare):
                writer.row(row)
        writer.end()
    return writer.rows


def _header(connection: Connection, keys: KeyRing, version: str, now: datetime) -> Header:
    schema, state = stored_revision(connection), schema_of(connection)
    if schema is None or state is SchemaState.NEWER:
        raise StorageTrouble("There is no database of this version of Resonance to back up.")
    word = connection.execute(text("SELECT word FROM canary")).scalar_one_or_none()
    if word is None:
        raise StorageTrouble("This database has never been opened; there is nothing to back up.")
    keys.open(word)
    made_at = now.isoformat(timespec="seconds")
    return Header(version=version, schema=schema, made_at=made_at, canary=word)


def newer_than(connection: Connection, backup: Backup) -> bool:
    """Whether the database holds anything that the backup doesn't, or holds as it isn't there, or
    has parted with something that the backup still holds. The canary says nothing: each database
    has its own."""
    theirs = _digests(backup)
    for bare in bare_tables(connection):
        name = bare.table.name
        here = {_digest(bare.columns, row) for row in rows_of(connection, bare)}
        kept_there = theirs.get(name, {})
        if name != "canary" and not here <= kept_there.keys():
            return True
        if _parted(here, kept_there, last_id(connection, name)):
            return True
    return False


def _parted(here: set[bytes], theirs: Digests, last: int | None) -> bool:
    """Whether an id that was given here already is only there now."""
    if last is None:
        return False
    return any(
        isinstance(id_, int) and id_ <= last for key, id_ in theirs.items() if key not in here
    )


def _digests(backup: Backup) -> dict[str, Digests]:
    found: dict[str, Digests] = {}
    for table, rows in backup.batches():
        theirs = found.setdefault(table.name, {})
        theirs.update((_digest(table.columns, row), row[0]) for row in rows)
    return found


def _digest(columns: Sequence[str], row: Row) -> bytes:
    """Without a nudge's doubt, which restoring itself raises."""
    its = dict(zip(columns, row, strict=True)) | {nudge.c.unsure.name: None}
    named = json.dumps(its, sort_keys=True)
    return blake2b(named.encode(), digest_size=16).digest()
