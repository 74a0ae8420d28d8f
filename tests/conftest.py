"""What every room's tests may ask for: a real Postgres, started once and only if it is used."""

from collections.abc import Iterator

import pytest

from tests.postgres import Postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with Postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The address of a fresh database with the newest schema and nothing in it."""
    with postgres.database() as url:
        yield url
