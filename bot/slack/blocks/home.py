"""The Home tab: the week, what is coming, what waits for her, and where to change things."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.agenda import coming, reflections_due
from bot.core.meetings import Interview
from bot.core.members import Member
from bot.core.plan import Exploration, pace
from bot.slack import ids
from bot.slack.blocks.checkin import due_line, interview_line
from bot.slack.blocks.guide import WELCOME
from bot.slack.blocks.kit import (
    Block,
    actions,
    button,
    context,
    divider,
    header,
    home_view,
    more,
    section,
)
from bot.slack.blocks.people import person_lines
from bot.slack.blocks.week import week_blocks

SHOWN = 8
PEOPLE_SHOWN = 40


def home(member: Member, exploration: Exploration | None, now: datetime) -> dict[str, Any]:
    """The Home view; `now` decides what is coming and what waits."""
    blocks = _welcome() if exploration is None else _under_way(member, exploration, now)
    if member.zone is None:
        blocks.insert(0, _ask_zone())
    return home_view(blocks)


def _welcome() -> list[Block]:
    return [
        header("Which way next?"),
        section(WELCOME),
        actions(button("Plan an exploration", ids.PLAN_OPEN, style="primary")),
        context("It takes two minutes: a question, two to four options, a quarter."),
    ]


def _ask_zone() -> Block:
    ask = "Slack doesn't tell me your time zone, so I send nothing by myself yet."
    return section(ask, button("Set it", ids.ZONE_OPEN))


def _under_way(member: Member, exploration: Exploration, now: datetime) -> list[Block]:
    zone = member.zone
    blocks = [header(exploration.question)]
    if zone is not None:
        blocks += week_blocks(exploration, pace(exploration, now, zone))
    blocks.append(_ways())
    if zone is not None:
        blocks += _waiting(reflections_due(exploration, now), zone)
        blocks += _coming(coming(exploration, now), zone)
    return [*blocks, divider(), section("*People*"), *_people(exploration), _settings()]


def _waiting(due: Sequence[Interview], zone: ZoneInfo) -> list[Block]:
    lines = [due_line(interview, zone) for interview in due[:SHOWN]]
    return _titled("Waiting for a check-in", [*lines, *more(len(due) - SHOWN)])


def _coming(ahead: Sequence[Interview], zone: ZoneInfo) -> list[Block]:
    lines = [section(interview_line(interview, zone)) for interview in ahead[:SHOWN]]
    return _titled("Coming", [*lines, *more(len(ahead) - SHOWN)])


def _titled(title: str, lines: list[Block]) -> list[Block]:
    return [divider(), section(f"*{title}*"), *lines] if lines else []


def _people(exploration: Exploration) -> list[Block]:
    return person_lines(exploration.people, PEOPLE_SHOWN) or [section("Nobody yet.")]


def _ways() -> Block:
    return actions(
        button("Add somebody", ids.PERSON_ADD, style="primary"),
        button("Synthesis", ids.SYNTHESIS_SHOW),
        button("Interviews", ids.INTERVIEWS_SHOW),
        button("Change the plan", ids.PLAN_OPEN),
    )


def _settings() -> Block:
    return actions(
        button("Why and when you hear from me", ids.WEEK_WHY),
        button("Connect a calendar", ids.CALENDAR_CONNECT),
        button("Help", ids.HELP_SHOW),
    )
