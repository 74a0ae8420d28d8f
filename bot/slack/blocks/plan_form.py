"""The plan form: a question, options with targets one a line, a quarter, a weekly goal."""

from datetime import date
from typing import Any

from bot.core.continuing import OptionsUnclear
from bot.core.plan import Exploration, Option
from bot.services.planning import Plan
from bot.slack import ids
from bot.slack.blocks.fields import choice, date_input, input_block, select, text_input
from bot.slack.blocks.kit import Block, modal, section
from bot.slack.words import escape

#: What she can say of an option that is gone from her plan; else it continues as a new one.
LET_GO = "let_go"


def becomes(option_id: int) -> str:
    """The block in which she says what becomes of an option."""
    return f"becomes.{option_id}"


def continues_as(name: str) -> str:
    return f"as:{name}"


def plan_form(
    known: Exploration | Plan | None,
    starts_on: date,
    ends_on: date,
    unclear: OptionsUnclear | None = None,
) -> dict[str, Any]:
    """The form, filled with what is planned already, or with this quarter; or as it was sent, with
    a question for each option that can't go unasked."""
    goal = text_input(
        "weekly_goal",
        initial=str(known.weekly_goal) if known and known.weekly_goal is not None else None,
        limit=3,
        placeholder="Empty: I propose one from your targets and the weeks left",
    )
    blocks = [
        *(_questions(unclear) if unclear else [section(_HEAD)]),
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


_HEAD = "Two minutes, and everything can be changed later."


def _questions(unclear: OptionsUnclear) -> list[Block]:
    new = [choice(f"It is called {name} now", continues_as(name)) for name in unclear.new]
    go = choice("Let it go; they stay, without an option", LET_GO)
    return [
        section(escape(str(unclear))),
        *(
            input_block(
                becomes(held.option.id),
                f"{held.option.name}: {held}",
                select(becomes(held.option.id), [*new, go]),
                optional=False,
            )
            for held in unclear.lost
        ),
    ]


def option_lines(options: tuple[Option, ...]) -> str:
    return "\n".join(f"{option.name}: {option.target}" for option in options)
