"""The choice: a decision record with the evidence frozen as of that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.core.beyond import beyond_this_version


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What she chose. `chosen` is an option, her own words, or None for "not yet";
    `evidence` is the synthesis JSON of that day."""

    chosen: str | None
    letting_go: str | None
    why: str | None
    decided_on: date
    look_again_on: date | None
    evidence: Mapping[str, Any] | None
    beyond: Mapping[str, Any] = beyond_this_version()
