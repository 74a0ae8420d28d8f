"""A real database for each test; every test here runs on each kind we support."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.members import Member
from storage.database import Database
from storage.keys import KeyRing, new_key
from tests.postgres import Postgres
from tests.storage.cast import with_maya

SQLITE, POSTGRES = "sqlite", "postgres"


@pytest.fixture
def one_key() -> str:
    return new_key()


@pytest.fixture
def keys(one_key: str) -> KeyRing:
    return KeyRing(one_key)


@pytest.fixture(params=[SQLITE, POSTGRES])
def kind(request: pytest.FixtureRequest) -> str:
    named: str = request.param
    return named


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that is ready to be opened."""
    if kind == SQLITE:
        return f"sqlite:///{tmp_path}/resonance.db"
    server_database: str = request.getfixturevalue("postgres_url")
    return server_database


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that has no tables yet."""
    if kind == SQLITE:
        yield f"sqlite:///{tmp_path}/empty.db"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.database(migrated=False) as url:
            yield url


@pytest_asyncio.fixture
async def store(url: str, keys: KeyRing) -> AsyncIterator[Database]:
    async with Database(url, keys) as database:
        yield database


@pytest_asyncio.fixture
async def maya(store: Database) -> Member:
    return await with_maya(store)
