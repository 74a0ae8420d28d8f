"""What the README promises: the real bot on the page, from an interview's end to the synthesis."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.commands.trial import trial
from bot.playground.stories import story_named

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def maya(chromium: Browser) -> AsyncIterator[Page]:
    """Maya's page as `make try` opens it, with the real bot behind it."""
    async with trial(story_named("midway"), port=0, database_url=None) as playground:
        context = await chromium.new_context(viewport={"width": 1280, "height": 900})
        page = await context.new_page()
        await page.goto(playground.url)
        yield page
        await context.close()


async def test_from_the_end_of_the_coffee_to_the_synthesis(maya: Page) -> None:
    await maya.get_by_role("button", name="To the next thing that happens").click()
    await expect(maya.get_by_text("How did it go?").last).to_be_visible()

    await maya.get_by_role("button", name="It happened").click()
    await maya.get_by_role("button", name="Check in").click()
    form = maya.get_by_role("dialog", name="Check-in: Ana Lima")
    await form.get_by_role("checkbox", name="Settled").check()
    for word in ("awake", "deeply calm", "clearer", "I'd like that"):
        await form.get_by_role("radio", name=word).first.check()
    await form.get_by_label("One line worth keeping").fill("She decides what a good week is.")
    await form.get_by_role("button", name="Save").click()
    await expect(maya.get_by_text("Saved.")).to_be_visible()
    await expect(form).to_have_count(0)

    composer = maya.get_by_role("textbox", name="Message Resonance")
    await composer.fill("/synthesis ")
    await composer.press("Enter")
    view = maya.get_by_role("dialog", name="Synthesis")
    await expect(view.get_by_text("Ana, pull 4")).to_be_visible()
    await view.get_by_role("button", name="All the evidence").click()
    await expect(view.get_by_role("button", name="Open check-in").first).to_be_visible()


async def test_a_form_closed_by_accident_goes_on_where_it_was(maya: Page) -> None:
    await maya.get_by_role("button", name="To the next thing that happens").click()
    await maya.get_by_role("button", name="It happened").click()
    await maya.get_by_role("button", name="Check in").click()
    line = maya.get_by_label("One line worth keeping")
    async with maya.expect_response("**/page/action"):
        await line.press_sequentially("Shoulders dropped")
    await maya.get_by_role("button", name="Not now").click()

    await maya.get_by_role("button", name="Check in").click()

    await expect(maya.get_by_text("You had begun this")).to_be_visible()
    await expect(line).to_have_value("Shoulders dropped")


async def test_the_home_tab_shows_the_week(maya: Page) -> None:
    await maya.get_by_role("tab", name="Home").or_(maya.get_by_role("link", name="Home")).click()

    await expect(maya.get_by_text("This week: 1 of 2 people asked.")).to_be_visible()
