"""A real database for each journey through the services."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage.database import Database
from storage.keys import KeyRing, new_key


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database(f"sqlite:///{tmp_path}/resonance.db", KeyRing(new_key())) as database:
        yield database
