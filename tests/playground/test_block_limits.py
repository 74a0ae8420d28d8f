"""Blocks and views are held against Slack's limits: what just fits, and what is one too many."""

from typing import Any

import pytest

from bot.playground.block_limits import block_faults, view_faults


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Hello", **rest: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text), **rest}


def option(number: int = 0, **rest: Any) -> dict[str, Any]:
    return {"text": plain(f"Option {number}"), "value": str(number), **rest}


def button(text: str = "Go", **rest: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(text), **rest}


def choice(kind: str, count: int = 1, **rest: Any) -> dict[str, Any]:
    return {"type": kind, "options": [option(number) for number in range(count)], **rest}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def asked(element: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"type": "input", "label": plain("Name"), "element": element, **rest}


def typed(**rest: Any) -> dict[str, Any]:
    return {"type": "plain_text_input", "action_id": "typed", **rest}


def modal(**rest: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("Plan"), "blocks": [section()], **rest}


def image(**rest: Any) -> dict[str, Any]:
    url = "https://example.com/a.png"
    return {"type": "image", "image_url": url, "alt_text": "a chart", **rest}


def confirm(**rest: Any) -> dict[str, Any]:
    said = {"title": plain("Sure?"), "text": mrkdwn("It goes."), "confirm": plain("Yes")}
    return {**said, "deny": plain("No"), **rest}


def grouped(*groups: Any) -> dict[str, Any]:
    return {"type": "static_select", "option_groups": list(groups)}


FITS = [
    [asked(grouped({"label": plain("x" * 75), "options": [option()]}))],
    [section("x" * 3000)],
    [{"type": "section", "fields": [mrkdwn("x" * 2000)] * 10}],
    [{"type": "header", "text": plain("x" * 150)}],
    [{"type": "divider", "block_id": "x" * 255}],
    [{"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a chart"}],
    [{"type": "context", "elements": [mrkdwn("small")] * 10}],
    [actions(*[button(action_id=str(number)) for number in range(25)])],
    [actions(button("x" * 75, value="x" * 2000, style="primary"))],
    [actions(choice("static_select", 100))],
    [actions(choice("radio_buttons", 10, initial_option=option(3)))],
    [section(accessory=choice("overflow", 5))],
    [asked(choice("checkboxes", 10, initial_options=[option(1), option(2)]))],
    [asked(choice("multi_static_select", 100))],
    [asked(typed(initial_value="x" * 3000, multiline=True))],
    [asked(typed(dispatch_action_config={"trigger_actions_on": ["on_character_entered"]}))],
    [asked({"type": "number_input", "is_decimal_allowed": False})],
    [asked({"type": "datepicker"})],
    [actions(button(action_id="a")), actions(button(action_id="a"))],
    [actions(button(url="https://example.com/a"))],
    [actions(button(confirm=confirm()))],
    [section(accessory=choice("overflow", 1) | {"options": [option(url="https://a.example")]})],
    [asked(choice("multi_static_select", 3, max_selected_items=1, initial_options=[option(1)]))],
    [asked(typed(focus_on_load=True)), asked(typed())],
    [{"type": "section", "text": mrkdwn("Hello") | {"verbatim": True}}],
    [{"type": "header", "text": plain("Hello") | {"emoji": True}}],
]

