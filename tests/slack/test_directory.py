"""Slack is asked for her language only where a date can be read both ways."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.directory import SlackDirectory, reads_day_first

BOTH_WAYS = "Priya Shah 03/04/2026 10:00"


@dataclass
class People:
    """Slack's users.info for one user, over a socket; `asked` has what came."""

    user: dict[str, Any] = field(default_factory=dict)
    ok: bool = True
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def info(self, request: web.Request) -> web.Response:
        self.asked.append({**request.query, **await request.post()})
        return web.json_response({"ok": self.ok, "user": self.user, "error": "fatal_error"})


@pytest.fixture
def people() -> People:
    return People()


@pytest.fixture
async def client(people: People) -> AsyncIterator[AsyncWebClient]:
    app = web.Application()
    app.router.add_route("*", "/api/users.info", people.info)
    async with TestServer(app) as server:
        yield AsyncWebClient("xoxb-made-up", base_url=str(server.make_url("/api/")))


@pytest.mark.parametrize(
    ("locale", "day_first"), [("en-US", False), ("en-GB", True), ("de-DE", True), (None, True)]
)
async def test_her_language_says_which_comes_first(
    client: AsyncWebClient, people: People, locale: str | None, day_first: bool
) -> None:
    people.user = {"locale": locale}

    assert await reads_day_first(client, "U0MAYA", BOTH_WAYS) is day_first

    [asked] = people.asked
    assert asked["user"] == "U0MAYA"
    assert asked["include_locale"] in {"1", "true"}


@pytest.mark.parametrize("words", ["Priya Shah 24/11/2026 10:00", "Priya Shah Tuesday 14:30", ""])
async def test_a_date_that_can_be_read_one_way_asks_nothing(
    client: AsyncWebClient, people: People, words: str
) -> None:
    assert await reads_day_first(client, "U0MAYA", words)
    assert people.asked == []


async def test_where_slack_can_not_say_the_day_is_first(
    client: AsyncWebClient, people: People
) -> None:
    people.ok = False

    assert await reads_day_first(client, "U0MAYA", BOTH_WAYS)


@pytest.mark.parametrize(
    ("zone", "known"),
    [("Asia/Kathmandu", "Asia/Kathmandu"), ("London", None), (None, None)],
)
async def test_a_zone_is_taken_from_slack_as_it_is_or_not_at_all(
    client: AsyncWebClient, people: People, zone: str | None, known: str | None
) -> None:
    people.user = {"tz": zone}

    assert await SlackDirectory(client).zone_of("T0RESONANCE", "U0MAYA") == known
