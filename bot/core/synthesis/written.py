"""Writes a synthesis as JSON: keys in the published order, figures to two decimals."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from bot.core.synthesis.values import Synthesis


def as_json(synthesis: Synthesis) -> dict[str, Any]:
    """The synthesis as plain lists, dicts, strings and numbers; the values' fields are the keys."""
    return {field.name: _plain(getattr(synthesis, field.name)) for field in fields(synthesis)}


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