TOO_MUCH = [
    ([section("x" * 3001)], "/blocks/0/text/text"),
    ([section("")], "/blocks/0/text/text"),
    ([{"type": "section"}], "/blocks/0"),
    ([{"type": "section", "fields": [mrkdwn("x")] * 11}], "/blocks/0/fields"),
    ([{"type": "section", "fields": [mrkdwn("x" * 2001)]}], "/blocks/0/fields/0/text"),
    ([{"type": "header", "text": plain("x" * 151)}], "/blocks/0/text/text"),
    ([{"type": "header", "text": mrkdwn("bold")}], "/blocks/0/text"),
    ([{"type": "divider", "block_id": "x" * 256}], "/blocks/0/block_id"),
    ([{"type": "image", "image_url": "https://example.com/a.png"}], "/blocks/0"),
    ([{"type": "context", "elements": [mrkdwn("small")] * 11}], "/blocks/0/elements"),
    ([{"type": "context", "elements": []}], "/blocks/0/elements"),
    ([{"type": "context", "elements": [button()]}], "/blocks/0/elements/0/type"),
    ([actions()], "/blocks/0/elements"),
    ([actions(*[button(action_id=str(n)) for n in range(26)])], "/blocks/0/elements"),
    ([actions(button(action_id="a"), button(action_id="a"))], "/blocks/0/elements/1/action_id"),
    ([actions(button("x" * 76))], "/blocks/0/elements/0/text/text"),
    ([actions(button(value="x" * 2001))], "/blocks/0/elements/0/value"),
    ([actions(button(action_id="x" * 256))], "/blocks/0/elements/0/action_id"),
    ([actions(button(style="loud"))], "/blocks/0/elements/0/style"),
    ([actions(typed())], "/blocks/0/elements/0/type"),
    ([actions(choice("static_select", 0))], "/blocks/0/elements/0/options"),
    ([actions(choice("static_select", 101))], "/blocks/0/elements/0/options"),
    ([actions(choice("radio_buttons", 11))], "/blocks/0/elements/0/options"),
    ([actions(choice("checkboxes", 11))], "/blocks/0/elements/0/options"),
    ([actions(choice("overflow", 6))], "/blocks/0/elements/0/options"),
    ([actions(choice("multi_static_select"))], "/blocks/0/elements/0/type"),
    ([actions(choice("radio_buttons", initial_option=option(9)))], "/blocks/0/elements/0"),
    ([asked(choice("checkboxes", initial_options=[]))], "/blocks/0/element/initial_options"),
    (
        [asked({"type": "static_select", "options": [option(text=plain("x" * 76))]})],
        "/blocks/0/element/options/0/text/text",
    ),
    (
        [asked({"type": "static_select", "options": [option(value="x" * 151)]})],
        "/blocks/0/element/options/0/value",
    ),
    ([asked({"type": "static_select", "options": [option()] * 2})], "/blocks/0/element/options"),
    ([asked(typed(initial_value="x" * 3001))], "/blocks/0/element/initial_value"),
    ([asked(typed(max_length=3001))], "/blocks/0/element/max_length"),
    ([asked(typed(placeholder=plain("x" * 151)))], "/blocks/0/element/placeholder/text"),
    (
        [asked(typed(dispatch_action_config={"trigger_actions_on": ["on_blur"]}))],
        "/blocks/0/element/dispatch_action_config",
    ),
    ([asked({"type": "number_input"})], "/blocks/0/element"),
    ([asked(button())], "/blocks/0/element/type"),
    ([asked(typed(), label=mrkdwn("*Name*"))], "/blocks/0/label"),
    ([{"type": "input", "element": typed()}], "/blocks/0/label"),
    ([{"type": "carousel"}], "/blocks/0/type"),
    ([section(block_id="a"), section(block_id="a")], "/blocks"),
    ([{"type": "section", "fields": 7}], "/blocks/0/fields"),
    ([asked(grouped())], "/blocks/0/element/option_groups"),
    ([asked(grouped("topics"))], "/blocks/0/element/option_groups/0"),
    (
        [asked(grouped({"label": plain("x" * 76), "options": [option()]}))],
        "/blocks/0/element/option_groups/0/label/text",
    ),
    (["text"], "/blocks/0"),
    ("text", "/blocks"),
    ([section(colour="red")], "/blocks/0"),
    ([{"type": "section", "text": mrkdwn("Hello") | {"emoji": True}}], "/blocks/0/text"),
    ([{"type": "header", "text": plain("Hello") | {"verbatim": True}}], "/blocks/0/text"),
    ([actions(button(disabled=True))], "/blocks/0/elements/0"),
    ([actions(choice("radio_buttons", placeholder=plain("Choose")))], "/blocks/0/elements/0"),
    ([actions(button(action_id=""))], "/blocks/0/elements/0/action_id"),
    ([section(block_id="")], "/blocks/0/block_id"),
    ([actions(button(url="example.com"))], "/blocks/0/elements/0/url"),
    ([actions(button(url="https://a.example/" + "x" * 3000))], "/blocks/0/elements/0/url"),
    ([{"type": "image", "image_url": "a.png", "alt_text": "a chart"}], "/blocks/0/image_url"),
    ([{"type": "image", "alt_text": "a chart"}], "/blocks/0"),
    ([image(title=plain("x" * 2001))], "/blocks/0/title/text"),
    (
        [actions(button(confirm=confirm(title=mrkdwn("Sure?"))))],
        "/blocks/0/elements/0/confirm/title",
    ),
    ([actions(button(confirm=confirm(deny=None)))], "/blocks/0/elements/0/confirm/deny"),
    ([actions(button(confirm=confirm(style="loud")))], "/blocks/0/elements/0/confirm/style"),
    (
        [actions(button(confirm=confirm(text=plain("x" * 301))))],
        "/blocks/0/elements/0/confirm/text/text",
    ),
    ([actions(button(confirm="Sure?"))], "/blocks/0/elements/0/confirm"),
    ([actions(choice("static_select", option_groups=[]))], "/blocks/0/elements/0"),
    ([asked({"type": "static_select"})], "/blocks/0/element"),
    (
        [asked({"type": "static_select", "options": [option(url="https://a.example")]})],
        "/blocks/0/element/options/0",
    ),
    (
        [asked(choice("multi_static_select", max_selected_items=0))],
        "/blocks/0/element/max_selected_items",
    ),
    (
        [
            asked(
                choice(
                    "multi_static_select",
                    2,
                    max_selected_items=1,
                    initial_options=[option(0), option(1)],
                )
            )
        ],
        "/blocks/0/element/initial_options",
    ),
    ([asked(typed(min_length=20, max_length=10))], "/blocks/0/element/min_length"),
    ([asked(typed(focus_on_load=True)), asked(typed(focus_on_load=True))], "/blocks/1"),
]


