"""The Web API answers the real Slack client as Slack would, refusals above all."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import permits
from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.playground.stories import Story
from tests.playground.conftest import JONAS, MANIFEST, MAYA, MAYAS_DM, Diary, Page

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Plan"}, "blocks": []}
TOO_LONG = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
TOGETHER_TOO_LONG = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2401}}] * 5


async def refusal(call: Awaitable[Any]) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as caught:
        await call
    answer: dict[str, Any] = caught.value.response.data
    assert answer["ok"] is False
    return answer


async def test_the_app_learns_who_and_where_it_is(slack: AsyncWebClient) -> None:
    identity = await slack.auth_test()

    assert (identity["team_id"], identity["user_id"], identity["bot_id"]) == (
        "T0RESONANCE",
        "U0APP",
        "B0APP",
    )
    assert (
        identity.headers["x-oauth-scopes"] == "commands,chat:write,users:read,im:write,im:history"
    )


@pytest.mark.parametrize(
    ("token", "code"),
    [("", "not_authed"), ("xoxb-somebody-else", "invalid_auth")],
)
async def test_a_wrong_token_opens_nothing(
    playground: Playground, session: aiohttp.ClientSession, token: str, code: str
) -> None:
    stranger = AsyncWebClient(token=token, base_url=playground.api_url, session=session)

    assert (await refusal(stranger.auth_test()))["error"] == code


async def test_the_bot_token_opens_no_socket_and_the_app_token_posts_nothing(
    playground: Playground, slack: AsyncWebClient
) -> None:
    for call in (
        slack.apps_connections_open(app_token=playground.bot_token),
        slack.chat_postMessage(channel=MAYA, text="hello", token=playground.app_token),
    ):
        assert (await refusal(call))["error"] == "not_allowed_token_type"


def post(slack: AsyncWebClient, **content: Any) -> Awaitable[Any]:
    return slack.chat_postMessage(**{"channel": MAYA, "text": "hello"} | content)


CALLS: list[tuple[str, Callable[[AsyncWebClient], Awaitable[Any]]]] = [
    ("channel_not_found", lambda slack: post(slack, channel="C0NOWHERE")),
    ("channel_not_found", lambda slack: slack.conversations_history(channel=MAYA)),
    ("not_in_channel", lambda slack: post(slack, channel="C0COHORT")),
    ("user_not_found", lambda slack: slack.users_info(user="U0NOBODY")),
    ("user_not_found", lambda slack: slack.conversations_open(users="U0NOBODY")),
    ("missing_scope", lambda slack: slack.conversations_history(channel="C0COHORT")),
    ("missing_scope", lambda slack: slack.team_info()),
    ("no_text", lambda slack: slack.api_call("chat.postMessage", json={"channel": MAYA})),
    ("msg_too_long", lambda slack: post(slack, text="x" * 40_001)),
    ("msg_blocks_too_long", lambda slack: post(slack, blocks=TOGETHER_TOO_LONG)),
    ("invalid_metadata_format", lambda slack: post(slack, metadata={"event_type": "a"})),
    ("invalid_metadata_format", lambda slack: post(slack, metadata={"event_payload": {}})),
    ("invalid_blocks", lambda slack: post(slack, blocks=TOO_LONG)),
    ("invalid_blocks_format", lambda slack: post(slack, blocks="[{")),
    ("message_not_found", lambda slack: slack.chat_update(channel=MAYAS_DM, ts="1.0", text="a")),
    ("channel_not_found", lambda slack: slack.chat_update(channel=MAYA, ts="1.0", text="a")),
    ("message_not_found", lambda slack: slack.chat_delete(channel=MAYAS_DM, ts="1.0")),
    ("invalid_trigger_id", lambda slack: slack.views_open(trigger_id="1.2.3", view=MODAL)),
    ("not_found", lambda slack: slack.views_update(view_id="V0GONE", view=MODAL)),
    ("invalid_arguments", lambda slack: slack.views_publish(user_id=MAYA, view=MODAL)),
    ("unknown_method", lambda slack: slack.api_call("chat.whisper")),
    ("user_not_in_channel", lambda slack: slack.chat_postEphemeral(
        channel=MAYAS_DM, user=JONAS, text="psst"
    )),
]  # fmt: skip


@pytest.mark.parametrize(("code", "call"), CALLS)
async def test_slack_refuses(
    slack: AsyncWebClient, code: str, call: Callable[[AsyncWebClient], Awaitable[Any]]
) -> None:
    assert (await refusal(call(slack)))["error"] == code


async def test_a_token_in_a_json_body_is_not_read(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    said: dict[str, Any] = {"token": playground.bot_token}
    url = playground.api_url + "auth.test"
    in_json, in_form = await session.post(url, json=said), await session.post(url, data=said)

    assert (await in_json.json())["error"] == "not_authed"
    assert (await in_form.json())["ok"] is True


async def test_what_others_wrote_is_not_the_app_s_to_change(
    slack: AsyncWebClient, maya: Page
) -> None:
    await maya.do("message", channel=MAYAS_DM, text="mine")
    hers = {"channel": MAYAS_DM, "ts": (await maya.messages())[-1]["ts"]}

    assert (await refusal(slack.chat_update(**hers, text="a")))["error"] == "cant_update_message"
    assert (await refusal(slack.chat_delete(**hers)))["error"] == "cant_delete_message"


async def test_an_ephemeral_message_cannot_be_changed_by_its_ts(slack: AsyncWebClient) -> None:
    sent = await slack.chat_postEphemeral(channel=MAYAS_DM, user=MAYA, text="psst")
    gone = {"channel": MAYAS_DM, "ts": sent["message_ts"]}

    assert (await refusal(slack.chat_update(**gone, text="a")))["error"] == "message_not_found"
    assert (await refusal(slack.chat_delete(**gone)))["error"] == "message_not_found"


async def test_an_id_of_the_app_s_own_names_one_view(
    playground: Playground, slack: AsyncWebClient
) -> None:
    mine = MODAL | {"external_id": "mine"}
    first, second = (playground.state.triggers.issue(user=user) for user in (MAYA, JONAS))
    await slack.views_open(trigger_id=first, view=mine)

    answer = await refusal(slack.views_open(trigger_id=second, view=mine))
    assert answer["error"] == "duplicate_external_id"


async def test_a_missing_scope_is_named(slack: AsyncWebClient) -> None:
    answer = await refusal(slack.team_info())

    assert answer["needed"] == "team:read"
    assert answer["provided"] == "commands,chat:write,users:read,im:write,im:history"


async def test_oversized_blocks_are_pointed_at(slack: AsyncWebClient) -> None:
    answer = await refusal(post(slack, blocks=TOO_LONG))

    said = "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer["response_metadata"]["messages"] == [said]


async def test_a_view_too_large_is_refused(slack: AsyncWebClient) -> None:
    section = {"type": "section", "text": {"type": "plain_text", "text": "x" * 3000}}
    home = {"type": "home", "blocks": [section] * 90}

    answer = await refusal(slack.views_publish(user_id=MAYA, view=home))
    assert answer["error"] == "view_too_large"


async def test_arguments_are_read_from_query_form_and_json_alike(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    said = {"channel": MAYA, "text": "hello", "blocks": json.dumps([{"type": "divider"}])}
    ways: list[dict[str, Any]] = [{"params": said}, {"data": said}, {"json": said}]
    for way in ways:
        answer = await session.post(
            playground.api_url + "chat.postMessage",
            headers={"Authorization": f"Bearer {playground.bot_token}"},
            **way,
        )
        assert (await answer.json())["message"]["blocks"][0]["type"] == "divider"


async def test_each_message_has_its_own_later_ts(slack: AsyncWebClient) -> None:
    sent = [(await slack.chat_postMessage(channel=MAYA, text="hello"))["ts"] for _ in range(20)]

    assert len(set(sent)) == 20
    assert sent == sorted(sent)


async def test_history_pages_backwards_and_never_shows_ephemeral_messages(
    slack: AsyncWebClient,
) -> None:
    channel = (await slack.conversations_open(users=MAYA))["channel"]["id"]
    sent = [
        (await slack.chat_postMessage(channel=channel, text=str(number)))["ts"]
        for number in range(5)
    ]
    await slack.chat_postEphemeral(channel=channel, user=MAYA, text="psst")

    first = await slack.conversations_history(channel=channel, limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await slack.conversations_history(channel=channel, limit=3, cursor=cursor)
    between = await slack.conversations_history(channel=channel, oldest=sent[1], latest=sent[3])
    inclusive = await slack.conversations_history(
        channel=channel, oldest=sent[1], latest=sent[3], inclusive=True
    )

    assert [message["text"] for message in first["messages"]] == ["4", "3", "2"]
    assert [message["text"] for message in rest["messages"]] == ["1", "0"]
    assert (first["has_more"], rest["has_more"]) == (True, False)
    assert [message["text"] for message in between["messages"]] == ["2"]
    assert [message["text"] for message in inclusive["messages"]] == ["3", "2", "1"]


async def test_an_ephemeral_message_is_seen_by_its_member_alone(
    slack: AsyncWebClient, maya: Page, jonas: Page
) -> None:
    await slack.chat_postEphemeral(channel=MAYAS_DM, user=MAYA, text="psst")

    assert [message["text"] for message in await maya.messages()] == ["psst"]
    assert MAYAS_DM not in (await jonas.state())["messages"]


async def test_an_update_without_blocks_takes_the_blocks_away(
    slack: AsyncWebClient, maya: Page
) -> None:
    sent = await slack.chat_postMessage(channel=MAYA, text="a", blocks=[{"type": "divider"}])
    await slack.chat_update(channel=sent["channel"], ts=sent["ts"], text="b")

    [message] = await maya.messages()
    assert (message["text"], message["blocks"], message["edited"]) == ("b", [], True)


async def test_an_update_may_say_a_tenth_of_what_a_post_may(slack: AsyncWebClient) -> None:
    sent = await post(slack, text="x" * 40_000)
    mine: dict[str, Any] = {"channel": sent["channel"], "ts": str(sent["ts"])}

    assert (await slack.chat_update(**mine, text="x" * 4_000))["ok"] is True
    refused = await refusal(slack.chat_update(**mine, text="x" * 4_001))
    assert refused["error"] == "msg_too_long"


async def test_an_answer_by_link_may_say_more_in_its_blocks_than_a_post(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    link = playground.state.response_links.issue(user=MAYA, channel=MAYAS_DM)
    url = f"{playground.url}/response/{link}"

    answer = await session.post(url, json={"text": "Noted.", "blocks": TOGETHER_TOO_LONG})
    assert answer.status == 200


async def test_members_are_shown_with_their_zone(slack: AsyncWebClient) -> None:
    maya = (await slack.users_info(user=MAYA, include_locale=True))["user"]
    jonas = next(each for each in (await slack.users_list())["members"] if each["id"] == JONAS)

    assert (maya["tz"], maya["tz_label"], maya["tz_offset"]) == (
        "Europe/London",
        "British Summer Time",
        3600,
    )
    assert (maya["profile"]["title"], maya["locale"]) == ("Agency founder", "en-GB")
    assert "locale" not in jonas


async def test_a_trigger_opens_one_view_within_three_seconds(
    playground: Playground, slack: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = playground.state.triggers.issue(user=MAYA)
    await slack.views_open(trigger_id=used, view=MODAL)
    assert (await refusal(slack.views_open(trigger_id=used, view=MODAL)))["error"] == (
        "exchanged_trigger_id"
    )

    late = playground.state.triggers.issue(user=MAYA)
    monkeypatch.setattr(permits, "TRIGGER_LIFE", timedelta(0))
    assert (await refusal(slack.views_open(trigger_id=late, view=MODAL)))["error"] == (
        "expired_trigger_id"
    )


async def test_three_views_stack_and_no_more(
    playground: Playground, slack: AsyncWebClient, maya: Page
) -> None:
    triggers = [playground.state.triggers.issue(user=MAYA) for _ in range(4)]
    await slack.views_open(trigger_id=triggers[0], view=MODAL)
    await slack.views_push(trigger_id=triggers[1], view=MODAL)
    top = (await slack.views_push(trigger_id=triggers[2], view=MODAL))["view"]

    answer = await refusal(slack.views_push(trigger_id=triggers[3], view=MODAL))

    modals = (await maya.state())["modals"]
    assert answer["error"] == "push_limit_reached"
    assert top["previous_view_id"] == modals[1]["id"]
    assert {modal["root_view_id"] for modal in modals} == {modals[0]["id"]}


async def test_an_update_with_an_old_hash_loses(
    playground: Playground, slack: AsyncWebClient
) -> None:
    trigger = playground.state.triggers.issue(user=MAYA)
    view = (await slack.views_open(trigger_id=trigger, view=MODAL | {"external_id": "mine"}))[
        "view"
    ]

    renewed = await slack.views_update(external_id="mine", view=MODAL, hash=view["hash"])
    answer = await refusal(slack.views_update(view_id=view["id"], view=MODAL, hash=view["hash"]))

    assert renewed["view"]["id"] == view["id"]
    assert answer["error"] == "hash_conflict"


async def test_a_response_url_works_five_times_within_half_an_hour(
    playground: Playground, session: aiohttp.ClientSession, clock: PlaygroundClock, maya: Page
) -> None:
    links = playground.state.response_links
    url = f"{playground.url}/response/"
    busy, late = (links.issue(user=MAYA, channel=MAYAS_DM) for _ in range(2))

    async def respond(secret: str) -> tuple[int, str | None]:
        answer = await session.post(url + secret, json={"text": "Noted."})
        return answer.status, (await answer.json()).get("error")

    assert [await respond(busy) for _ in range(6)] == [(200, None)] * 5 + [(404, "used_url")]
    clock.move_to(clock.now() + timedelta(minutes=31))
    assert await respond(late) == (404, "expired_url")
    assert len(await maya.messages()) == 5


async def test_an_app_without_a_home_tab_cannot_publish_one(
    story: Story, clock: PlaygroundClock, diary: Diary
) -> None:
    features = {**MANIFEST["features"], "app_home": {"home_tab_enabled": False}}
    async with Playground(
        manifest={**MANIFEST, "features": features},
        story=story,
        clock=clock,
        due=diary.due,
        settle=diary.settle,
    ) as playground:
        slack = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
        home = {"type": "home", "blocks": []}
        assert (await refusal(slack.views_publish(user_id=MAYA, view=home)))[
            "error"
        ] == "not_enabled"
