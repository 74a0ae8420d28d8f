"""The plan form: a question, options with targets one a line, a quarter, a weekly goal."""

from datetime import date
from typing import Any

from bot.core.plan import Exploration, Option
from bot.slack import ids
from bot.slack.blocks.fields import date_input, input_block, text_input
from bot.slack.blocks.kit import modal, section


def plan_form(known: Exploration | None, starts_on: date, ends_on: date) -> dict[str, Any]:
    """The form, filled with what is planned already, or with this quarter."""
    goal = text_input(
        "weekly_goal",
        initial=str(known.weekly_goal) if known else None,
        limit=3,
        placeholder="Empty: I propose one from your targets and the weeks left",
    )
    blocks = [
        section("Two minutes, and everything can be changed later."),
        input_block(
            "question",
            "The question you are exploring",
            text_input(
                "question",
                initial=known.question if known else None,
                limit=300,
                placeholder="Grow the agency, or move into people development?",
            ),
            optional=False,
        ),
        input_block(
            "options",
            "Options, one a line, each with how many people you want to meet",
            text_input(
                "options",
                initial=option_lines(known.options) if known else None,
                multiline=True,
                limit=500,
                placeholder="Agency owner: 5\nPeople development: 5",
            ),
            optional=False,
            hint="Two to four paths work best. Without a number: 5.",
        ),
        input_block("starts_on", "From", date_input("starts_on", starts_on.isoformat())),
        input_block("ends_on", "Until", date_input("ends_on", ends_on.isoformat())),
        input_block("weekly_goal", "People to reach out to each week", goal),
    ]
    return modal(ids.PLAN_SAVE, "Your exploration", blocks, submit="Save", close="Not now")


def option_lines(options: tuple[Option, ...]) -> str:
    return "\n".join(f"{option.name}: {option.target}" for option in options)