@pytest.mark.parametrize("blocks", FITS)
def test_what_is_within_the_limits_passes(blocks: list[dict[str, Any]]) -> None:
    assert block_faults(blocks, surface="modal") == []


@pytest.mark.parametrize(("blocks", "pointer"), TOO_MUCH)
def test_what_is_beyond_them_is_pointed_at(blocks: Any, pointer: str) -> None:
    assert [
        fault.rpartition("[json-pointer:")[2] for fault in block_faults(blocks, surface="modal")
    ] == [f"{pointer}]"]


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_a_surface_holds_so_many_blocks(surface: str, most: int) -> None:
    assert block_faults([section()] * most, surface=surface) == []
    assert len(block_faults([section()] * (most + 1), surface=surface)) == 1


VIEWS = [
    (modal(), 0),
    (modal(title=plain("x" * 24)), 0),
    (modal(title=plain("x" * 25)), 1),
    (modal(title=None), 1),
    (modal(submit=plain("x" * 25)), 1),
    (modal(close=plain("x" * 25)), 1),
    (modal(blocks=[asked(typed())]), 1),
    (modal(blocks=[asked(typed())], submit=plain("Save")), 0),
    (modal(private_metadata="x" * 3000), 0),
    (modal(private_metadata="x" * 3001), 1),
    (modal(callback_id="x" * 256), 1),
    (modal(external_id="x" * 256), 1),
    (modal(type="sheet"), 1),
    (modal(blocks=None), 1),
    (modal(colour="red"), 1),
    ({"type": "home", "blocks": [], "title": plain("Home")}, 1),
    ({"type": "home", "blocks": []}, 0),
    ("modal", 1),
]


@pytest.mark.parametrize(("view", "faults"), VIEWS)
def test_a_view_has_limits_of_its_own(view: Any, faults: int) -> None:
    assert len(view_faults(view)) == faults


PICKERS = [
    ("datepicker", "initial_date", "2026-10-16", True),
    ("datepicker", "initial_date", "2026-02-30", False),
    ("datepicker", "initial_date", "20261016", False),
    ("datepicker", "initial_date", 20261016, False),
    ("timepicker", "initial_time", "23:59", True),
    ("timepicker", "initial_time", "24:00", False),
    ("timepicker", "initial_time", "9:30", False),
    ("datetimepicker", "initial_date_time", 1_760_000_000, True),
    ("datetimepicker", "initial_date_time", 999_999_999, False),
    ("datetimepicker", "initial_date_time", "1760000000", False),
]


@pytest.mark.parametrize(("kind", "key", "first", "fits"), PICKERS)
def test_a_picker_begins_at_a_real_date_or_time(
    kind: str, key: str, first: Any, fits: bool
) -> None:
    faults = block_faults([asked({"type": kind, key: first})], surface="modal")

    assert (faults == []) is fits
