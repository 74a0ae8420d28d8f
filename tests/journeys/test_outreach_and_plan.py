"""A newcomer plans, adds people and moves them; odd input gets a clear answer and loses nothing."""

from typing import Any

import pytest

from tests.journeys.conftest import Screen, elements, shown

PLAN = {
    "question": "Grow the agency, or move into people development?",
    "options": "Agency owner: 5\nPeople development 5",
    "starts_on": "2026-11-02",
    "ends_on": "2027-02-26",
    "weekly_goal": "2",
}


async def test_from_nothing_to_somebody_asked(newcomer: Screen) -> None:
    assert "There is no exploration yet" in await newcomer.types("/outreach")
    await newcomer.opens("plan.open")
    done = await newcomer.fills(PLAN)
    assert done["modals"] == []

    added = await newcomer.types("/outreach add Priya Shah, owner at Brightside for Agency owner")
    assert "*Priya Shah* · owner at Brightside" in added
    assert "counts toward this week" in await newcomer.types("/outreach asked priya")
    week = await newcomer.types("/outreach")
    assert "1 of 2 people asked" in week
    assert "Priya Shah" in week


async def test_an_option_that_holds_people_goes_only_when_she_says_so(maya: Screen) -> None:
    await maya.types("/outreach")
    await maya.opens("plan.open")
    await maya.fills({"options": "Something new: 3"})
    asked = await maya.sees_form("Say what becomes of that")
    questions = [b for b in asked["blocks"] if b.get("block_id", "").startswith("becomes.")]
    assert len(questions) == 2
    assert "people" in questions[0]["label"]["text"]

    first, second = (b["block_id"] for b in questions)
    both = await maya.fills(dict.fromkeys((first, second), "as:Something new"))
    assert "Only one of them" in both["view_errors"][asked["id"]][second]
    done = await maya.fills({first: "as:Something new", second: "let_go"})
    assert done["modals"] == []
    week = await maya.types("/outreach")
    assert "Something new" in week
    assert "has no option yet" in week


async def test_the_home_tab_follows(newcomer: Screen) -> None:
    await newcomer.page.do("home", tab="home")
    state = await newcomer.page.sees(lambda s: s["home"])
    assert state["home"]["blocks"][0]["text"]["text"] == "Which way next?"

    await newcomer.types("/outreach")
    await newcomer.opens("plan.open")
    await newcomer.fills(PLAN)

    def planned(state: dict[str, object]) -> bool:
        return PLAN["question"] in str(state["home"])

    await newcomer.page.sees(planned)


async def test_one_option_typed_is_enough_to_begin(newcomer: Screen) -> None:
    week = await newcomer.types("/outreach option Agency owner 5")

    assert "Agency owner" in week
    assert "met 0 of 5" in week


async def test_an_option_typed_again_without_a_number_keeps_its_own(newcomer: Screen) -> None:
    await newcomer.types("/outreach option Agency owner 7")

    assert "met 0 of 7" in await newcomer.types("/outreach option agency owner")
    assert "met 0 of 3" in await newcomer.types("/outreach option Agency owner 3")


@pytest.mark.parametrize(
    ("plan", "field", "sentence"),
    [
        ({"options": "Agency owner: 0"}, "options", "1 to 50"),
        ({"options": "Agency owner: 1000"}, "options", "1 to 50"),
        ({"options": "A: 1\nB: 1\nC: 1\nD: 1\nE: 1"}, "options", "1 to 4"),
        ({"options": "Same: 3\nsame: 4"}, "options", "the same name"),
        ({"ends_on": "2026-10-01"}, "ends_on", "after the start"),
        ({"weekly_goal": "few"}, "weekly_goal", "whole number"),
        ({"weekly_goal": "999"}, "weekly_goal", "0 to 20"),
    ],
)
async def test_a_plan_that_can_not_be_stays_open_with_the_reason_beside_its_field(
    newcomer: Screen, plan: dict[str, str], field: str, sentence: str
) -> None:
    await newcomer.types("/outreach")
    view = await newcomer.opens("plan.open")

    state = await newcomer.fills({**PLAN, **plan})

    assert sentence in state["view_errors"][view["id"]][field]
    assert "There is no exploration yet" in await newcomer.types("/outreach")


async def test_a_name_that_fits_two_people_is_asked_about_and_a_tap_settles_it(
    maya: Screen,
) -> None:
    await maya.types("/outreach add Priya Patel for Agency owner")

    asked = await maya.types("/outreach met Priya")
    assert "Priya Shah or Priya Patel" in asked
    await maya.taps("person.pick.1")

    settled = await maya.sees("*Priya Patel* · met")
    assert "Which one do you mean?" not in " ".join(map(shown, await maya.messages()))
    assert not [e for _, e in elements(settled["blocks"]) if "pick" in e["action_id"]]


