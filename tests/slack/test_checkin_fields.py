"""Every field of the check-in is asked, drafted, heard and ticked; a failure names the place."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.check_in_fields import CheckInField, Part
from bot.core.reflection import FIELDS, CheckIn
from bot.slack.blocks.checkin import answered
from bot.slack.blocks.checkin_form import DRAFTED, QUESTIONS, checkin_form
from bot.slack.inputs import answers_of
from tests.core.filled import AT, exploration
from tests.slack.test_inputs import sent

WHOLE = exploration()
INTERVIEW = WHOLE.interviews[0]
NOBODY = replace(INTERVIEW, person=None, option=None, check_in=None, medium=None)

every_field = pytest.mark.parametrize("row", FIELDS, ids=[row.key for row in FIELDS])
#: Fields that a file may bring, and that no form asks yet.
NOT_ASKED = {"beliefs"}


def form(check_in: CheckIn | None) -> dict[str, Any]:
    return checkin_form(WHOLE, replace(INTERVIEW, check_in=check_in), {})


@every_field
def test_it_has_a_question_and_comes_back_from_the_form(row: CheckInField) -> None:
    assert (row.key in QUESTIONS) is (row.key not in NOT_ASKED), (
        f"{row.key} has no question in blocks/checkin_form"
    )
    known = replace(CheckIn(answered_at=AT), **{row.key: row.of(INTERVIEW.check_in)})
    heard = answers_of(sent(form(known)), WHOLE, known, AT)
    assert heard.check_in == known, f"{row.key} is lost between blocks/checkin_form and inputs"


@every_field
def test_it_is_ticked(row: CheckInField) -> None:
    known = replace(CheckIn(answered_at=AT), **{row.key: row.of(INTERVIEW.check_in)})
    assert len(answered(known)) == 1, f"{row.key} has no tick in blocks/checkin"


def test_there_is_a_tick_for_every_part_and_none_for_nothing() -> None:
    assert INTERVIEW.check_in is not None
    assert len(answered(INTERVIEW.check_in)) == len(Part)
    assert answered(CheckIn(answered_at=AT)) == ()


def test_whatever_is_typed_into_the_form_is_kept_as_a_draft() -> None:
    inputs = [
        block["element"]["action_id"]
        for block in checkin_form(WHOLE, NOBODY, {})["blocks"]
        if block["type"] == "input"
    ]
    assert sorted(inputs) == sorted(DRAFTED)
