"""Members act on the page; a real Bolt app hears of it and answers."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import delivery
from tests.playground.conftest import MAYA, MAYAS_DM, Page

NAME_FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "person.add",
    "title": {"type": "plain_text", "text": "Somebody to talk to"},
    "submit": {"type": "plain_text", "text": "Add"},
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": {"type": "plain_text", "text": "Name"},
            "element": {"type": "plain_text_input", "action_id": "typed"},
        }
    ],
}


def tap_me(text: str) -> list[dict[str, Any]]:
    button = {
        "type": "button",
        "action_id": "person.asked",
        "value": "ana",
        "text": {"type": "plain_text", "text": "Asked"},
    }
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": text}},
        {"type": "actions", "block_id": "stages", "elements": [button]},
    ]


def named(name: str | None) -> dict[str, Any]:
    return {"name": {"typed": {"type": "plain_text_input", "value": name}}}


async def test_the_answer_to_a_command_is_seen_by_the_asker_alone(
    connected: AsyncApp, maya: Page, jonas: Page
) -> None:
    @connected.command("/outreach")
    async def outreach(ack: Any, command: dict[str, Any]) -> None:
        await ack(f"You typed {command['text']!r}.")

    assert await maya.do("command", channel="C0COHORT", text="/outreach goal 3") == {"ok": True}

    answer = (await maya.messages("C0COHORT"))[-1]
    assert (answer["text"], answer["ephemeral"]) == ("You typed 'goal 3'.", True)
    assert all(message["ephemeral"] is False for message in await jonas.messages("C0COHORT"))


@pytest.mark.usefixtures("connected")
async def test_a_command_the_manifest_does_not_have_is_refused_by_slack(maya: Page) -> None:
    refused = await maya.command("/lunch")

    assert refused["ok"] is False
    assert refused["error"].startswith("/lunch is not a valid command.")


async def test_a_command_without_a_bot_to_hear_it_says_so(maya: Page) -> None:
    await maya.command("/outreach")

    said = (await maya.messages())[-1]
    assert said["text"] == '/outreach failed with the error "dispatch_failed"'
    assert (said["user"], said["ephemeral"]) == ("USLACKBOT", True)


@pytest.mark.usefixtures("connected")
async def test_a_command_nobody_acknowledges_in_time_says_so(
    maya: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "ACK_WITHIN_SECONDS", 0.05)
    await maya.command("/outreach")

    said = (await maya.messages())[-1]["text"]
    assert said == "/outreach failed because the app did not respond"


async def test_a_form_is_opened_shows_its_errors_and_is_submitted(
    connected: AsyncApp, maya: Page
) -> None:
    saved: list[str] = []

    @connected.command("/outreach")
    async def outreach(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=NAME_FORM)

    @connected.view("person.add")
    async def add(ack: Any, view: dict[str, Any]) -> None:
        name = view["state"]["values"]["name"]["typed"]["value"]
        if name == "Ana":
            await ack(response_action="errors", errors={"name": "Which Ana?"})
            return
        saved.append(name)
        await ack()

    await maya.command("/outreach add")
    state = await maya.sees(lambda state: state["modals"])
    view_id = state["modals"][-1]["id"]

    await maya.do("submit", view_id=view_id, state=named(None))
    empty = (await maya.state())["view_errors"]
    assert empty == {view_id: {"name": "Please complete this required field."}}

    await maya.do("submit", view_id=view_id, state=named("Ana"))
    unclear = await maya.state()
    assert unclear["view_errors"] == {view_id: {"name": "Which Ana?"}}
    assert unclear["modals"][-1]["state"]["values"] == named("Ana")

    await maya.do("submit", view_id=view_id, state=named("Ana Lima"))
    done = await maya.state()
    assert (done["modals"], done["view_errors"], saved) == ([], {}, ["Ana Lima"])


async def test_a_submission_may_update_push_and_clear(connected: AsyncApp, maya: Page) -> None:
    steps: list[dict[str, Any]] = [
        {"response_action": "update", "view": NAME_FORM | {"private_metadata": "second"}},
        {"response_action": "push", "view": NAME_FORM | {"private_metadata": "third"}},
        {"response_action": "clear"},
    ]

    @connected.command("/outreach")
    async def outreach(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=NAME_FORM)
        await ack()

    @connected.view("person.add")
    async def add(ack: Any) -> None:
        await ack(**steps.pop(0))

    await maya.command("/outreach add")
    shown = []
    while modals := (await maya.state())["modals"]:
        shown.append([modal["private_metadata"] for modal in modals])
        await maya.do("submit", view_id=modals[-1]["id"], state=named("Ana Lima"))

    assert shown == [[""], ["second"], ["second", "third"]]


async def test_errors_at_fields_that_do_not_exist_are_trouble_as_in_slack(
    connected: AsyncApp, maya: Page
) -> None:
    @connected.command("/outreach")
    async def outreach(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=NAME_FORM)
        await ack()

    @connected.view("person.add")
    async def add(ack: Any) -> None:
        await ack(response_action="errors", errors={"nowhere": "Lost."})

    await maya.command("/outreach add")
    view_id = (await maya.state())["modals"][-1]["id"]
    answer = await maya.do("submit", view_id=view_id, state=named("Ana Lima"))

    assert answer == {"ok": False, "error": "We had some trouble connecting. Try again?"}
    assert len((await maya.state())["modals"]) == 1


async def test_a_closed_form_is_reported_without_its_values_if_the_app_asked(
    connected: AsyncApp, maya: Page
) -> None:
    closed: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    @connected.command("/outreach")
    async def outreach(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
        view = NAME_FORM | {"notify_on_close": True}
        await client.views_open(trigger_id=command["trigger_id"], view=view)
        await ack()

    @connected.view_closed("person.add")
    async def left(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        closed.put_nowait(body)

    await maya.command("/outreach add")
    view_id = (await maya.state())["modals"][-1]["id"]
    await maya.do("close", view_id=view_id)

    body = closed.get_nowait()
    assert (body["is_cleared"], body["view"]["state"]) == (False, {"values": {}})


async def test_a_tap_on_a_message_changes_that_message(
    connected: AsyncApp, slack: AsyncWebClient, maya: Page
) -> None:
    @connected.action("person.asked")
    async def asked(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        who = body["actions"][0]["value"]
        await client.chat_update(
            channel=body["channel"]["id"], ts=body["message"]["ts"], text=f"Asked {who}."
        )

    sent = await slack.chat_postMessage(channel=MAYA, text="Ask Ana?", blocks=tap_me("Ask Ana?"))
    await maya.do(
        "action",
        container={"channel": MAYAS_DM, "message_ts": sent["ts"]},
        block_id="stages",
        action_id="person.asked",
        element={"type": "button", "value": "forged"},
    )

    state = await maya.sees(lambda state: state["messages"][MAYAS_DM][-1]["edited"])
    assert state["messages"][MAYAS_DM][-1]["text"] == "Asked ana."


async def test_an_input_speaks_up_only_where_it_was_asked_to(
    connected: AsyncApp, slack: AsyncWebClient, maya: Page
) -> None:
    heard: list[str] = []

    @connected.action("typed")
    async def typed(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        heard.append(body["actions"][0]["block_id"])

    quiet = NAME_FORM["blocks"][0]
    asked = quiet | {"block_id": "asked", "dispatch_action": True}
    sent = await slack.chat_postMessage(channel=MAYA, text="Who?", blocks=[quiet, asked])
    for block_id in ("name", "asked"):
        await maya.do(
            "action",
            container={"channel": MAYAS_DM, "message_ts": sent["ts"]},
            block_id=block_id,
            action_id="typed",
            element={"type": "plain_text_input", "value": "Ana Lima"},
        )

    assert heard == ["asked"]


@pytest.mark.parametrize("answer", ["ok", {"blocks": []}])
async def test_a_submission_answered_with_something_else_is_trouble(
    connected: AsyncApp, maya: Page, answer: Any
) -> None:
    @connected.command("/outreach")
    async def outreach(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=NAME_FORM)
        await ack()

    @connected.view("person.add")
    async def add(ack: Any) -> None:
        await ack(answer)

    await maya.command("/outreach add")
    view_id = (await maya.state())["modals"][-1]["id"]
    refused = await maya.do("submit", view_id=view_id, state=named("Ana Lima"))

    assert refused["error"] == "We had some trouble connecting. Try again?"


async def test_an_ephemeral_message_is_replaced_and_deleted_by_its_response_url(
    connected: AsyncApp, maya: Page
) -> None:
    @connected.command("/outreach")
    async def outreach(ack: Any) -> None:
        await ack(text="Ask Ana?", blocks=tap_me("Ask Ana?"))

    @connected.action("person.asked")
    async def asked(ack: Any, body: dict[str, Any], respond: Any) -> None:
        await respond(text="Noted.", blocks=tap_me("Noted."), replace_original=True)
        await ack()
        assert "message" not in body

    await maya.command("/outreach")
    shown = (await maya.messages())[-1]
    await maya.do(
        "action",
        container={"channel": MAYAS_DM, "message_ts": shown["ts"]},
        block_id="stages",
        action_id="person.asked",
        element={"type": "button"},
    )

    [replaced] = await maya.messages()
    assert (replaced["text"], replaced["ephemeral"], replaced["ts"]) == (
        "Noted.",
        True,
        shown["ts"],
    )


async def test_opening_the_home_tab_lets_the_app_fill_it(connected: AsyncApp, maya: Page) -> None:
    @connected.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        view = {"type": "home", "blocks": tap_me(f"Tab {event['tab']} in {event['channel']}")}
        await client.views_publish(user_id=event["user"], view=view)

    await maya.do("home", tab="home")

    state = await maya.sees(lambda state: state["home"])
    assert state["home"]["blocks"][0]["text"]["text"] == f"Tab home in {MAYAS_DM}"


async def test_what_she_types_to_the_app_reaches_it(connected: AsyncApp, maya: Page) -> None:
    @connected.event("message")
    async def heard(event: dict[str, Any], say: Any) -> None:
        await say(f"{event['channel_type']}: {event['text']}")

    await maya.do("message", channel=MAYAS_DM, text="me & you?")

    state = await maya.sees(lambda state: len(state["messages"][MAYAS_DM]) > 1)
    assert state["messages"][MAYAS_DM][-1]["text"] == "im: me &amp; you?"


async def test_a_move_to_another_time_zone_is_told_at_once(
    connected: AsyncApp, slack: AsyncWebClient, maya: Page
) -> None:
    moved: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    @connected.event("user_change")
    async def user_changed(event: dict[str, Any]) -> None:
        moved.put_nowait(event["user"])

    await maya.do("zone", tz="America/New_York")

    user = await asyncio.wait_for(moved.get(), 5)
    asked = (await slack.users_info(user=MAYA))["user"]
    assert (user["id"], user["tz"], user["tz_offset"]) == (MAYA, "America/New_York", -4 * 3600)
    assert asked["tz_label"] == "Eastern Daylight Time"
