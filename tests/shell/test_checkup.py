"""The checkup against servers that answer as Slack does, and as it does not."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web

from bot.slack.checkup import Checkup, check_up
from bot.slack.manifest import SCOPES

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Answer = Callable[[], web.Response]


@asynccontextmanager
async def answering(answer: Answer) -> AsyncIterator[str]:
    """The address of a server that gives one answer to everything."""

    async def handle(_request: web.Request) -> web.Response:
        return answer()

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}/api/"
    finally:
        await runner.cleanup()


async def checked(answer: Answer) -> Checkup:
    async with answering(answer) as url:
        return await check_up(bot_token="xoxb-1", app_token="xapp-1", api_url=url, now=NOW)


def slack(*, scopes: tuple[str, ...] = SCOPES, at: datetime = NOW) -> web.Response:
    """Enough of an answer to either question."""
    return web.json_response(
        {"ok": True, "team": "Brightside", "url": "wss://example.org"},
        headers={"X-OAuth-Scopes": ",".join(scopes), "Date": format_datetime(at, usegmt=True)},
    )


async def test_slack_says_who_we_are_and_what_we_may_do() -> None:
    assert await checked(slack) == Checkup(workspace="Brightside", clock_off=timedelta())


async def test_scopes_that_were_not_granted_are_named() -> None:
    found = await checked(lambda: slack(scopes=("commands", "chat:write", "users:read")))
    assert found.missing_scopes == ("im:history", "im:write")


@pytest.mark.parametrize("off", [timedelta(hours=1), timedelta(hours=-1)])
async def test_a_clock_that_is_wrong_is_noticed_either_way(off: timedelta) -> None:
    found = await checked(lambda: slack(at=NOW + off))
    assert found.clock_off == timedelta(hours=1)


def refused(code: str) -> web.Response:
    return web.json_response({"ok": False, "error": code})


@pytest.mark.parametrize(
    ("code", "of_bot", "of_app"),
    [
        ("invalid_auth", "copy it again from OAuth", "copy it again from Basic Information"),
        ("not_authed", "copy it again from OAuth", "copy it again from Basic Information"),
        ("token_revoked", "install the app again", "generate another under Basic"),
        ("account_inactive", "install the app again", "generate another under Basic"),
        ("missing_scope", "paste the output of `resonance manifest`", "generate another with that"),
        ("not_allowed_token_type", "of another kind: copy it", "of another kind: copy it"),
        ("access_denied", "ask an administrator", "ask an administrator"),
        ("ekm_access_denied", "ask an administrator", "ask an administrator"),
        ("org_login_required", "wait until that is done", "wait until that is done"),
        ("team_access_not_granted", "not yet granted", "not yet granted"),
        ("forbidden_team", "may not use Socket Mode", "may not use Socket Mode"),
        ("a_new_one", "methods/auth.test", "methods/apps.connections.open"),
    ],
)
async def test_each_of_slacks_codes_has_its_own_advice(code: str, of_bot: str, of_app: str) -> None:
    found = await checked(lambda: refused(code))
    for fault, name, what in (
        (found.bot_fault, "SLACK_BOT_TOKEN", of_bot),
        (found.app_fault, "SLACK_APP_TOKEN", of_app),
    ):
        assert fault is not None
        assert fault.startswith(f"Slack refuses {name} ({code}): ")
        assert what in fault
        assert "{" not in fault


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            lambda: web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "37"}
            ),
            "start again in 37 seconds",
        ),
        (lambda: refused("ratelimited"), "Slack asks to wait"),
        (lambda: refused("internal_error"), "trouble of its own (internal_error)"),
        (lambda: refused("service_unavailable"), "try again in a few minutes"),
        (lambda: web.Response(status=500), "trouble of its own (http_500)"),
        (lambda: web.Response(status=503, text="<html>Busy</html>"), "(http_503)"),
    ],
)
async def test_no_token_is_blamed_for_what_passes(answer: Answer, said: str) -> None:
    found = await checked(answer)
    for fault in (found.bot_fault, found.app_fault):
        assert fault is not None
        assert said in fault
        assert "copy it again" not in fault
        assert "is not to blame" in fault


@pytest.mark.parametrize(
    "answer",
    [
        lambda: web.Response(text="<html>Log in</html>", content_type="text/html"),
        lambda: web.Response(text="not json", content_type="application/json"),
        lambda: web.Response(text="no", content_type="text/plain"),
        lambda: web.Response(status=404),
        lambda: web.json_response([]),
    ],
)
async def test_what_is_not_slack_is_recognised(answer: Answer) -> None:
    found = await checked(answer)
    assert found.bot_fault == found.app_fault
    assert (
        found.bot_fault == "What answers at SLACK_API_URL is not Slack: check it, and the network."
    )


async def test_without_tokens_nobody_is_asked() -> None:
    found = await check_up(bot_token=None, app_token=None, api_url="http://nowhere/api/", now=NOW)
    assert found.bot_fault is not None
    assert found.bot_fault.startswith("SLACK_BOT_TOKEN is not set")
    assert found.app_fault is not None
    assert found.app_fault.startswith("SLACK_APP_TOKEN is not set")
