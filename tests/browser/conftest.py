"""A playground with the example app connected, and a Chromium to look at it with."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from bot.playground.clock import PlaygroundClock
from bot.playground.conversations import Conversation
from bot.playground.members import Member
from bot.playground.server import Playground
from bot.playground.stories import Story
from tests.browser.example_app import MANIFEST, ExampleApp

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MAYA, TOM = "U0MAYA", "U0TOM"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Story//EN
BEGIN:VEVENT
UID:coffee@story
DTSTART:20261116T110000Z
DTEND:20261116T114000Z
SUMMARY:Coffee with Priya Shah
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def _story() -> Story:
    everyone = frozenset({MAYA, TOM})
    return Story(
        title="Week six of a quarter",
        text="Maya is weighing *two paths*. Two conversations are behind her, one ends today.",
        starts_at=datetime(2026, 11, 16, 10, 40, tzinfo=UTC),
        workspace_id="T0RESONANCE",
        workspace_name="Wren & Co",
        members=(
            Member(id=MAYA, real_name="Maya Okafor", tz="Europe/London", title="Founder"),
            Member(id=TOM, real_name="Tom Adeyemi", tz="America/New_York", title="People partner"),
        ),
        channels=(Conversation(id="C0TEAM", name="team", is_im=False, members=everyone),),
        messages=(),
        calendars={MAYA: CALENDAR},
        exploration=None,
    )


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail("these tests need Chromium: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def playground() -> AsyncIterator[Playground]:
    async def nothing_is_due() -> datetime | None:
        return None

    async def settled() -> None:
        """The example app works only when spoken to."""

    story = _story()
    clock = PlaygroundClock(story.starts_at)
    async with Playground(
        manifest=MANIFEST, story=story, clock=clock, due=nothing_is_due, settle=settled
    ) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def app(playground: Playground) -> AsyncIterator[ExampleApp]:
    async with ExampleApp(playground) as connected:
        yield connected


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Browser, app: ExampleApp) -> AsyncIterator[Page]:
    """Maya's page, in a wide window; a fault in its scripts fails the test."""
    context = await chromium.new_context(viewport={"width": 1280, "height": 800})
    opened = await context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    await opened.goto(f"{app.playground.url}/#/{MAYA}")
    await opened.get_by_role("heading", name="Lantern", level=1).wait_for()
    yield opened
    await context.close()
    assert faults == []
