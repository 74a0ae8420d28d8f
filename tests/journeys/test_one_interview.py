"""The path the product exists for: an interview ends, she checks in, the synthesis answers."""

from typing import Any

from tests.journeys.conftest import Screen, elements, entered, shown

ANSWERS: dict[str, Any] = {
    "body": ["settled"],
    "body_words": "shoulders dropped on the walk out",
    "energy": "4",
    "calm": "4",
    "clarity": "5",
    "pull": "4",
    "drew_me": ["autonomy"],
    "put_me_off": ["selling"],
    "worth_keeping": "She decides what a good week is. Nobody else does.",
    "medium": "in_person",
    "candour": "5",
    "named": "Tom Adeyemi, Ruth Bell",
    "gut": "leaning yes",
}


async def test_the_end_of_an_interview_brings_the_question_and_its_answer_is_kept(
    maya: Screen,
) -> None:
    assert await maya.moves_clock("next") == "Resonance wrote to Maya Okafor."
    asked = (await maya.messages())[-1]
    assert "How did it go?" in asked["text"]
    assert "Ana" not in shown(asked)

    await maya.taps("checkin.happened")
    await maya.sees("It happened")
    await maya.opens("checkin.form")
    done = await maya.fills(ANSWERS)

    assert done["modals"] == []
    ticked = await maya.sees("Saved")
    assert "body ✓ · ratings ✓" in shown(ticked)
    assert "shoulders" not in shown(ticked)
    assert ticked["ts"] == asked["ts"]
    assert "Nothing waits" in await maya.types("/reflect")

    synthesis = await maya.types_and_opens("/synthesis")
    assert "People development" in synthesis
    assert "Ana, pull 4:" in synthesis


async def test_answers_can_be_changed_and_the_form_shows_what_was_answered(maya: Screen) -> None:
    await maya.moves_clock("next")
    await maya.taps("checkin.happened")
    await maya.sees("It happened")
    await maya.opens("checkin.form")
    await maya.fills(ANSWERS)
    await maya.sees("Saved")

    form = await maya.opens("checkin.form")
    inputs = {b["block_id"]: b["element"] for b in form["blocks"] if b["type"] == "input"}
    assert inputs["pull"]["initial_option"]["value"] == "4"
    assert inputs["named"]["initial_value"] == "Tom Adeyemi, Ruth Bell"
    await maya.fills({"pull": "2", "gut": "no"})
    await maya.sees("first answers are kept")


async def test_the_same_form_sent_twice_is_one_answer(maya: Screen) -> None:
    await maya.moves_clock("next")
    await maya.taps("checkin.happened")
    await maya.sees("It happened")
    view = await maya.opens("checkin.form")
    body = {"view_id": view["id"], "state": _state(view, {"pull": "5"})}

    first = await maya.page.do("submit", **body)
    second = await maya.page.do("submit", **body)

    assert first["ok"]
    assert not second["ok"]  # Slack itself has closed the form by then
    saved = await maya.sees("Saved")
    assert "first answers" not in shown(saved)


async def test_an_empty_form_stays_open_and_says_so(maya: Screen) -> None:
    await maya.moves_clock("next")
    await maya.taps("checkin.happened")
    await maya.sees("It happened")
    view = await maya.opens("checkin.form")

    state = await maya.fills({})

    assert state["view_errors"] == {
        view["id"]: {"body": "Answer at least one thing, or close the form."}
    }


async def test_still_going_asks_again_a_quarter_of_an_hour_later(maya: Screen) -> None:
    await maya.moves_clock("next")
    await maya.taps("checkin.still_going")
    await maya.sees("Still going")

    await maya.moves_clock("next")

    now = (await maya.page.state())["clock"]["now"]
    assert now.startswith("2026-10-16T10:55")
    assert "I waited a little" in (await maya.messages())[-1]["text"]


async def test_not_an_interview_is_remembered_and_can_be_taken_back(maya: Screen) -> None:
    await maya.moves_clock("next")
    await maya.taps("checkin.not_interview")
    await maya.sees("Not an interview")
    assert "Ana Lima" not in await maya.types("/interviews")

    await maya.taps("checkin.change")
    await maya.sees("How did it go?")
    await maya.taps("checkin.happened")
    await maya.sees("It happened")
    assert "Ana Lima" in await maya.types("/interviews")


async def test_an_event_moved_to_later_is_asked_about_at_its_new_end(maya: Screen) -> None:
    async with maya.page.session.get(f"{maya.url}/page/calendar?user=U0MAYA") as answer:
        calendar = await answer.json()
    coffee = next(e for e in calendar["events"] if "Ana Lima" in e["title"])
    coffee["ends_at"] = coffee["ends_at"].replace("10:40", "11:05")
    body = {"user": "U0MAYA", "events": calendar["events"]}
    async with maya.page.session.put(f"{maya.url}/page/calendar", json=body) as answer:
        assert (await answer.json())["ok"]

    await maya.moves_clock("next")

    assert (await maya.page.state())["clock"]["now"].startswith("2026-10-16T11:05")
    assert "11:05" in (await maya.messages())[-1]["text"]


async def test_a_deleted_event_is_not_asked_about(maya: Screen) -> None:
    async with maya.page.session.get(f"{maya.url}/page/calendar?user=U0MAYA") as answer:
        calendar = await answer.json()
    kept = [e for e in calendar["events"] if "Ana Lima" not in e["title"]]
    async with maya.page.session.put(
        f"{maya.url}/page/calendar", json={"user": "U0MAYA", "events": kept}
    ) as answer:
        assert (await answer.json())["ok"]

    assert await maya.moves_clock("hour") is None
    assert not any("How did it go" in m["text"] for m in await maya.messages())


async def test_monday_brings_the_week_without_names_and_can_be_put_off(maya: Screen) -> None:
    await maya.moves_clock("2026-10-19T09:00:00+01:00")
    monday = await maya.sees("A new week")

    everybody = ("Ana", "Priya", "Samir", "Daniel")
    assert not any(name in shown(monday) for name in everybody)
    assert {e["action_id"] for _, e in elements(monday["blocks"])} == {
        "week.show",
        "week.snooze",
        "week.why",
        "week.stop",
    }
    await maya.taps("week.snooze")
    put_off = await maya.sees("I'll say it again")
    assert put_off["ts"] == monday["ts"]
    assert [e["action_id"] for _, e in elements(put_off["blocks"])] == ["week.show"]
    await maya.moves_clock("2026-10-20T09:00:00+01:00")
    weeks = [m for m in await maya.messages() if "A new week" in m["text"]]
    assert len(weeks) == 2


def _state(view: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    return {
        b["block_id"]: {b["element"]["action_id"]: entered(b["element"], answers)}
        for b in view["blocks"]
        if b["type"] == "input" and b["block_id"] in answers
    }
