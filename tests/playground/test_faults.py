"""Faults on request: what an app meets when the network or Slack has a bad day."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.faults import Fault, PlannedFault
from bot.playground.server import Playground
from tests.playground.conftest import MAYA, MAYAS_DM, PATIENCE_SECONDS, Page

POSTING = "chat.postMessage"


@pytest.fixture
def slack(playground: Playground, session: aiohttp.ClientSession) -> AsyncWebClient:
    """The real client, and no retries behind the test's back."""
    return AsyncWebClient(
        token=playground.bot_token,
        base_url=playground.api_url,
        session=session,
        retry_handlers=[],
    )


def hello(slack: AsyncWebClient) -> Awaitable[Any]:
    return slack.chat_postMessage(channel=MAYA, text="hello")


@pytest.mark.parametrize(("fault", "arrived"), [(Fault.LOST_RESPONSE, 1), (Fault.NOT_REACHED, 0)])
async def test_a_cut_connection_does_not_say_whether_the_message_arrived(
    playground: Playground, slack: AsyncWebClient, maya: Page, fault: Fault, arrived: int
) -> None:
    playground.faults.add(POSTING, fault)

    with pytest.raises(aiohttp.ClientConnectionError):
        await hello(slack)

    assert len(await maya.messages()) == arrived
    assert (await hello(slack))["ok"] is True


async def test_a_fault_of_slack_s_own_is_500_without_effect(
    playground: Playground, slack: AsyncWebClient, maya: Page
) -> None:
    playground.faults.add(POSTING, Fault.SERVER_ERROR, times=2)

    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            await hello(slack)
        assert refused.value.response.status_code == 500
    assert await maya.messages() == []
    assert (await hello(slack))["ok"] is True


async def test_a_rate_limit_on_request_says_how_long_to_wait(
    playground: Playground, slack: AsyncWebClient
) -> None:
    playground.faults.add(POSTING, Fault.RATE_LIMITED, seconds=30)

    with pytest.raises(SlackApiError, match="ratelimited") as refused:
        await hello(slack)

    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "30"


async def test_a_slow_answer_comes_when_the_work_is_long_done(
    playground: Playground, slack: AsyncWebClient, maya: Page
) -> None:
    playground.faults.add(POSTING, Fault.SLOW, seconds=0.2)

    posting = asyncio.ensure_future(hello(slack))
    await maya.sees(lambda state: state["messages"][MAYAS_DM])
    assert not posting.done()
    assert (await posting)["ok"] is True


async def test_other_methods_go_on_as_ever(playground: Playground, slack: AsyncWebClient) -> None:
    playground.faults.add(POSTING, Fault.SERVER_ERROR, times=None)

    assert (await slack.auth_test())["ok"] is True


async def test_an_answer_by_link_can_be_lost_too(
    playground: Playground, session: aiohttp.ClientSession, maya: Page
) -> None:
    link = playground.state.response_links.issue(user=MAYA, channel=MAYAS_DM)
    playground.faults.add("response_url", Fault.LOST_RESPONSE)

    with pytest.raises(aiohttp.ClientConnectionError):
        await session.post(f"{playground.url}/response/{link}", json={"text": "Noted."})
    assert [message["text"] for message in await maya.messages()] == ["Noted."]


@pytest.mark.parametrize(
    ("share", "times", "struck"),
    [
        (1.0, 2, [1, 2]),
        (0.05, None, [20, 40]),
        (0.3, None, [4, 7, 10, 14, 17, 20, 24, 27, 30, 34, 37, 40]),
        (0.05, 1, [20]),
    ],
)
def test_a_share_of_calls_is_struck_evenly(
    share: float, times: int | None, struck: list[int]
) -> None:
    planned = PlannedFault(method=POSTING, fault=Fault.SLOW, times=times, share=share, seconds=1.0)

    hit = [call for call in range(1, 41) if planned.times != 0 and planned.strikes()]
    assert hit == struck


