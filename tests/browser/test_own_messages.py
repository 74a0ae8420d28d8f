"""Changing one's own words, answering in a thread, and what is gone after a reload."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.playground.server import Playground
from tests.browser.conftest import MAYA, TOM
from tests.browser.example_app import PATIENCE_SECONDS, ExampleApp
from tests.browser.test_conversation import type_and_send
from tests.browser.test_first_look import BEYOND_THE_EDGE, CONTRASTS

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def phone(chromium: Browser, playground: Playground, app: ExampleApp) -> AsyncIterator[Page]:
    """Maya's page on a phone, which has a finger and no pointer that hovers."""
    context = await chromium.new_context(
        viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True
    )
    opened = await context.new_page()
    await opened.goto(f"{playground.url}/#/{MAYA}")
    await opened.get_by_role("heading", name="Lantern", level=1).wait_for()
    assert app.playground is playground
    yield opened
    await context.close()


def said(page: Page, words: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=words)


def more(page: Page, words: str) -> Locator:
    return said(page, words).get_by_role("button", name="More actions for this message")


async def choose(page: Page, words: str, item: str) -> None:
    await more(page, words).click()
    await page.get_by_role("menuitem", name=item).click()


async def test_a_message_is_edited_by_keyboard_alone(page: Page) -> None:
    await type_and_send(page, "Fine & good")
    await more(page, "Fine & good").press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    box = page.get_by_role("textbox", name="Edit your message")
    await expect(box).to_be_focused()
    await expect(box).to_have_value("Fine & good")
    await box.fill("So-so & tired")
    await page.keyboard.press("Enter")
    await expect(said(page, "So-so & tired").get_by_text("(edited)")).to_be_visible()
    await expect(more(page, "So-so & tired")).to_be_focused()
    await expect(said(page, "Fine & good")).to_have_count(0)


async def test_escape_leaves_a_message_as_it_was(page: Page) -> None:
    await type_and_send(page, "Fine")
    await choose(page, "Fine", "Edit message")
    await page.get_by_role("textbox", name="Edit your message").fill("Terrible")
    await page.keyboard.press("Escape")
    await expect(said(page, "Fine")).to_be_visible()
    await expect(page.get_by_text("(edited)")).to_have_count(0)
    await expect(more(page, "Fine")).to_be_focused()


async def test_half_an_edit_survives_what_comes_meanwhile(page: Page, app: ExampleApp) -> None:
    await type_and_send(page, "Fine")
    await choose(page, "Fine", "Edit message")
    box = page.get_by_role("textbox", name="Edit your message")
    await box.fill("Fine, but")
    await app.ask(MAYA)
    await page.get_by_role("button", name="It happened").wait_for()
    await expect(box).to_have_value("Fine, but")
    await expect(box).to_be_focused()


async def test_a_deletion_asks_first(page: Page) -> None:
    await type_and_send(page, "Too much")
    await choose(page, "Too much", "Delete message")
    question = page.get_by_role("alertdialog", name="Delete message")
    await question.get_by_role("button", name="Cancel").click()
    await expect(more(page, "Too much")).to_be_focused()
    await choose(page, "Too much", "Delete message")
    await question.get_by_role("button", name="Delete").click()
    await expect(said(page, "Too much")).to_have_count(0)
    await expect(page.get_by_role("textbox", name="Message Lantern")).to_be_focused()
    await expect(page.locator("#announcer")).to_have_text("Message deleted.")


async def test_an_edit_to_nothing_is_a_deletion(page: Page) -> None:
    await type_and_send(page, "Never mind")
    await choose(page, "Never mind", "Edit message")
    await page.get_by_role("textbox", name="Edit your message").fill("")
    await page.keyboard.press("Enter")
    await page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    await expect(page.get_by_role("textbox", name="Edit your message")).to_have_count(0)


