"""What a newcomer meets: where she is, what is under way, and what she can do."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from bot.playground.server import Playground
from tests.browser.conftest import MAYA
from tests.browser.example_app import ExampleApp

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, under) => top.slice(0, 3).map((c, i) => {
    const share = top[3] / 255;
    return c * share + under[i] * (1 - share);
  });
  const ground = (node) => {
    if (!node) return [255, 255, 255];
    const colour = rgba(getComputedStyle(node).backgroundColor);
    return colour[3] === 255 ? colour.slice(0, 3) : over(colour, ground(node.parentElement));
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const words = [...document.querySelectorAll("body *")].filter((node) => node.checkVisibility()
    && [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()));
  return words.map((node) => {
    const under = ground(node);
    const [a, b] = [light(over(rgba(getComputedStyle(node).color), under)), light(under)];
    return {text: node.textContent.trim().slice(0, 40),
      ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)};
  }).filter(({ratio}) => ratio < 4.5);
}"""

BEYOND_THE_EDGE = """() => [...document.querySelectorAll("main *")]
  .filter((node) => !node.closest(".visually-hidden"))
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => node.outerHTML.slice(0, 80))"""


async def test_the_page_names_its_places_for_those_who_cannot_see_it(page: Page) -> None:
    await expect(page.get_by_role("navigation", name="Workspace")).to_be_visible()
    await expect(page.get_by_role("main")).to_be_visible()
    await expect(page.get_by_role("complementary", name="Clock and calendar")).to_be_visible()
    await expect(page.get_by_role("tab", name="Messages")).to_have_attribute(
        "aria-selected", "true"
    )


async def test_the_story_the_clock_and_the_conversation_stand_side_by_side(page: Page) -> None:
    await expect(page.get_by_role("heading", name="Week six of a quarter")).to_be_visible()
    await expect(page.get_by_role("heading", name="The story’s clock")).to_be_visible()
    await expect(page.locator(".clock-time")).to_have_text("10:40")
    await expect(page.get_by_role("button", name="To the next thing that happens")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Message Lantern")).to_be_visible()


@pytest.mark.parametrize("place", ["", "#/U0STRANGER"], ids=["bare", "naming a stranger"])
async def test_an_address_opens_as_the_storys_first_member(
    chromium: Browser, playground: Playground, place: str
) -> None:
    context = await chromium.new_context()
    newcomer = await context.new_page()
    await newcomer.goto(f"{playground.url}/{place}")
    await expect(newcomer.get_by_label("You are")).to_have_value(MAYA)
    await context.close()


async def test_without_a_bot_the_page_says_that_nobody_hears(
    chromium: Browser, playground: Playground
) -> None:
    context = await chromium.new_context()
    alone = await context.new_page()
    await alone.goto(f"{playground.url}/#/{MAYA}")
    await expect(alone.get_by_text("The bot isn’t connected just now")).to_be_visible()
    await context.close()


async def test_every_control_has_a_name(page: Page, app: ExampleApp) -> None:
    await app.ask(MAYA)
    await page.get_by_role("button", name="It happened").wait_for()
    for control in await page.locator("button, input, select, textarea").all():
        if await control.is_visible():
            await expect(control).to_have_accessible_name(re.compile(r"\w"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_their_ground(page: Page, app: ExampleApp, scheme: str) -> None:
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await app.ask(MAYA)
    await page.get_by_role("textbox", name="Message Lantern").fill("/blocks")
    await page.keyboard.press("Enter")
    await page.get_by_text("Only visible to you").wait_for()
    assert await page.evaluate(CONTRASTS) == []


async def test_the_keyboard_leads_everywhere_and_shows_where_it_is(page: Page) -> None:
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the conversation")).to_be_focused()
    await page.keyboard.press("Tab")
    outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


async def test_a_phone_shows_it_all_without_scrolling_sideways(
    chromium: Browser, playground: Playground, app: ExampleApp
) -> None:
    context = await chromium.new_context(viewport={"width": 360, "height": 740})
    phone = await context.new_page()
    await phone.goto(f"{playground.url}/#/{MAYA}")
    await app.ask(MAYA)
    await phone.get_by_role("button", name="It happened").wait_for()
    await phone.get_by_role("textbox", name="Message Lantern").fill("/blocks")
    await phone.keyboard.press("Enter")
    await phone.get_by_text("Only visible to you").wait_for()
    assert await phone.evaluate("document.documentElement.scrollWidth") == 360
    assert await phone.evaluate(BEYOND_THE_EDGE) == []
    await context.close()


async def test_on_a_phone_the_clock_is_one_tap_away_and_escape_leads_back(
    chromium: Browser, playground: Playground
) -> None:
    context = await chromium.new_context(viewport={"width": 360, "height": 740})
    phone = await context.new_page()
    await phone.goto(f"{playground.url}/#/{MAYA}")
    opener = phone.get_by_role("button", name="Clock and calendar")
    await opener.click()
    await expect(phone.get_by_role("button", name="To the next thing that happens")).to_be_focused()
    await phone.keyboard.press("Escape")
    await expect(phone.get_by_role("complementary")).to_be_hidden()
    await expect(opener).to_be_focused()
    await context.close()
