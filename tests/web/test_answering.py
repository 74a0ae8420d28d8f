"""What holds for every answer, whatever was asked."""

import io
import itertools
import logging
from collections.abc import Iterator

import pytest
from aiohttp import web

from bot.logs import PrivateFormatter
from bot.web.answering import STRICT
from tests.web.conftest import CODE, STATE, MayasSignIn, Visit, World, agreed

CALLBACK = "/calendar/google/callback"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that anybody logs, as an operator gets to read it."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(PrivateFormatter(as_json=False))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.mark.parametrize(
    "path", ["/health", "/ready", "/metrics", "/nowhere", f"{CALLBACK}?state={STATE}&code={CODE}"]
)
async def test_every_answer_carries_the_strict_headers(visit: Visit, path: str) -> None:
    browser = await visit(World())

    async with browser.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]

    strict = STRICT["Content-Security-Policy"]
    if path.startswith(CALLBACK):  # its button sends to us, and to nobody else
        strict = strict.replace("form-action 'none'", "form-action 'self'")
    assert policy.startswith(strict)
    for name in ("Cache-Control", "Referrer-Policy", "X-Content-Type-Options"):
        assert answer.headers[name] == STRICT[name]
    assert answer.headers["Server"] == "Resonance"


async def test_what_is_not_there_is_a_plain_page_in_our_language(visit: Visit) -> None:
    browser = await visit(World())

    async with browser.get("/wp-login.php") as answer:
        page = await answer.text()

    assert answer.status == 404
    assert answer.content_type == "text/html"
    assert '<html lang="en">' in page
    assert "<title>There is nothing here · Resonance</title>" in page
    assert "wp-login" not in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *itertools.product(("POST", "PUT", "DELETE"), ("/health", "/ready", "/metrics")),
        *itertools.product(("PUT", "DELETE"), (CALLBACK,)),  # where a yes is posted
    ],
)
async def test_our_pages_take_nothing(visit: Visit, method: str, path: str) -> None:
    browser = await visit(World())

    async with browser.request(method, path, data="something") as answer:
        assert answer.status == 405
        assert "GET" in answer.headers["Allow"]


async def test_routes_of_others_can_be_added_and_keep_their_manners(visit: Visit) -> None:
    async def hear(request: web.Request) -> web.Response:
        return web.Response(text=await request.text(), headers={"Cache-Control": "private"})

    async def lead_on(_request: web.Request) -> web.Response:
        raise web.HTTPFound("https://slack.example/authorize")

    routes = (web.post("/slack/events", hear), web.get("/slack/install", lead_on))
    browser = await visit(World(extra=routes))

    async with browser.post("/slack/events", data="hello") as answer:
        assert await answer.text() == "hello"
        assert answer.headers["Cache-Control"] == "private"
    async with browser.get("/slack/install", allow_redirects=False) as answer:
        assert answer.status == 302
        assert answer.headers["Location"] == "https://slack.example/authorize"


async def test_a_fault_of_ours_is_a_page_with_a_reference_that_the_log_knows(
    visit: Visit, log: io.StringIO
) -> None:
    browser = await visit(World(sign_in=MayasSignIn(fault=ZeroDivisionError(CODE))))

    status, page = await agreed(browser, f"{CALLBACK}?state={STATE}&code={CODE}")

    reference = page.split("with the reference ")[1].split(".")[0]
    assert status == 500
    assert "ZeroDivisionError" not in page
    assert f"reference={reference}" in log.getvalue()
    assert "ZeroDivisionError" in log.getvalue()
    assert CODE not in log.getvalue()


async def test_the_log_tells_the_route_and_holds_no_code_or_state(
    visit: Visit, log: io.StringIO
) -> None:
    browser = await visit(World())

    for query in ({"state": STATE, "code": CODE}, {"state": STATE, "code": CODE * 1000}):
        async with browser.get(CALLBACK, params=query):
            pass
    async with browser.get(f"/{STATE}/{CODE}"):
        pass

    assert f"request answered route={CALLBACK} status=200" in log.getvalue()
    assert "request answered route=none status=404" in log.getvalue()
    assert STATE not in log.getvalue()
    assert CODE not in log.getvalue()


async def test_probes_that_find_all_well_are_told_only_to_who_logs_everything(
    visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    browser = await visit(World())

    with caplog.at_level(logging.INFO, logger="bot.web"):
        for path in ("/health", "/ready", "/metrics"):
            async with browser.get(path):
                pass

    assert [record for record in caplog.records if record.name.startswith("bot.")] == []
