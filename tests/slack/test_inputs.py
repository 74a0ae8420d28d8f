"""A form comes back as she meant it; sent unchanged, it changes nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import InvalidInput
from bot.core.meetings import Medium
from bot.core.plan import Option
from bot.core.reflection import CheckIn, Gut
from bot.slack.blocks.checkin_form import checkin_form
from bot.slack.blocks.plan_form import option_lines, plan_form
from bot.slack.inputs import Form, answers_of, option_of, options_of, person_of, plan_of
from tests.slack.cast import CASTS, NOW, ORDINARY, Cast

LATER = datetime(2026, 11, 26, 9, tzinfo=UTC)


def sent(view: Mapping[str, Any], **changed: Any) -> Form:
    """The form as Slack sends it when only what is `changed` was touched."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            key, element = block["block_id"], block["element"]
            values[key] = {element["action_id"]: changed.get(key) or _untouched(element)}
    return Form(values)


def _untouched(element: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "value": element.get("initial_value"),
        "selected_option": element.get("initial_option"),
        "selected_options": element.get("initial_options"),
        "selected_date": element.get("initial_date"),
    }


def test_an_input_left_empty_is_nothing() -> None:
    form = Form({"text": {"a": {"value": None}}, "blank": {"a": {"value": " \n "}}})
    assert form.text("text") is form.text("blank") is form.text("not in this form") is None
    assert form.chosen("text") is None
    assert form.several("text") == ()
    assert form.day("text") is None


def test_a_day_out_of_reach_is_told_beside_its_input() -> None:
    with pytest.raises(InvalidInput, match="out of reach") as fault:
        Form({"ends_on": {"ends_on": {"selected_date": "9999-12-31"}}}).day("ends_on")
    assert fault.value.field == "ends_on"


@pytest.mark.parametrize(
    ("line", "name", "target"),
    [
        ("Agency owner: 5", "Agency owner", 5),
        ("Agency owner 5", "Agency owner", 5),
        ("Agency owner", "Agency owner", None),
        ("Agency owner:3", "Agency owner", 3),
        ("Agency owner (3)", "Agency owner", 3),
        ("Agency owner - 3", "Agency owner", 3),
        ("Agency owner – 3 people", "Agency owner", 3),
        ("Agency owner = 3.", "Agency owner", 3),
        ("Agency owner, 3 conversations", "Agency owner", 3),
        ("Agency owner x3", "Agency owner", 3),
        ("  • Agency   owner\t3 ", "Agency owner", 3),
        ("1. Agency owner: 3", "Agency owner", 3),
        ("2) Agency owner", "Agency owner", None),
        ("- Agency owner 3", "Agency owner", 3),
        ('"Agency owner" 3', "Agency owner", 3),
        ("Option 2030: 3", "Option 2030", 3),
        ("Web3 founder", "Web3 founder", None),
        ("Role (remote): 3", "Role (remote)", 3),
        ("Agency: design 3", "Agency: design", 3),
        ("李娜 3", "李娜", 3),
        ("Agency owner 0", "Agency owner", 0),  # refused by whoever stores it
        ("Agency owner: 1000", "Agency owner", 1000),
        ("Agency owner: 1,000", "Agency owner", 1000),
    ],
)
def test_an_option_is_read_however_it_is_written(line: str, name: str, target: int | None) -> None:
    assert option_of(line) == (name, target)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "Write an option and a number"),
        (": 5", "Write an option and a number"),
        ('"" 5', "Write an option and a number"),
        ("5", "Write an option and a number"),
        ("٣", "Write an option and a number"),
        ("5: 5", "Write an option and a number"),
        ("1. 5", "Write an option and a number"),
        ("Option 2030", "If 2030 belongs to the name, write Option 2030: 5"),
        ("Agency owner 1,000", "A target is 1 to 50 conversations"),
        ("Agency owner: 2.5", "“2.5” is no whole number"),
        ("Agency owner: " + "9" * 100, "is no whole number"),
        ("Agency owner: " + "9" * 5000, "at most 80 characters"),
        ("x" * 81, "at most 80 characters"),
        ("(" * 40_000, "at most 80 characters"),
    ],
)
def test_a_line_that_is_no_option_is_told_beside_the_options(line: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence) as fault:
        option_of(line)
    assert fault.value.field == "options"


def test_options_stand_one_a_line_and_empty_lines_are_passed_over() -> None:
    assert options_of("A: 1\r\n\n  \nB 2\nC\n") == (
        Option(name="A", target=1),
        Option(name="B", target=2),
        Option(name="C", target=5),  # the default
    )


names = st.from_regex(r"[A-Za-zß李](?: ?[A-Za-z0-9:().&<*'-]){0,30}", fullmatch=True)


@given(options=st.lists(st.builds(Option, name=names, target=st.integers(1, 50)), max_size=4))
def test_options_shown_in_the_form_come_back_as_they_were(options: list[Option]) -> None:
    assert options_of(option_lines(tuple(options))) == tuple(options)


