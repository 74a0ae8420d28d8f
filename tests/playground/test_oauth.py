"""A member lets the app in; the app exchanges the code for its token, as over the real protocol."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import AuthorizeUrlGenerator
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot.playground import grants
from bot.playground.clock import PlaygroundClock
from bot.playground.server import Playground
from bot.playground.stories import Story
from tests.playground.conftest import MANIFEST, MAYA, Diary

# slack_sdk names itself to Slack by a class of aiohttp's that is on its way out.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

BACK = "https://resonance.example/slack/oauth_redirect"
SCOPES = ["commands", "chat:write"]


@pytest.fixture
async def playground(
    story: Story, clock: PlaygroundClock, diary: Diary
) -> AsyncIterator[Playground]:
    oauth = MANIFEST["oauth_config"] | {"redirect_urls": ["https://resonance.example/slack"]}
    async with Playground(
        manifest=MANIFEST | {"oauth_config": oauth},
        story=story,
        clock=clock,
        due=diary.due,
        settle=diary.settle,
    ) as running:
        yield running


@pytest.fixture
def app(playground: Playground, session: aiohttp.ClientSession) -> AsyncWebClient:
    """The real client before it has a token."""
    return AsyncWebClient(base_url=playground.api_url, session=session)


def asked(playground: Playground, **other: Any) -> str:
    """Where the app sends whoever installs it, as Bolt makes the address."""
    generator = AuthorizeUrlGenerator(
        **{
            "client_id": playground.grants.client_id,
            "scopes": SCOPES,
            "redirect_uri": BACK,
            "authorization_url": f"{playground.url}/oauth/v2/authorize",
        }
        | other
    )
    return generator.generate("s3cret")


async def answered(session: aiohttp.ClientSession, url: str, answer: str) -> URL:
    """Where a member's answer leads."""
    async with session.post(url, data={"answer": answer}, allow_redirects=False) as response:
        assert response.status == 302
        return URL(response.headers["Location"])


@pytest.fixture
async def code(playground: Playground, session: aiohttp.ClientSession) -> str:
    return (await answered(session, asked(playground), "allow")).query["code"]


async def test_the_page_says_who_asks_for_what(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    async with session.get(asked(playground)) as response:
        page = await response.text()

    assert "<h1>Resonance asks to enter Lantern Guild</h1>" in page
    assert "<li>commands</li><li>chat:write</li>" in page


async def test_whoever_allows_it_returns_with_a_code_that_buys_a_token(
    playground: Playground, session: aiohttp.ClientSession, app: AsyncWebClient
) -> None:
    back = await answered(session, asked(playground), "allow")
    installed = await app.oauth_v2_access(
        client_id=playground.grants.client_id,
        client_secret=playground.grants.client_secret,
        code=back.query["code"],
        redirect_uri=BACK,
    )

    assert (str(back.with_query(None)), back.query["state"]) == (BACK, "s3cret")
    assert (installed["scope"], installed["authed_user"]) == ("commands,chat:write", {"id": MAYA})
    assert installed["team"] == {"id": "T0RESONANCE", "name": "Lantern Guild"}
    assert (await app.auth_test(token=installed["access_token"]))["bot_id"] == "B0APP"


async def test_whoever_cancels_returns_without_one(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    back = await answered(session, asked(playground), "cancel")

    assert dict(back.query) == {"error": "access_denied", "state": "s3cret"}


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"scopes": ["admin"]}, "invalid_scope"),
        ({"redirect_uri": "https://elsewhere.example/"}, "bad_redirect_uri"),
        ({"redirect_uri": "https://resonance.example/slackers"}, "bad_redirect_uri"),
    ],
)
async def test_a_request_slack_does_not_know_leads_nowhere(
    playground: Playground, session: aiohttp.ClientSession, other: dict[str, Any], wrong: str
) -> None:
    async with session.get(asked(playground, **other), allow_redirects=False) as response:
        assert (response.status, await response.text()) == (400, f"Something went wrong: {wrong}.")


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"client_secret": "wrong"}, "bad_client_secret"),
        ({"code": "never given"}, "invalid_code"),
        ({"redirect_uri": None}, "bad_redirect_uri"),
    ],
)
async def test_a_code_is_exchanged_by_its_app_alone(
    playground: Playground, app: AsyncWebClient, code: str, other: dict[str, Any], refusal: str
) -> None:
    right = {
        "client_id": playground.grants.client_id,
        "client_secret": playground.grants.client_secret,
        "code": code,
        "redirect_uri": BACK,
    }
    with pytest.raises(SlackApiError) as refused:
        await app.oauth_v2_access(**right | other)
    assert refused.value.response["error"] == refusal


async def test_a_code_works_once_and_for_ten_minutes(
    playground: Playground,
    session: aiohttp.ClientSession,
    app: AsyncWebClient,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine = {
        "client_id": playground.grants.client_id,
        "client_secret": playground.grants.client_secret,
        "redirect_uri": BACK,
    }
    await app.oauth_v2_access(**mine, code=code)
    late = (await answered(session, asked(playground), "allow")).query["code"]
    monkeypatch.setattr(grants, "CODE_LIFE", grants.CODE_LIFE * 0)

    for worthless in (code, late):
        with pytest.raises(SlackApiError, match="invalid_code"):
            await app.oauth_v2_access(**mine, code=worthless)
