"""Members change what they wrote, and answer in threads; the app is told as Slack tells it."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.conftest import JONAS, MAYA, MAYAS_DM, Page, Socket, refused


@pytest.fixture
async def hers(maya: Page, socket: Socket) -> str:
    """The ts of a message she wrote, of which the app has heard."""
    await maya.do("message", channel=MAYAS_DM, text="Fine & good")
    return str((await socket.event())["ts"])


async def test_an_edit_has_no_user_of_its_own_and_both_wordings(
    maya: Page, socket: Socket, hers: str
) -> None:
    await maya.do("edit", channel=MAYAS_DM, ts=hers, text="So-so & tired")
    event = await socket.event()

    assert (event["subtype"], event["hidden"], event["channel_type"]) == (
        "message_changed",
        True,
        "im",
    )
    assert "user" not in event
    assert event["ts"] == event["event_ts"] != hers
    assert (event["message"]["text"], event["message"]["user"]) == ("So-so &amp; tired", MAYA)
    assert event["message"]["edited"]["user"] == MAYA
    assert (event["previous_message"]["text"], event["previous_message"]["ts"]) == (
        "Fine &amp; good",
        hers,
    )
    [shown] = await maya.messages()
    assert (shown["text"], shown["edited"]) == ("So-so &amp; tired", True)


async def test_the_same_words_are_no_edit(
    maya: Page, socket: Socket, hers: str, slack: AsyncWebClient
) -> None:
    await maya.do("edit", channel=MAYAS_DM, ts=hers, text="Fine & good")
    await slack.chat_postMessage(channel=MAYA, text="next")

    assert (await socket.event())["text"] == "next"
    assert [each["edited"] for each in await maya.messages()] == [False, False]


async def test_a_deletion_has_no_user_of_its_own_and_the_words_that_went(
    maya: Page, socket: Socket, hers: str, slack: AsyncWebClient
) -> None:
    await maya.do("delete", channel=MAYAS_DM, ts=hers)
    event = await socket.event()

    assert (event["subtype"], event["hidden"], event["deleted_ts"]) == (
        "message_deleted",
        True,
        hers,
    )
    assert "user" not in event
    assert event["previous_message"]["user"] == MAYA
    assert await maya.messages() == []
    assert (await slack.conversations_history(channel=MAYAS_DM))["messages"] == []


@pytest.mark.parametrize(
    ("what", "details", "sentence"),
    [
        ("edit", {"text": "mine now"}, "Slack refuses: cant_update_message."),
        ("delete", {}, "Slack refuses: cant_delete_message."),
    ],
)
async def test_what_another_wrote_is_not_hers_to_change(
    maya: Page, jonas: Page, what: str, details: dict[str, Any], sentence: str
) -> None:
    await jonas.do("message", channel="C0COHORT", text="Morning")
    ts = (await maya.messages("C0COHORT"))[-1]["ts"]

    answer = await maya.do(what, channel="C0COHORT", ts=ts, **details)
    assert answer == {"ok": False, "error": sentence}


async def test_an_edit_to_nothing_is_refused(maya: Page, hers: str) -> None:
    answer = await maya.do("edit", channel=MAYAS_DM, ts=hers, text="  ")

    assert answer["error"] == "There is nothing to send yet."
    assert [each["text"] for each in await maya.messages()] == ["Fine &amp; good"]


async def test_answers_in_a_thread_name_it_and_stay_out_of_the_history(
    maya: Page, socket: Socket, slack: AsyncWebClient
) -> None:
    asked = await slack.chat_postMessage(channel=MAYA, text="How did it go?")
    await socket.event()
    await maya.do("message", channel=MAYAS_DM, text="Well", thread_ts=asked["ts"])
    event = await socket.event()
    thanks = await slack.chat_postMessage(channel=MAYAS_DM, text="Noted", thread_ts=event["ts"])

    assert (event["thread_ts"], event["channel_type"]) == (asked["ts"], "im")
    assert thanks["message"]["thread_ts"] == asked["ts"]
    history = (await slack.conversations_history(channel=MAYAS_DM))["messages"]
    assert [(each["text"], each["reply_count"]) for each in history] == [("How did it go?", 2)]
    thread = await slack.conversations_replies(channel=MAYAS_DM, ts=str(asked["ts"]))
    assert [each["text"] for each in thread["messages"]] == ["How did it go?", "Well", "Noted"]


async def test_what_was_answered_leaves_a_tombstone_when_it_goes(
    maya: Page, socket: Socket, hers: str, slack: AsyncWebClient
) -> None:
    await slack.chat_postMessage(channel=MAYAS_DM, text="Tell me more", thread_ts=hers)
    await socket.event()
    await maya.do("delete", channel=MAYAS_DM, ts=hers)
    event = await socket.event()

    assert (event["subtype"], event["message"]["subtype"]) == ("message_changed", "tombstone")
    assert event["previous_message"]["user"] == MAYA
    assert [each["text"] for each in await maya.messages()] == [
        "This message was deleted.",
        "Tell me more",
    ]


async def test_nobody_answers_what_is_not_there_or_only_one_can_see(
    slack: AsyncWebClient, jonas: Page
) -> None:
    whispered = await slack.chat_postEphemeral(channel=MAYAS_DM, user=MAYA, text="psst")

    for ts in ("1.0", str(whispered["message_ts"])):
        answer = slack.chat_postMessage(channel=MAYAS_DM, text="a", thread_ts=ts)
        assert await refused(answer) == "thread_not_found"
    said = await jonas.do("message", channel=f"D{JONAS[1:]}", text="a", thread_ts="1.0")
    assert said["error"] == "Slack refuses: thread_not_found."
