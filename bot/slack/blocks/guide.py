"""Help, why, the time zone, and what is said when something goes wrong."""

from typing import Any
from zoneinfo import ZoneInfo

from bot.core.feeds import Calendar
from bot.core.nudges import Nudge
from bot.services.explaining import CAUSES, Why
from bot.slack import ids
from bot.slack.blocks.connect import calendar_name
from bot.slack.blocks.fields import input_block, text_input
from bot.slack.blocks.kit import (
    Block,
    Message,
    actions,
    button,
    context,
    message,
    modal,
    paragraphs,
)
from bot.slack.words import SENTENCE_LIMIT, day, escape, inline, moment

NEXT_SHOWN = 10

#: What is needed most, for whoever typed something that is no command.
BRIEFLY = (
    "`/outreach` this week, and everybody in it",
    "`/interviews` coming and past, and the calendars they come from",
    "`/reflect` what waits for a check-in; `/resonance help` lists the rest",
)


def help_card(*commands: str, welcome: bool = False) -> Message:
    """Help for the commands given, each in its own words."""
    return message(
        *((WELCOME,) if welcome else ()),
        *commands,
        actions(
            button("This week", ids.WEEK_SHOW, style="primary"),
            button("Plan", ids.PLAN_OPEN),
            button("Interviews", ids.INTERVIEWS_SHOW),
            button("Synthesis", ids.SYNTHESIS_SHOW),
        ),
    )


def unknown_card(command: str, word: str, near: str | None) -> Message:
    """A mistyped command: the `near`est known word alone, or what is needed most."""
    said = f"I don't know “{inline(word)}”, so nothing was changed."
    if near:
        return message(f"{said} Did you mean `{command} {near}`?")
    return message(said, "\n".join(BRIEFLY), actions(button("Help", ids.HELP_SHOW)))


WELCOME = (
    "I keep an exploration alive: a few conversations with people who live the life you are "
    "curious about, a check-in straight after each, and in the end the evidence, laid out "
    "honestly. You choose; I never do."
)


def typed_answer(*, exploring: bool) -> Message:
    """What to say to words typed into the DM, which are neither read as commands nor kept."""
    start = button("Plan an exploration", ids.PLAN_OPEN, style="primary")
    week = button("This week", ids.WEEK_SHOW, style="primary")
    return message(
        "I don't read or keep what is typed here; these do what is needed most:",
        "\n".join(BRIEFLY),
        actions(
            week if exploring else start,
            button("What waits for an answer", ids.REFLECT_SHOW),
            button("Interviews", ids.INTERVIEWS_SHOW),
            button("Synthesis", ids.SYNTHESIS_SHOW),
            button("Help", ids.HELP_SHOW),
        ),
    )


def why_card(why: Why) -> Message:
    """The answer to "why am I (not) hearing from you?"."""
    zone = why.member.zone
    lines = [_zone_line(why)]
    if zone is not None:
        lines += [_planned_line(nudge, zone) for nudge in why.next[:NEXT_SHOWN]]
        if left := max(0, len(why.next) - NEXT_SHOWN):
            lines.append(f"… and {left} more")
        lines += [_failure_line(nudge, zone) for nudge in why.failures]
    lines += [f"• {line}" for line in _silences(why)]
    lines += [_calendar_line(calendar) for calendar in why.calendars]
    ways = [button("Settings", ids.SETTINGS_OPEN)]
    if why.paused_until is not None:
        ways.append(button("End the pause", ids.WEEK_RESUME))
    return message(*paragraphs(lines), actions(*ways))


def _planned_line(nudge: Nudge, zone: ZoneInfo) -> str:
    return f"• {moment(nudge.due_at, zone)}: {CAUSES[nudge.kind]}"


def _failure_line(nudge: Nudge, zone: ZoneInfo) -> str:
    fault = inline(nudge.error or "unknown")
    return (
        f"• {moment(nudge.due_at, zone)}: a message did not reach you; it is tried again or was "
        f"given up ({fault})"
    )


def _zone_line(why: Why) -> str:
    zone = why.member.time_zone
    if zone is None:
        return "*I don't know your time zone, so I send nothing by myself.* Tell me below."
    if not why.next:
        return f"*Nothing is planned.* Your time zone is {zone}."
    return f"*What comes next*, in your time zone ({zone}):"


def _silences(why: Why) -> list[str]:
    lines = []
    if not why.exploring:
        lines.append("No exploration is under way; `/outreach plan` starts one.")
    if why.weekly_off:
        lines.append(
            f"Turned off: the message at the {' and the '.join(why.weekly_off)} of the week."
        )
    if why.paused_until is not None:
        lines.append(f"Weekly messages are paused until {day(why.paused_until)}.")
    if not why.calendars:
        lines.append("No calendar is connected, so I only know of interviews you log.")
    return lines


def _calendar_line(calendar: Calendar) -> str:
    name = inline(calendar_name(calendar))
    if calendar.trouble:
        return f"• Your calendar {name}: {inline(calendar.trouble, SENTENCE_LIMIT)}"
    return f"• Your calendar {name} is read well."


def zone_form(known: str | None) -> dict[str, Any]:
    """Asked where Slack doesn't say; never guessed."""
    ask = input_block(
        "time_zone",
        "Your time zone",
        text_input("time_zone", initial=known, limit=60, placeholder="Europe/London"),
        optional=False,
        hint="As in Europe/London, America/New_York, Asia/Kolkata.",
    )
    return modal(ids.ZONE_SAVE, "Where are you?", [ask], submit="Save")


def ask_zone() -> Message:
    return message(
        "Slack doesn't tell me your time zone, and I won't guess it. Where are you?",
        actions(button("Set my time zone", ids.ZONE_OPEN, style="primary")),
    )


def zone_set(zone: str) -> Message:
    return message(f"✓ Your time zone is {zone}. Everything comes at that time now.")


def moved_zone(before: str, after: str) -> Message:
    """Slack reported a move: followed at once, with the way back."""
    return message(
        f"Slack says you are in {after} now, so everything comes at that time from here on.",
        actions(button(f"Keep {before}", ids.ZONE_KEEP, before)),
    )


def sorry(sentence: str, *more: Block) -> Message:
    """A fault a member can act on, in its own words."""
    return message(escape(sentence), *more)


def broken(reference: str) -> Message:
    """A fault of ours: what happened, that nothing was lost, what to do, and a reference."""
    return message(
        "Something went wrong on my side. Nothing you had saved is lost; please try again. "
        f"If it happens again, tell whoever runs me: `{reference}`."
    )


def notice(title: str, *lines: str) -> dict[str, Any]:
    """A small modal that only says something."""
    return modal(ids.HELP_SHOW, title, [*paragraphs(lines), context("You can close this.")])
