"""What blocks, elements and the objects in them may say at all: Slack refuses any other property.

From docs.slack.dev/reference/block-kit; the words are those of Slack's own complaint.
"""

from collections.abc import Mapping
from typing import Any

Properties = Mapping[str, frozenset[str]]


def _table(**named: str) -> Properties:
    return {name: frozenset(said.split()) for name, said in named.items()}


BLOCKS = _table(
    section="type block_id text fields accessory expand",
    header="type block_id text",
    divider="type block_id",
    image="type block_id image_url slack_file alt_text title",
    actions="type block_id elements",
    context="type block_id elements",
    input="type block_id label element dispatch_action hint optional",
)

_PICKER = "type action_id confirm focus_on_load placeholder"
_TYPED = "type action_id initial_value dispatch_action_config focus_on_load placeholder"

ELEMENTS = _table(
    button="type action_id text url value style confirm accessibility_label",
    overflow="type action_id options confirm",
    image="type image_url slack_file alt_text",
    static_select=f"{_PICKER} options option_groups initial_option",
    multi_static_select=f"{_PICKER} options option_groups initial_options max_selected_items",
    radio_buttons="type action_id options initial_option confirm focus_on_load",
    checkboxes="type action_id options initial_options confirm focus_on_load",
    datepicker=f"{_PICKER} initial_date",
    timepicker=f"{_PICKER} initial_time timezone",
    datetimepicker="type action_id initial_date_time confirm focus_on_load",
    users_select=f"{_PICKER} initial_user",
    multi_users_select=f"{_PICKER} initial_users max_selected_items",
    channels_select=f"{_PICKER} initial_channel response_url_enabled",
    conversations_select=f"{_PICKER} initial_conversation default_to_current_conversation"
    " response_url_enabled filter",
    plain_text_input=f"{_TYPED} multiline min_length max_length",
    email_text_input=_TYPED,
    url_text_input=_TYPED,
    number_input=f"{_TYPED} is_decimal_allowed min_value max_value",
)

OBJECTS = _table(
    plain_text="type text emoji",
    mrkdwn="type text verbatim",
    option="text value description",
    overflow_option="text value description url",
    option_group="label options",
    confirm="title text confirm deny style",
    dispatch_action_config="trigger_actions_on",
)

VIEWS = _table(
    modal="type title blocks close submit private_metadata callback_id clear_on_close"
    " notify_on_close external_id submit_disabled",
    home="type blocks private_metadata callback_id external_id",
)


def property_faults(holder: Any, allowed: frozenset[str], at: str) -> list[str]:
    """One complaint for each property that is not among those allowed."""
    said = holder if isinstance(holder, dict) else {}
    return [
        f"invalid additional property: {name} [json-pointer:{at}]"
        for name in said
        if name not in allowed
    ]
