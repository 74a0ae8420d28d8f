"""A real database for each test; every test here runs on each kind we support."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.members import Member
from storage.database import Database
from storage.keys import KeyRing, new_key
from tests.storage.cast import with_maya


@pytest.fixture
def keys() -> KeyRing:
    return KeyRing(new_key())


@pytest.fixture(params=["sqlite"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return {"sqlite": f"sqlite:///{tmp_path}/resonance.db"}[request.param]


@pytest_asyncio.fixture
async def store(url: str, keys: KeyRing) -> AsyncIterator[Database]:
    async with Database(url, keys) as database:
        yield database


@pytest_asyncio.fixture
async def maya(store: Database) -> Member:
    return await with_maya(store)
