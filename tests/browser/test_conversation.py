"""Talking with an app: messages, commands, taps, and what reaches a phone."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import MAYA, TOM
from tests.browser.example_app import ExampleApp

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def type_and_send(page: Page, text: str) -> None:
    """Types into the conversation's box and presses Enter."""
    await page.get_by_role("textbox", name="Message").fill(text)
    await page.keyboard.press("Enter")


async def test_what_she_types_appears_with_her_name_and_the_time_of_her_zone(page: Page) -> None:
    await type_and_send(page, "Hello <b>there</b>")
    message = page.get_by_role("listitem").filter(has_text="Hello <b>there</b>")
    await expect(message).to_contain_text("Maya Okafor")
    await expect(message.locator("time")).to_have_text("10:40")


async def test_a_slash_lists_the_commands_and_the_keyboard_picks_one(page: Page) -> None:
    box = page.get_by_role("textbox", name="Message Lantern")
    await box.press_sequentially("/")
    commands = page.get_by_role("listbox", name="Commands").get_by_role("option")
    await expect(commands).to_have_count(3)
    await page.keyboard.press("ArrowDown")
    await expect(commands.nth(1)).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Tab")
    await expect(box).to_have_value("/blocks ")
    await expect(box).to_be_focused()


async def test_an_answer_for_her_alone_is_marked_and_nobody_else_sees_it(page: Page) -> None:
    await page.get_by_role("button", name="team").click()
    await type_and_send(page, "/blocks")
    await expect(page.get_by_text("Only visible to you")).to_be_visible()
    await page.get_by_label("You are").select_option(TOM)
    await page.get_by_role("button", name="team").click()
    await expect(page.get_by_role("heading", name="# team").first).to_be_visible()
    await expect(page.get_by_text("Only visible to you")).to_have_count(0)


async def test_a_command_nobody_knows_is_refused_in_one_sentence_and_kept(page: Page) -> None:
    await type_and_send(page, "/nonsense")
    await expect(page.get_by_role("status").filter(has_text="not a valid command")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Message Lantern")).to_have_value("/nonsense")


async def test_a_tap_reaches_the_app_and_its_answer_replaces_the_message(
    page: Page, app: ExampleApp
) -> None:
    await app.ask(MAYA)
    await page.get_by_role("button", name="It happened").press("Enter")
    await expect(page.get_by_text("✅ Thank you, noted.")).to_be_visible()
    await expect(page.get_by_role("button", name="Change", exact=True)).to_be_focused()
    assert [action["value"] for action in app.actions("happened")] == ["happened"]


async def test_words_that_were_changed_are_marked_as_edited(page: Page, app: ExampleApp) -> None:
    posted = await app.client.chat_postMessage(channel="D0MAYA", text="Tomorrow.")
    await app.client.chat_update(channel="D0MAYA", ts=str(posted["ts"]), text="On Friday.")
    message = page.get_by_role("listitem").filter(has_text="On Friday.")
    await expect(message.get_by_text("(edited)")).to_be_visible()


async def test_a_dangerous_tap_asks_first_and_only_then_reaches_the_app(
    page: Page, app: ExampleApp
) -> None:
    await app.ask(MAYA)
    forget = page.get_by_role("button", name="Forget it")
    await forget.click()
    question = page.get_by_role("alertdialog", name="Delete this person?")
    await question.get_by_role("button", name="Keep").click()
    await expect(forget).to_be_focused()
    assert app.actions("forget") == []
    await forget.click()
    await question.get_by_role("button", name="Delete").click()
    await app.heard("forget")
    assert len(app.actions("forget")) == 1


async def test_choices_in_a_message_are_sent_at_once_with_all_that_was_chosen(
    page: Page, app: ExampleApp
) -> None:
    await type_and_send(page, "/blocks")
    await page.get_by_role("radio", name="High").check()
    assert (await app.heard("rating"))["selected_option"]["text"]["text"] == "High"
    await page.get_by_label("Choose an option").select_option(label="Agency owner")
    assert (await app.heard("option"))["selected_option"]["value"] == "a"
    state = app.interactions[-1]["state"]["values"]["controls"]
    assert state["rating"]["selected_option"]["value"] == "3"
    assert state["day"]["selected_date"] == "2026-11-20"


async def test_the_overflow_menu_is_walked_with_the_arrow_keys(page: Page, app: ExampleApp) -> None:
    await type_and_send(page, "/blocks")
    await page.get_by_role("button", name="More actions").press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    assert (await app.heard("menu"))["selected_option"]["value"] == "snooze"
    await expect(page.get_by_role("button", name="More actions")).to_be_focused()


async def test_a_message_out_of_sight_reaches_the_phone_and_is_counted(
    page: Page, app: ExampleApp
) -> None:
    await page.get_by_role("button", name="team").click()
    await app.ask(MAYA)
    phone = page.get_by_role("status").filter(has_text="Maya’s phone")
    await expect(phone).to_contain_text("Your conversation just ended. How did it go?")
    await expect(page.get_by_role("button", name=re.compile("Lantern.*1 unread"))).to_be_visible()
    await phone.get_by_role("button", name="Open").click()
    await expect(page.get_by_role("button", name="It happened")).to_be_visible()
    await expect(page.get_by_role("button", name=re.compile("unread"))).to_have_count(0)


async def test_a_message_to_another_member_shows_on_that_members_phone(
    page: Page, app: ExampleApp
) -> None:
    await app.ask(TOM)
    phone = page.get_by_role("status").filter(has_text="Tom’s phone")
    await phone.get_by_role("button", name="Open").click()
    await expect(page.get_by_label("You are")).to_have_value(TOM)
    await expect(page.get_by_role("button", name="It happened")).to_be_visible()
    await expect(page.get_by_role("listitem").locator("time")).to_have_text("05:40")


async def test_a_message_in_sight_is_read_out_by_its_text_alone(
    page: Page, app: ExampleApp
) -> None:
    await app.ask(MAYA)
    await expect(page.locator("#announcer")).to_have_text(
        "Lantern: Your conversation just ended. How did it go?"
    )


async def test_opening_home_tells_the_app_which_draws_it(page: Page) -> None:
    await page.get_by_role("tab", name="Home").click()
    await expect(page.get_by_role("heading", name="Your week")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Message Lantern")).to_be_hidden()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Messages")).to_be_focused()
    await expect(page.get_by_role("textbox", name="Message Lantern")).to_be_visible()