async def test_a_step_back_is_asked_about_before_anything_changes(maya: Screen) -> None:
    await maya.types("/outreach met Tom")

    assert "a step back?" in await maya.types("/outreach asked Tom")
    await maya.taps("person.keep")
    await maya.sees("Left as it was")
    assert "That is where things stood already" in await maya.types("/outreach met Tom")

    await maya.types("/outreach asked Tom")
    await maya.taps("person.back")
    await maya.sees("· asked")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/outreach asked Nobody Here", "Nobody here is called “Nobody Here”"),
        ("/outreach asked", "A name is missing"),
        ("/outreach add Priya Shah", "is here already"),
        ("/outreach option Agency owner 1000", "1 to 50"),
        ("/outreach goal many", "like `/outreach goal 2`"),
        ("/outreach askd Priya", "Did you mean `/outreach asked`?"),
        ("/outreach frobnicate", "`/reflect` what waits for a check-in"),
        ("/outreach option 5", "Write an option and a number"),
        ("/outreach option " + "(" * 2900, "at most 80 characters"),
        ("/outreach help", "one step on"),
        ("/interviews log Tom Tuesday 25:00", "no time"),
        ("/interviews log Tom 2026-13-01 10:00", "There is no day “2026-13-01”"),
        ("/interviews log Tom 31/02/2026 10:00", "There is no day “31/02/2026”"),
        ("/interviews log Tom last week", "“last week” is no day I can read"),
        ("/interviews log Tom 03/10/2026 10:00", "Saturday 3 October 2026, 10:00"),
        ("/interviews log Tom yesterday at 2pm", "Thursday 15 October 2026, 14:00"),
        ("/interviews log Tom 2020-01-01 10:00", "Wednesday 1 January 2020 is too long ago"),
        ("/interviews connect not-an-address", "address"),
        ("/interviews connect http://169.254.169.254/latest", "https://"),
        ("/interviews connect https://169.254.169.254/latest", "private"),
        ("/reflect Tom", "has begun yet"),
        ("/resonance", "You choose; I never do."),
    ],
)
async def test_every_odd_command_gets_an_answer_that_helps(
    maya: Screen, typed: str, answer: str
) -> None:
    assert answer in await maya.types(typed)


async def test_a_mistyped_command_gets_one_suggestion_and_no_list(maya: Screen) -> None:
    assert "this week" not in await maya.types("/outreach askd Priya")
    assert "what waits for a check-in" not in await maya.types("/interviews calender")


async def test_an_interview_logged_just_now_is_asked_about_at_once(maya: Screen) -> None:
    assert "right away" in await maya.types("/interviews log Tom")

    await maya.sees("How did it go?")


async def test_a_choice_that_opens_a_form_leaves_no_question_behind(maya: Screen) -> None:
    await maya.types("/outreach add Tom Baker for Agency owner")
    await maya.types("/interviews log Tom Baker")
    await maya.types("/interviews log Tom Adeyemi")

    await maya.types("/reflect Tom")
    await maya.sees("Which one do you mean?")
    await maya.opens("person.pick.1")

    def withdrawn(state: dict[str, Any]) -> bool:
        return "Which one do you mean?" not in str(state["messages"])

    await maya.page.sees(withdrawn)


async def test_the_same_conversation_logged_twice_is_one_unless_she_says_so(maya: Screen) -> None:
    await maya.types("/interviews log Tom")
    assert "is here already" in await maya.types("/interviews log Tom")

    await maya.taps("interview.log")
    await maya.sees("right away")


async def test_a_check_in_by_command_closes_the_question_that_stood_open(maya: Screen) -> None:
    await maya.types("/interviews log Tom")
    asked = await maya.sees("How did it go?")
    await maya.types("/interviews")
    await maya.opens("checkin.form")
    await maya.fills({"pull": "4"})

    def closed(state: dict[str, Any]) -> bool:
        [question] = [m for m in state["messages"][maya.dm] if m["ts"] == asked["ts"]]
        return "Answered" in shown(question) and not elements(question["blocks"])

    await maya.page.sees(closed)


async def test_words_typed_to_the_bot_get_a_helpful_answer_and_are_not_kept(maya: Screen) -> None:
    answer = await maya.says("What should I do with my life?")

    assert "keep what is typed here" in answer
    assert "`/reflect` what waits for a check-in" in answer
    assert "/outreach goal" not in answer


async def test_what_others_wrote_can_not_call_the_channel(maya: Screen) -> None:
    card = await maya.types("/outreach add <!channel> & co for Agency owner")

    assert "&lt;!channel&gt; &amp; co" in card


async def test_moving_to_another_zone_is_followed_and_can_be_taken_back(maya: Screen) -> None:
    await maya.page.do("zone", tz="Asia/Tokyo")
    await maya.sees("Slack says you are in Asia/Tokyo now")

    await maya.taps("zone.keep")

    await maya.sees("Your time zone is Europe/London")


async def test_members_see_only_their_own(maya: Screen) -> None:
    jonas = Screen(type(maya.page)(maya.page.session, maya.url, "U0JONAS"), maya.url)

    assert "There is no exploration yet" in await jonas.types("/outreach")
    assert "There is no exploration yet" in await jonas.types("/synthesis")
