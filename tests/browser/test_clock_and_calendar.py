"""The panel beside the conversation: moving time, changing zone, editing the calendar."""

import pytest
from playwright.async_api import Page, expect

from bot.playground.server import Playground

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_an_hour_forward_is_shown_and_said(page: Page, playground: Playground) -> None:
    await page.get_by_role("button", name="+1 hour").click()
    await expect(page.locator(".clock-time")).to_have_text("11:40")
    await expect(page.get_by_text("It is Mon 16 Nov, 11:40.")).to_be_visible()
    assert playground.clock.now().hour == 11


async def test_where_nothing_is_planned_the_clock_says_so_and_stays(page: Page) -> None:
    await page.get_by_role("button", name="To the next thing that happens").click()
    await expect(page.get_by_role("status").filter(has_text="Nothing is planned")).to_be_visible()
    await expect(page.locator(".clock-time")).to_have_text("10:40")


async def test_another_time_zone_moves_every_time_on_the_page(page: Page) -> None:
    await page.get_by_label("Maya’s time zone").select_option("Asia/Tokyo")
    await expect(page.locator(".clock-time")).to_have_text("19:40")
    await expect(page.get_by_text("Mon 16 Nov, 20:00–20:40")).to_be_visible()


async def test_an_event_is_moved_and_renamed_in_place(page: Page, playground: Playground) -> None:
    await page.get_by_role("button", name="Change Coffee with Priya Shah").click()
    await expect(page.get_by_label("Title")).to_be_focused()
    await page.get_by_label("Title").fill("Tea with Priya Shah")
    await page.get_by_label("Ends").fill("2026-11-16T11:55")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_text("Mon 16 Nov, 11:00–11:55")).to_be_visible()
    served = await page.request.get(playground.calendar_address("U0MAYA"))
    assert "SUMMARY:Tea with Priya Shah" in await served.text()


async def test_an_event_that_ends_before_it_starts_is_not_saved(page: Page) -> None:
    await page.get_by_role("button", name="Change Coffee with Priya Shah").click()
    await page.get_by_label("Ends").fill("2026-11-16T10:00")
    await page.get_by_role("button", name="Save", exact=True).click()
    fault = await page.get_by_label("Ends").evaluate("(input) => input.validationMessage")
    assert fault == "It ends after it starts."


async def test_an_event_is_added_cancelled_and_deleted(page: Page) -> None:
    calendar = page.get_by_role("region", name="Maya’s calendar")
    await calendar.get_by_role("button", name="Add an event").click()
    await calendar.get_by_label("Title").fill("Call with Ana Lima")
    await calendar.get_by_role("button", name="Save", exact=True).click()
    await expect(calendar.get_by_text("Mon 16 Nov, 11:00–11:30")).to_be_visible()
    await calendar.get_by_role("button", name="Change Call with Ana Lima").click()
    await calendar.get_by_label("Cancelled, but still in the calendar").check()
    await calendar.get_by_role("button", name="Save", exact=True).click()
    await expect(calendar.get_by_text("11:00–11:30 · cancelled")).to_be_visible()
    await calendar.get_by_role("button", name="Delete Call with Ana Lima").click()
    await expect(calendar.get_by_text("Call with Ana Lima")).to_have_count(0)


async def test_raw_text_is_served_as_typed_even_broken(page: Page, playground: Playground) -> None:
    await page.get_by_text("Raw ICS text").click()
    await page.get_by_label("The calendar’s raw text").fill("BEGIN:VCALENDAR\nbroken")
    async with page.expect_response("**/page/calendar"):
        await page.get_by_role("button", name="Save the text").click()
    served = await page.request.get(playground.calendar_address("U0MAYA"))
    assert await served.text() == "BEGIN:VCALENDAR\nbroken"
