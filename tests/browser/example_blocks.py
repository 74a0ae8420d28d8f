"""What the example app shows: every classic block, and forms with every classic element."""

from typing import Any

Json = dict[str, Any]


def words(text: str) -> Json:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    """A mrkdwn text object."""
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str) -> Json:
    """One choice."""
    return {"text": words(text), "value": value}


def button(text: str, action_id: str, **rest: Any) -> Json:
    """A button that carries its own name as value."""
    return {
        "type": "button",
        "action_id": action_id,
        "text": words(text),
        "value": action_id,
        **rest,
    }


NO_SELLING = "Please leave the selling out."
DELETION = {
    "title": words("Delete this person?"),
    "text": marked("Everything noted about *one person* goes."),
    "confirm": words("Delete"),
    "deny": words("Keep"),
    "style": "danger",
}
RATINGS = [option(text, str(value)) for value, text in enumerate(["Low", "Some", "High"], 1)]
TOPICS = [
    {
        "label": words("Work"),
        "options": [option("Autonomy", "autonomy"), option("Making", "making")],
    },
    {
        "label": words("Life"),
        "options": [option("Hours", "hours"), option("Belonging", "belonging")],
    },
]

QUESTION: Json = {
    "text": "Your conversation just ended. How did it go?",
    "blocks": [
        {"type": "header", "text": words("How did it go?")},
        {"type": "section", "text": marked("It ended a minute ago. *Straight after* is best.")},
        {
            "type": "actions",
            "block_id": "outcome",
            "elements": [
                button("It happened", "happened", style="primary"),
                button("Still going", "still_going"),
                button("They didn’t show", "no_show"),
                button("Forget it", "forget", style="danger", confirm=DELETION),
            ],
        },
        {
            "type": "context",
            "elements": [marked("You hear from me because it was in your calendar.")],
        },
    ],
}
THANKS: Json = {
    "text": "Thank you, noted.",
    "blocks": [
        {"type": "section", "text": marked(":white_check_mark: Thank you, noted.")},
        {"type": "actions", "block_id": "noted", "elements": [button("Change", "change")]},
    ],
}

EVERY_BLOCK: Json = {
    "text": "Everything there is to show.",
    "blocks": [
        {"type": "header", "text": words("Every block :seedling:")},
        {
            "type": "section",
            "text": marked(
                "*bold* _italic_ ~gone~ `code` <https://example.org|a link> <@U0MAYA>\n"
                "> quoted &amp; calm\n```two\nlines```\n&lt;b&gt;not bold&lt;/b&gt; "
                "<javascript:alert(1)|no link> <!date^1794819600^{date_short} at {time}|then>"
            ),
        },
        {
            "type": "section",
            "fields": [
                marked("*Met*\n3 of 5"),
                marked("*Asked*\n4"),
                marked("*This week*\n2 of 3"),
            ],
        },
        {"type": "divider"},
        {
            "type": "section",
            "text": marked("*Agency owner*\nOne conversation booked"),
            "accessory": {
                "type": "overflow",
                "action_id": "menu",
                "options": [option("Edit", "edit"), option("Snooze a day", "snooze")],
            },
        },
        {
            "type": "section",
            "text": marked("Which option?"),
            "accessory": {
                "type": "static_select",
                "action_id": "option",
                "placeholder": words("Choose an option"),
                "options": [option("Agency owner", "a"), option("People development", "p")],
            },
        },
        {
            "type": "actions",
            "block_id": "controls",
            "elements": [
                {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-20"},
                {"type": "timepicker", "action_id": "hour", "initial_time": "09:30"},
                {"type": "radio_buttons", "action_id": "rating", "options": RATINGS},
            ],
        },
    ],
}

HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": words("Your week")},
        {
            "type": "section",
            "text": marked("*Agency owner*  met 3 of 5\n*People development*  met 1 of 5"),
        },
        {"type": "actions", "elements": [button("Add a person", "add", style="primary")]},
    ],
}


def _input(block_id: str, label: str, element: Json, **rest: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": words(label),
        "element": {"action_id": "typed", **element},
        **rest,
    }


def check_in(*, more: bool = False) -> Json:
    """A form with every input; with `more`, one block that was not there before."""
    on_typing = {"trigger_actions_on": ["on_character_entered"]}
    return {
        "type": "modal",
        "callback_id": "check_in",
        "notify_on_close": True,
        "title": words("Straight after"),
        "submit": words("Save"),
        "blocks": [
            _input(
                "worth_keeping",
                "One line worth keeping",
                {
                    "type": "plain_text_input",
                    "multiline": True,
                    "dispatch_action_config": on_typing,
                },
                dispatch_action=True,
                hint=words("Hers or yours, in whole sentences."),
            ),
            _input("pull", "Pull", {"type": "radio_buttons", "options": RATINGS}),
            _input(
                "drew_me",
                "What drew me",
                {"type": "multi_static_select", "option_groups": TOPICS},
                optional=True,
            ),
            _input(
                "medium",
                "How you met",
                {"type": "static_select", "options": [option("In person", "in_person")]},
                optional=True,
            ),
            _input("people", "Who else", {"type": "users_select"}, optional=True),
            _input(
                "minutes",
                "Minutes",
                {"type": "number_input", "is_decimal_allowed": False},
                optional=True,
            ),
            _input("body", "Body", {"type": "checkboxes", "options": RATINGS}, optional=True),
            _input("again", "When again", {"type": "datetimepicker"}, optional=True),
            {
                "type": "actions",
                "elements": [button("Show more", "show_more"), button("Go deeper", "deeper")],
            },
            *([{"type": "section", "text": marked("There is *more* now.")}] if more else []),
        ],
    }


def deeper() -> Json:
    """A view to lie over the form."""
    return {
        "type": "modal",
        "callback_id": "deeper",
        "title": words("One level deeper"),
        "submit": words("Done"),
        "blocks": [_input("email", "Her address", {"type": "email_text_input"}, optional=True)],
    }