def test_the_plan_form_comes_back_as_it_was() -> None:
    known = ORDINARY.exploration
    view = plan_form(known, known.starts_on, known.ends_on)
    plan = plan_of(sent(view), date(2020, 1, 1), date(2020, 1, 2))
    assert (plan.question, plan.weekly_goal) == (known.question.strip(), known.weekly_goal)
    assert (plan.starts_on, plan.ends_on) == (known.starts_on, known.ends_on)
    assert [o.name for o in plan.options] == [o.name for o in known.options]


@pytest.mark.parametrize("typed", ["two", "-1", "1.5", "9" * 5000])
def test_a_goal_that_is_no_number_is_told_beside_its_input(typed: str) -> None:
    known = ORDINARY.exploration
    form = sent(plan_form(known, known.starts_on, known.ends_on), weekly_goal={"value": typed})
    with pytest.raises(InvalidInput) as fault:
        plan_of(form, known.starts_on, known.ends_on)
    assert fault.value.field == "weekly_goal"


def test_somebody_new_comes_from_a_form_with_the_option_chosen() -> None:
    form = Form(
        {
            "name": {"name": {"value": " Ana Lima "}},
            "option": {"option": {"selected_option": {"value": "2"}}},
            "email": {"email": {"value": None}},
        }
    )
    person = person_of(form, ORDINARY.exploration)
    assert (person.name, person.option) == ("Ana Lima", ORDINARY.exploration.options[1].name)
    assert person.email is None


def filled(cast: Cast, known: CheckIn | None, **changed: Any) -> Form:
    interview = replace(cast.interview(13), check_in=known)
    return sent(checkin_form(cast.exploration, interview, {}), **changed)


@pytest.mark.parametrize("cast", CASTS, ids=lambda cast: ascii(cast.word[:8]))
def test_a_check_in_sent_unchanged_loses_nothing_the_form_could_not_show(cast: Cast) -> None:
    known = cast.check_in(3)
    told = answers_of(filled(cast, known), cast.exploration, known, LATER).check_in
    assert (told.body, told.named) == (known.body, known.named)
    assert (told.drew_me, told.put_me_off) == (known.drew_me, known.put_me_off)
    assert (told.ratings, told.candour, told.gut) == (known.ratings, 1, Gut.NO)


def test_a_check_in_sent_unchanged_is_no_change() -> None:
    known = ORDINARY.check_in()
    told = answers_of(filled(ORDINARY, known), ORDINARY.exploration, known, LATER)
    assert known.amended(told.check_in) is known


def test_words_of_her_own_are_listed_with_commas() -> None:
    form = filled(
        ORDINARY,
        None,
        named={"value": "Tom Adeyemi,  Ana   Lima , ,Tom Adeyemi"},
        drew_me={"selected_options": [{"value": "autonomy"}]},
        drew_me_own={"value": "the dog، the river"},
        gut={"selected_option": {"value": "leaning yes"}},
        medium={"selected_option": {"value": "phone"}},
    )
    told = answers_of(form, ORDINARY.exploration, None, NOW)
    assert told.check_in == CheckIn(
        answered_at=NOW,
        drew_me=("autonomy", "the dog", "the river"),
        named=("Tom Adeyemi", "Ana Lima"),
        gut=Gut.LEANING_YES,
    )
    assert told.medium is Medium.PHONE


def test_a_word_of_her_own_that_is_unticked_goes_and_the_others_stay() -> None:
    known = CheckIn(answered_at=NOW, body=("settled", "warm hands", "wide awake"))
    form = filled(ORDINARY, known, body={"selected_options": [{"value": "own.1"}]})
    told = answers_of(form, ORDINARY.exploration, known, LATER)
    assert told.check_in.body == ("wide awake",)


def test_own_words_that_were_changed_replace_those_before() -> None:
    known = CheckIn(answered_at=NOW, named=("Shah, Priya",), put_me_off=("selling", "the dog"))
    form = filled(ORDINARY, known, put_me_off_own={"value": "the cat"})
    told = answers_of(form, ORDINARY.exploration, known, LATER).check_in
    assert told.put_me_off == ("selling", "the cat")
    assert told.named == ("Shah, Priya",)  # untouched, so its comma separates nothing


def test_nothing_answered_keeps_the_form_open() -> None:
    with pytest.raises(InvalidInput, match="at least one thing"):
        answers_of(filled(ORDINARY, None), ORDINARY.exploration, None, NOW)


def test_a_name_too_long_is_told_beside_its_input() -> None:
    form = filled(ORDINARY, None, named={"value": "x" * 81})
    with pytest.raises(InvalidInput, match="at most 80") as fault:
        answers_of(form, ORDINARY.exploration, None, NOW)
    assert fault.value.field == "named"