async def test_what_others_wrote_can_be_answered_and_no_more(page: Page, app: ExampleApp) -> None:
    await app.ask(MAYA)
    await more(page, "It happened").click()
    items = page.get_by_role("menuitem")
    await expect(items).to_have_text(["Reply in thread"])
    await items.click()
    await expect(page.get_by_text("Replying in the thread of")).to_be_visible()
    await type_and_send(page, "/blocks")
    await expect(page.get_by_text("/blocks is not supported in threads. Sorry!")).to_be_visible()
    await type_and_send(page, "It went well")
    await expect(said(page, "It went well")).to_contain_text("Reply in a thread")
    await expect(page.get_by_text("Replying in the thread of")).to_be_hidden()


async def test_an_answer_stands_beneath_what_it_answers(page: Page) -> None:
    for words in ("first", "second"):
        await type_and_send(page, words)
    await choose(page, "first", "Reply in thread")
    await type_and_send(page, "to the first")
    texts = page.locator("#messages .message .text")
    await expect(texts).to_have_text(["first", "to the first", "second"])


async def test_what_she_alone_sees_is_gone_after_a_reload(page: Page, app: ExampleApp) -> None:
    await type_and_send(page, "for good")
    await type_and_send(page, "/blocks")
    await page.get_by_text("Only visible to you").wait_for()
    await page.get_by_label("You are").select_option(TOM)
    await page.get_by_label("You are").select_option(MAYA)
    await expect(page.get_by_text("Only visible to you")).to_be_visible()
    await page.reload()
    await expect(said(page, "for good")).to_be_visible()
    await expect(page.get_by_text("Only visible to you")).to_have_count(0)
    kept = app.playground.state.messages.of("D0MAYA")
    assert [message.text for message in kept] == ["for good"]


async def test_a_page_that_is_closed_leaves_nothing_that_she_alone_saw(
    page: Page, app: ExampleApp
) -> None:
    await type_and_send(page, "/blocks")
    await page.get_by_text("Only visible to you").wait_for()
    changes = app.playground.state.changes
    before = changes.revision(MAYA)
    await page.goto("about:blank")
    async with asyncio.timeout(PATIENCE_SECONDS):
        while app.playground.state.messages.of("D0MAYA"):
            before = await changes.after(MAYA, before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_what_only_she_sees_is_yellow_also_under_the_pointer(page: Page, scheme: str) -> None:
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await type_and_send(page, "/blocks")
    only_hers = said(page, "Only visible to you")
    for _ in range(2):
        red, green, blue = await only_hers.evaluate(
            "node => getComputedStyle(node).backgroundColor.match(/\\d+/g).map(Number)"
        )
        assert min(red, green) > blue + 20
        await only_hers.hover()
    assert await page.evaluate(CONTRASTS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_menu_the_editor_and_a_thread_can_be_read(page: Page, scheme: str) -> None:
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for words in ("first", "second"):
        await type_and_send(page, words)
    await choose(page, "first", "Reply in thread")
    await type_and_send(page, "to the first")
    await choose(page, "second", "Edit message")
    await page.get_by_role("textbox", name="Edit your message").wait_for()
    await more(page, "to the first").click()
    assert await page.evaluate(CONTRASTS) == []
    for control in await page.locator("#messages :is(button, textarea)").all():
        if await control.is_visible():
            await expect(control).to_have_accessible_name(re.compile(r"\w"))


async def test_on_a_phone_a_finger_edits_and_deletes(phone: Page) -> None:
    await type_and_send(phone, "Fine")
    await expect(more(phone, "Fine")).to_be_visible()
    await more(phone, "Fine").tap()
    await phone.get_by_role("menuitem", name="Edit message").tap()
    assert await phone.evaluate(BEYOND_THE_EDGE) == []
    await phone.get_by_role("textbox", name="Edit your message").fill("Not fine")
    await phone.get_by_role("button", name="Save").tap()
    await more(phone, "Not fine").tap()
    assert await phone.evaluate(BEYOND_THE_EDGE) == []
    await phone.get_by_role("menuitem", name="Delete message").tap()
    await phone.get_by_role("alertdialog").get_by_role("button", name="Delete").tap()
    await expect(said(phone, "Not fine")).to_have_count(0)
