"""Other sites in the same browser get nothing out of the playground and nothing into it."""

import aiohttp
import pytest

from bot.playground.server import Playground
from tests.playground.conftest import MAYA, MAYAS_DM, Page


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "playground.example.com"},
        {"Host": "127.0.0.1.example.com"},
        {"Origin": "https://example.com"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
    ],
)
async def test_a_foreign_page_is_refused(
    playground: Playground, session: aiohttp.ClientSession, maya: Page, headers: dict[str, str]
) -> None:
    body = {"user": MAYA, "channel": MAYAS_DM, "text": "forged"}
    answer = await session.post(f"{playground.url}/page/message", json=body, headers=headers)

    assert answer.status == 403
    assert await maya.messages() == []


async def test_its_own_page_is_let_in(
    playground: Playground, session: aiohttp.ClientSession, maya: Page
) -> None:
    body = {"user": MAYA, "channel": MAYAS_DM, "text": "hello"}
    headers = {"Origin": playground.url}
    answer = await session.post(f"{playground.url}/page/message", json=body, headers=headers)

    assert await answer.json() == {"ok": True}
    assert len(await maya.messages()) == 1