class Faulty:
    """The page's own way to plan faults."""

    def __init__(self, playground: Playground, session: aiohttp.ClientSession) -> None:
        self._url = f"{playground.url}/page/faults"
        self._session = session

    async def put(self, **fault: Any) -> dict[str, Any]:
        return await self._ask("PUT", fault)

    async def list(self) -> dict[str, Any]:
        return await self._ask("GET", None)

    async def clear(self) -> dict[str, Any]:
        return await self._ask("DELETE", None)

    async def _ask(self, verb: str, body: dict[str, Any] | None) -> dict[str, Any]:
        async with self._session.request(verb, self._url, json=body) as answer:
            said: dict[str, Any] = await answer.json()
            return said


@pytest.fixture
def faulty(playground: Playground, session: aiohttp.ClientSession) -> Faulty:
    return Faulty(playground, session)


async def test_the_page_plans_lists_and_takes_back_faults(
    faulty: Faulty, slack: AsyncWebClient
) -> None:
    once = await faulty.put(method=POSTING, fault="server_error")
    with pytest.raises(SlackApiError):
        await hello(slack)
    some = await faulty.put(method=POSTING, fault="slow", share=0.05, seconds=2)

    assert once["faults"] == [
        {"method": POSTING, "fault": "server_error", "times": 1, "share": 1.0, "seconds": 1.0}
    ]
    assert some["faults"] == [
        {"method": POSTING, "fault": "slow", "times": None, "share": 0.05, "seconds": 2.0}
    ]
    assert (await faulty.list())["faults"] == some["faults"]
    assert await faulty.clear() == {"ok": True, "faults": [], "lasting": []}


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"method": "chat.whisper", "fault": "slow"}, "There is no method 'chat.whisper' here."),
        ({"method": POSTING, "fault": "tired"}, "A fault is one of: not_reached, "),
        ({"method": POSTING}, "'fault' is missing."),
        ({"method": POSTING, "fault": "slow", "times": 0}, "times is a whole number from 1"),
        ({"method": POSTING, "fault": "slow", "share": 2}, "share is a number above 0, at most 1."),
        ({"method": POSTING, "fault": "slow", "seconds": "2"}, "seconds is a number above 0"),
        ({"socket": "wet"}, "A socket's fault is one of: drop, silent, silenced, refresh, "),
        ({"happens": "snow"}, "What happens is one of: dm_recreated, "),
        ({"happens": "deactivated", "user": "U0NOBODY"}, "Slack refuses: user_not_found."),
    ],
)
async def test_a_fault_that_makes_no_sense_is_refused_in_a_sentence(
    faulty: Faulty, fault: dict[str, Any], sentence: str
) -> None:
    refused = await faulty.put(**fault)

    assert refused["ok"] is False
    assert refused["error"].startswith(sentence)
    assert (await faulty.list())["faults"] == []


@pytest.mark.parametrize(("body", "said"), [("{", "no JSON."), ("[]", "no JSON object.")])
async def test_what_is_no_json_object_is_refused_in_a_sentence(
    playground: Playground, session: aiohttp.ClientSession, body: str, said: str
) -> None:
    async with session.put(f"{playground.url}/page/faults", data=body) as answer:
        assert await answer.json() == {"ok": False, "error": f"That is {said}"}


@pytest.fixture
async def heard(connected: AsyncApp) -> asyncio.Queue[str]:
    """What the app hears of what is typed to it."""
    heard: asyncio.Queue[str] = asyncio.Queue()

    @connected.event("message")
    async def message(event: dict[str, Any]) -> None:
        heard.put_nowait(event["text"])

    return heard


@pytest.mark.parametrize("kind", ["drop", "refresh"])
async def test_the_real_client_connects_anew_when_its_socket_goes(
    playground: Playground, faulty: Faulty, heard: asyncio.Queue[str], maya: Page, kind: str
) -> None:
    changes, first = playground.state.changes, set(playground.sockets.links)
    await faulty.put(socket=kind)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not set(playground.sockets.links) - first:
            await changes.after(MAYA, changes.revision(MAYA))

    await maya.do("message", channel=MAYAS_DM, text="still there?")
    assert await asyncio.wait_for(heard.get(), 5) == "still there?"


async def test_a_silent_socket_stays_open_and_delivers_nothing(
    playground: Playground, faulty: Faulty, heard: asyncio.Queue[str], maya: Page
) -> None:
    await faulty.put(socket="silent")
    await maya.do("message", channel=MAYAS_DM, text="anybody?")

    assert (await maya.state())["connected"] is True
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(heard.get(), 0.2)
    assert playground.connected
