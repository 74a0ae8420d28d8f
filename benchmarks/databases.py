"""The two kinds of database a figure is taken on: a file on disk, and a real Postgres server."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from tests.postgres import Postgres

#: Gives the address of an empty database, which is gone afterwards.
Fresh = Callable[[], AbstractContextManager[str]]


@contextmanager
def databases() -> Iterator[Mapping[str, Fresh]]:
    """By the kind's name. Postgres is the tests' own: it keeps its files in memory where it can
    and waits for no disk, SQLite does both."""
    with Postgres() as server:
        yield {"SQLite": _file, "Postgres": server.database}


@contextmanager
def _file() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.db"
