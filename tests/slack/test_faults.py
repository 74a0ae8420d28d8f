"""What a failed call to Slack says: how long to wait, above all."""

from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.services.nudges.letters import Throttled
from bot.slack.faults import understood


@pytest.mark.parametrize(
    ("stated", "waited"),
    [
        ("30", 30),
        ("0", 1),  # once followed to the letter: 47 posts in six seconds
        ("-1", 30),
        ("600", 600),
        ("1000000000", 600),  # once followed to the letter: a check-in in 2058
        ("9" * 400, 600),
        ("soon", 30),
        ("", 30),
    ],
)
def test_slack_is_left_alone_as_long_as_it_asks_within_reason(stated: str, waited: int) -> None:
    wait = understood(_refused({"Retry-After": stated}))

    assert isinstance(wait, Throttled)
    assert wait.retry_after == timedelta(seconds=waited)


def test_asked_to_wait_without_a_word_how_long_it_is_half_a_minute() -> None:
    wait = understood(_refused({}))

    assert isinstance(wait, Throttled)
    assert wait.retry_after == timedelta(seconds=30)


def _refused(headers: dict[str, str]) -> SlackApiError:
    response = AsyncSlackResponse(
        client=AsyncWebClient(),
        http_verb="POST",
        api_url="https://slack.com/api/chat.postMessage",
        req_args={},
        data={"ok": False, "error": "ratelimited"},
        headers=headers,
        status_code=429,
    )
    return SlackApiError("ratelimited", response)
