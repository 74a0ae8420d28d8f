"""Slack's rates: what is documented always passes, bursts are tolerated, more must wait."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.clock import PlaygroundClock
from bot.playground.rates import TIER_1, TIER_2, TIER_3, TIER_4, Rate, Throttle
from bot.playground.server import Playground
from bot.playground.stories import Story
from tests.playground.conftest import JONAS, MANIFEST, MAYA, Diary, Page

ONE_A_SECOND = {"posting": Rate(per_minute=60, burst=3)}


def waits(throttle: Throttle, *moments: float) -> list[float]:
    return [throttle.seconds_to_wait(ONE_A_SECOND, now=moment) for moment in moments]


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ([0, 1, 2, 3, 4, 5], [0, 0, 0, 0, 0, 0]),  # the documented rate, for ever
        ([0, 0, 0, 0], [0, 0, 0, 1]),  # a burst, and one too many
        ([0, 0, 0, 0, 0], [0, 0, 0, 1, 1]),  # asking in vain costs nothing
        ([0, 0, 0, 0.4, 1], [0, 0, 0, 0.6, 0]),  # what it said to wait is enough
        ([0, 0, 0, 100, 100, 100, 100], [0, 0, 0, 0, 0, 0, 1]),  # rest is not saved up
    ],
)
def test_a_burst_passes_and_then_one_at_a_time(moments: list[float], expected: list[float]) -> None:
    assert waits(Throttle(), *moments) == pytest.approx(expected)


@pytest.mark.parametrize("tier", [TIER_1, TIER_2, TIER_3, TIER_4])
def test_the_documented_number_in_every_minute_is_never_refused(tier: Rate) -> None:
    throttle = Throttle()

    for minute in range(5):
        for _ in range(tier.per_minute):
            assert throttle.seconds_to_wait({"method": tier}, now=60.0 * minute) == 0


def test_a_call_refused_by_one_rate_counts_for_no_other() -> None:
    throttle = Throttle()
    narrow, wide = Rate(per_minute=60, burst=1), Rate(per_minute=60, burst=2)

    both = {"channel": narrow, "workspace": wide}
    assert [throttle.seconds_to_wait(both, now=0.0) for _ in range(3)] == [0, 1, 1]
    assert throttle.seconds_to_wait({"workspace": wide}, now=0.0) == 0


async def until_refused(call: Callable[[], Awaitable[Any]]) -> tuple[int, Any]:
    """How many calls passed, and Slack's refusal of the next."""
    for passed in range(1000):
        try:
            await call()
        except SlackApiError as refused:
            return passed, refused.response
    raise AssertionError("nothing was refused")


async def test_too_many_messages_in_one_channel_must_wait_a_second(
    slack: AsyncWebClient, maya: Page
) -> None:
    passed, refusal = await until_refused(
        lambda: slack.chat_postMessage(channel=MAYA, text="hello")
    )

    assert refusal.status_code == 429
    assert refusal.headers["Retry-After"] == "1"
    assert refusal.data == {"ok": False, "error": "ratelimited"}
    assert passed == len(await maya.messages()) >= 25
    assert (await slack.chat_postMessage(channel=JONAS, text="and you?"))["ok"] is True


async def test_each_method_has_a_rate_of_its_own(slack: AsyncWebClient) -> None:
    passed, refusal = await until_refused(slack.users_list)

    assert passed >= 20
    assert int(refusal.headers["Retry-After"]) in (2, 3)
    assert (await slack.users_info(user=MAYA))["ok"] is True


async def test_a_stranger_uses_nothing_up(playground: Playground, slack: AsyncWebClient) -> None:
    stranger = AsyncWebClient(token="xoxb-1", base_url=playground.api_url)
    for _ in range(30):
        with pytest.raises(SlackApiError, match="invalid_auth"):
            await stranger.users_list()

    assert (await slack.users_list())["ok"] is True


async def test_without_limits_a_benchmark_posts_as_fast_as_it_can(
    story: Story, clock: PlaygroundClock, diary: Diary
) -> None:
    async with Playground(
        manifest=MANIFEST,
        story=story,
        clock=clock,
        due=diary.due,
        settle=diary.settle,
        limits=False,
    ) as playground:
        slack = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
        posts = (slack.chat_postMessage(channel=MAYA, text=str(number)) for number in range(60))
        answers = await asyncio.gather(*posts)

    assert all(answer["ok"] for answer in answers)
