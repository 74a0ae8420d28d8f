"""The choice: a decision record with the evidence frozen as of that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.core.beyond import beyond_this_version


@dataclass(frozen=True, kw_only=True, slots=True)
class LookBack:
    """What she said on the day she had set: is it still so?"""

    at: datetime
    still: str | None = None
    words: str | None = None
    beyond: Mapping[str, Any] = beyond_this_version()


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What she chose. `chosen` is an option, her own words, or None for "not yet"; `evidence` is
    the synthesis JSON of that day; `sure` runs from 1 to 5; `expects`, `body` and `if_nothing` say
    what she expected, how her body felt, and what would happen if she did nothing."""

    chosen: str | None
    letting_go: str | None
    why: str | None
    decided_on: date
    look_again_on: date | None
    evidence: Mapping[str, Any] | None
    expects: str | None = None
    sure: int | None = None
    body: str | None = None
    if_nothing: str | None = None
    looked_back: LookBack | None = None
    beyond: Mapping[str, Any] = beyond_this_version()
