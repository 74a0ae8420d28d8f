"""Slack's documented limits of block elements (docs.slack.dev/reference/block-kit)."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from bot.playground.composition_limits import (
    Faults,
    confirm_faults,
    id_faults,
    length_faults,
    option_faults,
    picture_faults,
    size_faults,
    style_faults,
    text_faults,
    url_faults,
)
from bot.playground.moment_limits import picker_faults
from bot.playground.properties import ELEMENTS, OBJECTS, property_faults
from bot.playground.wire import JsonObject

SECTION, ACTIONS, INPUT, CONTEXT = "section", "actions", "input", "context"

BUTTON_TEXT = 75
BUTTON_LENGTHS = {"value": 2000, "accessibility_label": 75}
ALT_TEXT = 2000
PLACEHOLDER = 150
PLAIN_INPUT = 3000
CONTEXT_TEXT = 3000
OPTION_GROUPS = 100
GROUP_LABEL = 75

INTERACTIVE = frozenset({SECTION, ACTIONS, INPUT})
# element type -> the blocks it may stand in
HOSTS: Mapping[str, frozenset[str]] = {
    "button": frozenset({SECTION, ACTIONS}),
    "overflow": frozenset({SECTION, ACTIONS}),
    "image": frozenset({SECTION, CONTEXT}),
    "static_select": INTERACTIVE,
    "multi_static_select": frozenset({SECTION, INPUT}),
    "radio_buttons": INTERACTIVE,
    "checkboxes": INTERACTIVE,
    "datepicker": INTERACTIVE,
    "timepicker": INTERACTIVE,
    "datetimepicker": frozenset({ACTIONS, INPUT}),
    "users_select": INTERACTIVE,
    "multi_users_select": frozenset({SECTION, INPUT}),
    "channels_select": INTERACTIVE,
    "conversations_select": INTERACTIVE,
    "plain_text_input": frozenset({INPUT}),
    "email_text_input": frozenset({INPUT}),
    "url_text_input": frozenset({INPUT}),
    "number_input": frozenset({INPUT}),
    "plain_text": frozenset({CONTEXT}),
    "mrkdwn": frozenset({CONTEXT}),
}
# element type -> (fewest, most) options
OPTIONS: Mapping[str, tuple[int, int]] = {
    "overflow": (1, 5),
    "static_select": (1, 100),
    "multi_static_select": (1, 100),
    "radio_buttons": (1, 10),
    "checkboxes": (1, 10),
}
MRKDWN_OPTIONS = frozenset({"radio_buttons", "checkboxes"})
DISPATCH_TRIGGERS = frozenset({"on_enter_pressed", "on_character_entered"})


def element_faults(element: Any, at: str, *, host: str) -> Faults:
    """What Slack would refuse in this element of a block of type `host`."""
    kind = str(element.get("type")) if isinstance(element, dict) else ""
    if kind not in HOSTS or host not in HOSTS[kind]:
        return [f"unsupported type: {kind} [json-pointer:{at}/type]"]
    if host == CONTEXT and kind != "image":
        return text_faults(element, at, most=CONTEXT_TEXT)
    faults = [
        *property_faults(element, ELEMENTS[kind], at),
        *id_faults(element, at, "action_id"),
    ]
    if element.get("placeholder") is not None:
        faults += text_faults(
            element["placeholder"], f"{at}/placeholder", most=PLACEHOLDER, plain=True
        )
    if element.get("confirm") is not None:
        faults += confirm_faults(element["confirm"], f"{at}/confirm")
    if kind in OPTIONS:
        faults += _options(element, at)
    return [*faults, *PARTICULAR.get(kind, _nothing)(element, at)]


def offered_options(element: JsonObject) -> Any:
    """All options of an element, those of its groups where a select has groups."""
    groups = element.get("option_groups")
    if groups is None:
        return element.get("options")
    return [option for group in groups for option in group["options"]]


def _options(element: JsonObject, at: str) -> Faults:
    kind = element["type"]
    if (element.get("options") is None) is (element.get("option_groups") is None):
        return [f"must define either `options` or `option_groups` [json-pointer:{at}]"]
    faults = _group_faults(element.get("option_groups"), f"{at}/option_groups")
    if faults:
        return faults
    options = offered_options(element)
    least, most = OPTIONS[kind]
    faults = size_faults(options, f"{at}/options", most=most, least=least)
    if faults or not isinstance(options, list):
        return faults
    for number, option in enumerate(options):
        faults += option_faults(
            option,
            f"{at}/options/{number}",
            plain=kind not in MRKDWN_OPTIONS,
            kind="overflow_option" if kind == "overflow" else "option",
        )
    return faults or [
        *_same_values(options, at),
        *_initial(element, options, at),
        *_too_many_chosen(element, at),
    ]


def _group_faults(groups: Any, at: str) -> Faults:
    if groups is None:
        return []
    faults = size_faults(groups, at, most=OPTION_GROUPS, least=1)
    for number, group in enumerate([] if faults else groups):
        if not isinstance(group, dict) or not isinstance(group.get("options"), list):
            faults.append(f"missing required field: options [json-pointer:{at}/{number}]")
        else:
            where = f"{at}/{number}"
            faults += text_faults(
                group.get("label"), f"{where}/label", most=GROUP_LABEL, plain=True
            )
            faults += property_faults(group, OBJECTS["option_group"], where)
    return faults


def _same_values(options: list[JsonObject], at: str) -> Faults:
    counted = Counter(option["value"] for option in options)
    return [
        f"option value {value!r} is not unique [json-pointer:{at}/options]"
        for value, count in counted.items()
        if count > 1
    ]


def _initial(element: JsonObject, options: list[JsonObject], at: str) -> Faults:
    """What is chosen at first must be one of the options, to the letter; an empty list is none."""
    chosen = element.get("initial_options")
    if chosen == []:
        return [f"no fewer than 1 items required [json-pointer:{at}/initial_options]"]
    if element.get("initial_option") is not None:
        chosen = [element["initial_option"]]
    known = [(option["text"].get("text"), option["value"]) for option in options]
    return [
        f"initial option is not among the options [json-pointer:{at}]"
        for option in chosen or []
        if (option.get("text", {}).get("text"), option.get("value")) not in known
    ]


def _too_many_chosen(element: JsonObject, at: str) -> Faults:
    """A select may cap how many are chosen, at 1 or more; it must not begin beyond its cap."""
    most = element.get("max_selected_items")
    if most is None:
        return []
    if type(most) is not int or most < 1:
        return [f"must be at least 1 [json-pointer:{at}/max_selected_items]"]
    if len(element.get("initial_options") or []) <= most:
        return []
    return [f"no more than {most} items allowed [json-pointer:{at}/initial_options]"]


def _nothing(_element: JsonObject, _at: str) -> Faults:
    return []


def _button(element: JsonObject, at: str) -> Faults:
    faults = text_faults(element.get("text"), f"{at}/text", most=BUTTON_TEXT, plain=True)
    for key, most in BUTTON_LENGTHS.items():
        if element.get(key) is not None:
            faults += length_faults(most, element[key], f"{at}/{key}")
    if element.get("url") is not None:
        faults += url_faults(element["url"], f"{at}/url")
    return [*faults, *style_faults(element, at)]


def _image(element: JsonObject, at: str) -> Faults:
    return picture_faults(element, at, alt_text=ALT_TEXT)


def _typed(element: JsonObject, at: str) -> Faults:
    faults: Faults = []
    if element.get("initial_value") is not None:
        faults += length_faults(
            element.get("max_length") or PLAIN_INPUT,
            element["initial_value"],
            f"{at}/initial_value",
        )
    for key in ("min_length", "max_length"):
        if not 0 <= (element.get(key) or 0) <= PLAIN_INPUT:
            faults.append(f"must be from 0 to {PLAIN_INPUT} [json-pointer:{at}/{key}]")
    if (element.get("min_length") or 0) > (element.get("max_length") or PLAIN_INPUT):
        faults.append(f"must be at most `max_length` [json-pointer:{at}/min_length]")
    config, where = element.get("dispatch_action_config") or {}, f"{at}/dispatch_action_config"
    faults += property_faults(config, OBJECTS["dispatch_action_config"], where)
    on = set(config.get("trigger_actions_on", []))
    if not on <= DISPATCH_TRIGGERS:
        faults.append(f"unknown trigger [json-pointer:{where}]")
    return faults


def _number(element: JsonObject, at: str) -> Faults:
    if not isinstance(element.get("is_decimal_allowed"), bool):
        return [f"missing required field: is_decimal_allowed [json-pointer:{at}]"]
    return _typed(element, at)


PARTICULAR: Mapping[str, Callable[[JsonObject, str], Faults]] = {
    "button": _button,
    "image": _image,
    "plain_text_input": _typed,
    "email_text_input": _typed,
    "url_text_input": _typed,
    "number_input": _number,
    "datepicker": picker_faults,
    "timepicker": picker_faults,
    "datetimepicker": picker_faults,
}
