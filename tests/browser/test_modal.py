"""Forms: what she typed is kept, faults stand beside their fields, focus never gets lost."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from tests.browser.example_app import ExampleApp
from tests.browser.test_conversation import type_and_send

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LINE = "She has not had an August off in six years."


async def open_form(page: Page) -> None:
    """Opens the example app's check-in."""
    await type_and_send(page, "/form")
    await page.get_by_role("dialog", name="Straight after").wait_for()


async def test_a_form_opens_on_its_first_field_and_gives_focus_back_when_closed(
    page: Page, app: ExampleApp
) -> None:
    await open_form(page)
    await expect(page.get_by_label("One line worth keeping")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_role("textbox", name="Message Lantern")).to_be_focused()
    assert app.interactions[-1]["type"] == "view_closed"


async def test_empty_required_fields_are_named_beside_them_before_the_app_hears(
    page: Page, app: ExampleApp
) -> None:
    await open_form(page)
    await page.get_by_role("button", name="Save", exact=True).click()
    line = page.get_by_label("One line worth keeping")
    await expect(line).to_have_accessible_description(
        "Please complete this required field. Hers or yours, in whole sentences."
    )
    await expect(line).to_be_focused()
    await expect(page.get_by_role("radiogroup", name="Pull")).to_have_accessible_description(
        "Please complete this required field."
    )
    assert app.interactions == []


async def test_all_that_was_filled_in_is_submitted_as_slack_sends_it(
    page: Page, app: ExampleApp
) -> None:
    await open_form(page)
    await page.get_by_label("One line worth keeping").fill(LINE)
    await page.get_by_role("radio", name="High").check()
    await page.get_by_role("combobox", name="What drew me").fill("aut")
    await expect(page.get_by_role("option", name="Autonomy")).to_be_visible()
    await expect(page.get_by_role("option", name="Hours")).to_be_hidden()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await page.get_by_label("How you met").select_option(label="In person")
    await page.get_by_label("Who else").select_option(label="Tom Adeyemi")
    await page.get_by_label("Minutes").fill("40")
    await page.get_by_role("checkbox", name="Low").check()
    await page.get_by_label("When again").fill("2027-07-01T10:00")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("dialog")).to_have_count(0)

    values = app.interactions[-1]["view"]["state"]["values"]
    assert {block: _answer(filled["typed"]) for block, filled in values.items()} == {
        "worth_keeping": LINE,
        "pull": "3",
        "drew_me": ["autonomy"],
        "medium": "in_person",
        "people": "U0TOM",
        "minutes": "40",
        "body": ["1"],
        "again": 1_814_432_400,  # 10:00 of a summer's day in London
    }


def _answer(element: dict[str, object]) -> object:
    value = next(held for key, held in element.items() if key != "type")
    match value:
        case list():
            return [option["value"] for option in value]
        case {"value": chosen}:
            return chosen
    return value


async def test_the_apps_own_error_stands_beside_its_field_and_the_form_stays(page: Page) -> None:
    await open_form(page)
    line = page.get_by_label("One line worth keeping")
    await line.fill("Mostly selling.")
    await page.get_by_role("radio", name="Low").check()
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(line).to_have_accessible_description(
        "Please leave the selling out. Hers or yours, in whole sentences."
    )
    await expect(line).to_be_focused()
    await line.fill("Mostly making.")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_a_form_drawn_anew_keeps_what_she_typed_and_where_she_is(page: Page) -> None:
    await open_form(page)
    await page.get_by_label("One line worth keeping").fill(LINE)
    await page.get_by_role("radio", name="Some").check()
    more = page.get_by_role("button", name="Show more")
    await more.press("Enter")
    await expect(page.get_by_text("There is more now.")).to_be_visible()
    await expect(more).to_be_focused()
    await expect(page.get_by_label("One line worth keeping")).to_have_value(LINE)
    await expect(page.get_by_role("radio", name="Some")).to_be_checked()


async def test_a_draft_reaches_the_app_while_she_types_and_survives_a_reload(
    page: Page, app: ExampleApp
) -> None:
    await open_form(page)
    await page.get_by_label("One line worth keeping").press_sequentially("Shoulders dropped")
    await app.heard("typed", value="Shoulders dropped")
    await page.reload()
    await expect(page.get_by_label("One line worth keeping")).to_have_value("Shoulders dropped")


async def test_an_input_that_does_not_dispatch_tells_nobody(page: Page, app: ExampleApp) -> None:
    await open_form(page)
    await page.get_by_role("radio", name="High").check()
    await page.get_by_role("button", name="Show more").click()
    await page.get_by_text("There is more now.").wait_for()
    assert [each["actions"][0]["action_id"] for each in app.interactions] == ["show_more"]


async def test_views_stack_and_back_leads_to_the_one_below_as_it_was_left(page: Page) -> None:
    await open_form(page)
    await page.get_by_label("Minutes").fill("40")
    await page.get_by_role("button", name="Go deeper").click()
    await expect(page.get_by_role("dialog", name="One level deeper")).to_be_visible()
    await expect(page.get_by_label("Her address")).to_be_focused()
    await page.get_by_label("Her address").fill("nowhere")
    await page.get_by_role("button", name="Done").click()
    await expect(page.get_by_text("Please enter a valid email address.")).to_be_visible()
    await page.get_by_role("button", name="Back").click()
    await expect(page.get_by_role("dialog", name="Straight after")).to_be_visible()
    await expect(page.get_by_label("Minutes")).to_have_value("40")


@pytest.mark.parametrize(
    ("leave"),
    [
        lambda page: page.keyboard.press("Escape"),
        lambda page: page.get_by_role("button", name="Close", exact=True).click(),
        lambda page: page.get_by_role("button", name="Cancel", exact=True).click(),
    ],
    ids=["Escape", "the cross", "Cancel"],
)
async def test_every_way_out_of_a_form_tells_the_app(
    page: Page, app: ExampleApp, leave: Callable[[Page], Awaitable[None]]
) -> None:
    await open_form(page)
    await leave(page)
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert [each["type"] for each in app.interactions] == ["view_closed"]


async def test_what_lies_behind_a_form_is_out_of_reach(page: Page) -> None:
    await open_form(page)
    for _ in range(40):
        await page.keyboard.press("Tab")
        inside = (
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert await page.evaluate(inside)


async def test_escape_closes_an_open_list_before_it_closes_the_form(page: Page) -> None:
    await open_form(page)
    topics = page.get_by_role("combobox", name="What drew me")
    await topics.click()
    await expect(page.get_by_role("listbox", name="Options")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox", name="Options")).to_be_hidden()
    await expect(page.get_by_role("dialog", name="Straight after")).to_be_visible()
