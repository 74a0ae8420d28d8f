"""Whatever goes in and out of files passes through every kind of database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage.database import Database
from storage.keys import KeyRing, new_key


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/resonance.db"
    server_database: str = request.getfixturevalue("postgres_url")
    return server_database


@pytest_asyncio.fixture
async def store(url: str) -> AsyncIterator[Database]:
    async with Database(url, KeyRing(new_key())) as database:
        yield database
