"""Why a database can't be used, in words that repeat no address, user or password."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Error as SqliteError

from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from storage.errors import StorageTrouble

logger = logging.getLogger(__name__)

#: What Postgres says where no code comes with it, since nobody is let in yet; in this order.
_AT_THE_DOOR = (
    ("password", "the server refuses this user or password"),
    ("pg_hba.conf", "the server does not let this user in from here"),
    ("too many clients", "the server has no connection left"),
    ("connection slots", "the server has no connection left"),
    ("starting up", "the server is only just starting"),
    ("shutting down", "the server is shutting down"),
    ("database", "the server has no such database"),
    ("role", "the server has no such user"),
)
_SQLSTATES = {
    "0A000": "it can only be read",
    "25006": "it can only be read",
    "42501": "this user may not do that there",
    "53100": "its disk is full",
    "53300": "the server has no connection left",
    "57P01": "the server is shutting down",
}
#: The classes of faults that lie with the database and not with what was asked of it.
_OUTAGES = (
    OperationalError,
    InterfaceError,
    InternalError,
    NotSupportedError,  # of a server in recovery, asked for a transaction that may write
    PoolTimeoutError,
)
_FULL = ("SQLITE_FULL", "53100")
_FULL_TOLD = "The database's disk is full, so nothing was saved; its operator must make room."
#: Bytes; with less a disk is full.
ROOM = 1_000_000
_READ_ONLY = ("SQLITE_READONLY", "25006", "0A000")


def reason(error: SQLAlchemyError | OSError) -> str:
    """A clause without a full stop, as "its disk is full"."""
    if isinstance(error, OSError):
        return str(error.strerror)
    if not isinstance(error, DBAPIError):
        return "it did not answer"
    if isinstance(error.orig, SqliteError):  # its messages are fixed and name nothing
        return " ".join(str(error.orig).split()).rstrip(".")
    return _servers_reason(str(error.orig), getattr(error.orig, "sqlstate", None))


@contextmanager
def outages_told(sentence: str) -> Iterator[None]:
    """An outage within becomes a `StorageTrouble`: what to do about it, if that is known, or else
    `sentence`. The log gets the reason; faults of ours pass as they are."""
    try:
        yield
    except _OUTAGES as error:
        logger.error("the database failed", extra={"reason": reason(error)})  # noqa: TRY400 - the fault's own message may hold the address
        raise StorageTrouble(_remedy(error) or sentence) from error


def _servers_reason(message: str, sqlstate: str | None) -> str:
    if sqlstate:
        return _SQLSTATES.get(sqlstate, f"the server refuses with SQLSTATE {sqlstate}")
    if "FATAL" not in message:
        return "the server can't be reached"
    said = message.rpartition("FATAL")[2]
    return next((told for words, told in _AT_THE_DOOR if words in said), "the server says no")


def refuse_full_disk(file: Path) -> None:
    """SQLite goes on for a while in room that it has already: whoever asks is told before."""
    if shutil.disk_usage(file.parent).free < ROOM:
        raise StorageTrouble(_FULL_TOLD)


def _remedy(error: SQLAlchemyError) -> str | None:
    orig = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(orig, "sqlite_errorname", None) or getattr(orig, "sqlstate", None) or ""
    if code.startswith(_FULL):
        return _FULL_TOLD
    if code.startswith(_READ_ONLY):
        return "The database can only be read now, so nothing was saved; its operator must look."
    return None
