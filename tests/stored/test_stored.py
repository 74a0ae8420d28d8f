"""What an earlier version stored is opened, migrated and read whole by this one, to the byte."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from storage.migrate import migrate
from tests.postgres import Postgres
from tests.stored.writing import STORED, loaded, read_back

SCHEMAS = sorted(folder.name for folder in STORED.iterdir() if folder.is_dir())


def as_then(now: Any, then: Any) -> Any:
    """What is read_back now without the keys that an object did not have then."""
    if isinstance(then, dict) and isinstance(now, dict):
        return {key: as_then(value, then[key]) for key, value in now.items() if key in then}
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [as_then(one, other) for one, other in zip(now, then, strict=True)]
    return now


def assert_nothing_lost(read: dict[str, str], schema: str) -> None:
    for name, text in read.items():
        then = (STORED / schema / name).read_text(encoding="utf-8")
        kept = as_then(json.loads(text), json.loads(then))
        assert json.dumps(kept, ensure_ascii=False, indent=2) + "\n" == then


@pytest.mark.parametrize("schema", SCHEMAS)
async def test_an_embedded_database_of_an_earlier_version_loses_nothing(
    schema: str, tmp_path: Path
) -> None:
    file = shutil.copy(STORED / schema / "sqlite.db", tmp_path / "resonance.db")
    assert_nothing_lost(await read_back(f"sqlite:///{file}"), schema)


@pytest.mark.parametrize("schema", SCHEMAS)
async def test_a_servers_database_of_an_earlier_version_loses_nothing(
    schema: str, postgres: Postgres
) -> None:
    with loaded(postgres, STORED / schema / "postgres.sql") as url:
        await migrate(url)
        assert_nothing_lost(await read_back(url), schema)


def test_a_lost_key_and_a_changed_value_would_be_seen() -> None:
    then = {"a": [{"b": 1, "c": None}]}
    assert as_then({"a": [{"b": 1, "c": None, "new": 2}], "new": 3}, then) == then
    assert as_then({"a": [{"b": 1}]}, then) != then
    assert as_then({"a": [{"b": 2, "c": None}]}, then) != then
    assert as_then({"a": []}, then) != then
