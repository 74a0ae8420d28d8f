"""The settings form: where she is, when each weekly message comes, when it is quiet, how many."""

from typing import Any

from bot.core.members import Member, WeeklyMoment
from bot.core.weeks import WEEKDAYS
from bot.slack import ids
from bot.slack.blocks.fields import choice, input_block, select, text_input, time_input
from bot.slack.blocks.kit import Block, Element, Message, actions, button, message, modal, section

NEVER = "never"
CAPS = range(1, 11)
MOMENTS = {
    "start": "The week begins: the goal, and whose turn it is",
    "middle": "The week is half over: only if you are behind",
    "end": "The week ends: what happened, what is next",
}


def settings_form(member: Member) -> dict[str, Any]:
    """Everything of it is hers to set."""
    rhythm = member.rhythm
    caps = [choice(str(n), str(n)) for n in CAPS]
    blocks = [
        input_block(
            "time_zone",
            "Your time zone",
            text_input("time_zone", initial=member.time_zone, limit=60),
            optional=False,
            hint="As in Europe/London. When Slack says that you moved, I follow.",
        ),
        *(b for name, title in MOMENTS.items() for b in _moment(name, title, member)),
        _asked("quiet_from", "Quiet from", time_input("quiet_from", rhythm.quiet_from)),
        _asked("quiet_until", "Quiet until", time_input("quiet_until", rhythm.quiet_until)),
        _asked(
            "daily_cap",
            "Messages a day, at most",
            select("daily_cap", caps, initial=str(rhythm.daily_cap)),
        ),
        section("The question at an interview's end is outside both: it can't wait."),
    ]
    return modal(ids.SETTINGS_SAVE, "Settings", blocks, submit="Save", close="Not now")


def _moment(name: str, title: str, member: Member) -> list[Block]:
    known: WeeklyMoment = getattr(member.rhythm, name)
    days = [choice("Never", NEVER), *(choice(day, str(n)) for n, day in enumerate(WEEKDAYS))]
    chosen = str(known.weekday) if known.on else NEVER
    return [
        _asked(f"{name}_day", title, select(f"{name}_day", days, initial=chosen)),
        _asked(f"{name}_at", "At", time_input(f"{name}_at", known.at)),
    ]


def _asked(key: str, label: str, element: Element) -> Block:
    """Everything has a value already, so nothing here can be left empty."""
    return input_block(key, label, element, optional=False)


def settings_saved() -> Message:
    return message(
        "✓ Saved. From now on it comes when you said.",
        actions(button("What comes next", ids.WEEK_WHY)),
    )
