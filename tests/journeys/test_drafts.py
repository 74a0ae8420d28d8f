"""Nothing typed into a check-in is lost: closed, reopened, overtaken by another form."""

from pathlib import Path
from typing import Any

from bot.core.people import Person
from bot.services.ports import Request
from bot.slack.blocks.checkin_form import checkin_form
from bot.slack.listeners import reflect
from bot.slack.listening import Listener
from tests.journeys.conftest import MAYA, Screen, entered, shown
from tests.journeys.test_connection import hearing


async def test_a_form_closed_halfway_goes_on_where_it_was_left(maya: Screen) -> None:
    view = await _opened(maya)
    await _changes(maya, view, {"worth_keeping": "She decides what a good week is."})
    await _changes(maya, view, {"worth_keeping": "She decides.", "pull": "4", "body": ["lit"]})
    await maya.page.do("close", view_id=view["id"])

    again = await maya.opens("checkin.form")

    inputs = _inputs(again)
    assert "You had begun this" in shown({"text": "", "blocks": again["blocks"]})
    assert inputs["worth_keeping"]["initial_value"] == "She decides."
    assert inputs["pull"]["initial_option"]["value"] == "4"
    assert [o["value"] for o in inputs["body"]["initial_options"]] == ["lit"]


async def test_what_was_sent_is_no_draft_any_more(maya: Screen) -> None:
    view = await _opened(maya)
    await _changes(maya, view, {"pull": "1"})
    await maya.fills({"pull": "5"})
    await maya.sees("Saved")

    again = await maya.opens("checkin.form")

    assert _inputs(again)["pull"]["initial_option"]["value"] == "5"
    assert "You had begun this" not in shown({"text": "", "blocks": again["blocks"]})


async def test_a_draft_that_arrives_after_the_answers_changes_nothing(maya: Screen) -> None:
    view = await _opened(maya)
    await maya.fills({"pull": "5"})
    await maya.sees("Saved")
    late = await maya.page.do("action", **_change(view, {"pull": "1"}))
    assert not late["ok"]  # the playground has closed it; what matters is the next line

    again = await maya.opens("checkin.form")
    assert _inputs(again)["pull"]["initial_option"]["value"] == "5"


async def test_a_second_form_never_puts_itself_over_newer_answers_unasked(tmp_path: Path) -> None:
    async with hearing(tmp_path) as (ears, playground):
        services = ears.context.services
        member = await services.membership.member("T0RESONANCE", MAYA)
        request = Request(member=member, at=playground.clock.now())
        await services.planning.set_option(request, "Agency owner", 5)
        await services.outreach.add(request, Person(name="Tom Adeyemi"))
        told = await services.interviewing.log(request, "Tom", None, None)
        private = {"interview": told.interview.id, "began_from": None, "place": None}
        form = checkin_form(told.exploration, told.interview, private)
        submit = ears.submitting(reflect.save)

        on_the_phone = await _answered(submit, "V1", form, "From the phone.")
        on_the_laptop = await _answered(submit, "V2", form, "From the laptop.")
        _, kept = await services.reflecting.of(member, told.interview.id)
        assert kept.check_in is not None
        kept_meanwhile = kept.check_in.worth_keeping
        asked = on_the_laptop["view"]
        confirmed = await _answered(submit, "V2b", asked, "From the laptop.")
        _, after = await services.reflecting.of(member, told.interview.id)

    assert on_the_phone == {}
    assert on_the_laptop["response_action"] == "update"
    assert "changed in another form meanwhile" in shown({"text": "", "blocks": asked["blocks"]})
    assert _inputs(asked)["worth_keeping"]["initial_value"] == "From the laptop."
    assert kept_meanwhile == "From the phone."
    assert confirmed == {}
    assert after.check_in is not None
    assert after.check_in.worth_keeping == "From the laptop."
    assert after.check_in.first_answer is not None
    assert after.check_in.first_answer.worth_keeping == "From the phone."


async def _answered(
    submit: Listener, view_id: str, form: dict[str, Any], words: str
) -> dict[str, Any]:
    """Submits the form with these words worth keeping; what Slack is told to do with the modal."""
    told: dict[str, Any] = {}

    async def ack(**response: Any) -> None:
        told.update(response)

    body = {
        "type": "view_submission",
        "team": {"id": "T0RESONANCE"},
        "user": {"id": MAYA},
        "view": {
            **form,
            "id": view_id,
            "state": {"values": _state(form, {"worth_keeping": words})},
        },
    }
    await submit(ack=ack, body=body)
    return told


async def _opened(maya: Screen) -> dict[str, Any]:
    await maya.moves_clock("next")
    await maya.taps("checkin.happened")
    await maya.sees("It happened")
    return await maya.opens("checkin.form")


def _inputs(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {b["block_id"]: b["element"] for b in view["blocks"] if b["type"] == "input"}


def _state(view: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    inputs = _inputs(view)
    return {name: {name: entered(inputs[name], answers)} for name in answers}


def _change(view: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    """The tap or keystroke that changed the last of the answers."""
    last = list(answers)[-1]
    return {
        "container": {"view_id": view["id"]},
        "block_id": last,
        "action_id": last,
        "element": entered(_inputs(view)[last], answers),
        "state": _state(view, answers),
    }


async def _changes(maya: Screen, view: dict[str, Any], answers: dict[str, Any]) -> None:
    assert (await maya.page.do("action", **_change(view, answers)))["ok"]


async def test_when_slack_can_not_show_the_ticks_in_place_they_come_anew(maya: Screen) -> None:
    await _opened(maya)
    fault = {"method": "chat.update", "fault": "server_error", "times": 1}
    async with maya.page.session.put(f"{maya.url}/page/faults", json=fault) as answer:
        assert (await answer.json())["ok"]

    await maya.fills({"pull": "5"})

    ticked = await maya.sees("Saved")
    assert ticked["ts"] > (await maya.messages())[0]["ts"]
    assert not any("Something went wrong" in m["text"] for m in await maya.messages())


async def test_a_home_tab_that_can_not_be_drawn_does_not_make_saving_look_failed(
    maya: Screen,
) -> None:
    await _opened(maya)
    fault = {"method": "views.publish", "fault": "server_error", "times": 1}
    async with maya.page.session.put(f"{maya.url}/page/faults", json=fault) as answer:
        assert (await answer.json())["ok"]

    await maya.fills({"pull": "5"})

    await maya.sees("Saved")
    assert not any("Something went wrong" in m["text"] for m in await maya.messages())
