"""A stored document takes defaults for what it lacks, and keeps what a newer program wrote."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.core.choice import Choice
from bot.core.members import Rhythm
from bot.core.reflection import CheckIn
from storage.documents import document_of, read_check_in, read_choice, read_rhythm
from tests.core.filled import AT, exploration

WHOLE = exploration()
CHECK_IN = WHOLE.interviews[0].check_in
KEPT = [
    pytest.param(CHECK_IN, read_check_in, id="check-in"),
    pytest.param(WHOLE.choice, read_choice, id="choice"),
    pytest.param(Rhythm(), read_rhythm, id="rhythm"),
]


def stored(value: Any) -> Any:
    return json.loads(json.dumps(document_of(value)))


@pytest.mark.parametrize(("value", "read"), KEPT)
def test_every_field_comes_back_and_the_document_says_its_version(value: Any, read: Any) -> None:
    assert read(stored(value)) == value
    assert stored(value)["version"] == 1


def test_what_a_document_lacks_takes_its_default() -> None:
    assert read_rhythm({"daily_cap": 5}) == replace(Rhythm(), daily_cap=5)
    assert read_check_in({"answered_at": AT.isoformat()}) == CheckIn(answered_at=AT)
    decided = read_choice({"decided_on": "2026-11-25", "why": "It keeps coming back."})
    assert decided == Choice(
        chosen=None,
        letting_go=None,
        why="It keeps coming back.",
        decided_on=date(2026, 11, 25),
        look_again_on=None,
        evidence=None,
    )


@pytest.mark.parametrize(("value", "read"), KEPT)
def test_what_a_newer_program_wrote_is_kept(value: Any, read: Any) -> None:
    newer = {**stored(value), "from_next_year": {"a": [1]}}
    assert stored(read(newer)) == newer


@pytest.mark.parametrize("part", ["first_answer", "second_look"])
def test_what_a_newer_program_wrote_deeper_down_is_kept_too(part: str) -> None:
    newer = stored(CHECK_IN)
    newer[part]["from_next_year"] = 2
    assert stored(read_check_in(newer)) == newer
    later = stored(Rhythm())
    later["start"]["from_next_year"] = 2
    assert stored(read_rhythm(later)) == later


def test_a_changed_answer_keeps_what_a_newer_program_wrote() -> None:
    newer = read_check_in({"answered_at": AT.isoformat(), "pull": 4, "from_next_year": 2})
    changed = newer.amended(CheckIn(answered_at=AT, pull=2))
    assert stored(changed)["from_next_year"] == 2
