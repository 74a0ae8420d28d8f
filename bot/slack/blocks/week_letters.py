"""The week's three messages, which name nobody, and answers to having less of them."""

from datetime import date

from bot.core.dates import in_full
from bot.core.nudges import Kind
from bot.core.plan import Pace
from bot.services.nudges.letters import WeekEnd, WeekMiddle, WeekStart
from bot.slack import ids
from bot.slack.blocks.kit import (
    Element,
    Message,
    actions,
    button,
    context,
    letter_id,
    message,
    section,
)
from bot.slack.blocks.week import options_standing
from bot.slack.words import counted, inline


def week_start(letter: WeekStart) -> Message:
    """Monday's nudge. It says why it came and how to stop it."""
    pace = letter.pace
    lines = ["*A new week.* " + _asks(pace)]
    if letter.waiting and pace.goal:
        lines.append(_waiting(letter.waiting))
    if letter.coming:
        lines.append(f"{counted(letter.coming, 'conversation')} coming up.")
    return message(
        {**section("\n".join(lines)), "block_id": letter_id(letter.nudge_id)},
        *options_standing(pace),
        actions(
            button("See who", ids.WEEK_SHOW, style="primary"),
            *_less(Kind.WEEK_START, letter.nudge_id),
        ),
        context("You get this at the start of the week because an exploration is under way."),
    )


def week_middle(letter: WeekMiddle) -> Message:
    """Wednesday's nudge, which comes only when there is still time to catch up."""
    pace = letter.pace
    lines = [f"*Half the week is left.* {pace.asked} of {pace.goal} asked so far."]
    if letter.waiting:
        lines.append(f"{_waiting(letter.waiting)} One short message is plenty.")
    return message(
        {**section("\n".join(lines)), "block_id": letter_id(letter.nudge_id)},
        actions(
            button("See who", ids.WEEK_SHOW, style="primary"),
            *_less(Kind.WEEK_MIDDLE, letter.nudge_id),
        ),
        context("You get this because half the week is over and the goal you set is still open."),
    )


def week_end(letter: WeekEnd) -> Message:
    """Friday's nudge: what happened, and what is next; a week without asking is no failure."""
    pace = letter.pace
    return message(
        {**section(_looks_back(letter)), "block_id": letter_id(letter.nudge_id)},
        *options_standing(pace),
        actions(
            button("See the week", ids.WEEK_SHOW, style="primary"),
            button("Synthesis", ids.SYNTHESIS_SHOW),
            button("Why this message?", ids.WEEK_WHY),
            _off(Kind.WEEK_END),
        ),
        context("You get this at the end of the week because an exploration is under way."),
    )


def _looks_back(letter: WeekEnd) -> str:
    pace = letter.pace
    asked = f"{counted(pace.asked, 'person', 'people')} asked"
    goal = f" of the {pace.goal} you had in mind" if pace.goal and not pace.goal_met else ""
    held = f", {counted(letter.held, 'conversation')} held" if letter.held else ""
    lines = [f"*The week, looking back:* {asked}{goal}{held}."]
    if pace.goal_met and pace.goal:
        lines.append("Your goal is met.")
    if letter.coming:
        lines.append(f"Ahead: {counted(letter.coming, 'conversation')}.")
    elif pace.turn_of and pace.weeks_left > 1:
        lines.append(f"Next week, perhaps somebody from {inline(pace.turn_of)}.")
    return "\n".join(lines)


def _asks(pace: Pace) -> str:
    if pace.goal == 0:
        return "It is a week for resting; nothing is asked of you."
    if pace.goal_met:
        return f"Your goal of {pace.goal} is met already. Enjoy it."
    turn = f", perhaps from {inline(pace.turn_of)}" if pace.turn_of else ""
    left = counted(pace.goal - pace.asked, "person", "people")
    return f"The goal you set: {left} to reach out to{turn}."


def _waiting(number: int) -> str:
    verb = "waits" if number == 1 else "wait"
    return f"{counted(number, 'person', 'people')} {verb} for a step of yours."


def _less(kind: Kind, nudge_id: int) -> list[Element]:
    return [
        button("Remind me tomorrow", ids.WEEK_SNOOZE, f"{kind}:{nudge_id}"),
        button("Why this message?", ids.WEEK_WHY),
        _off(kind),
    ]


def _off(kind: Kind) -> Element:
    return button("Turn this one off", ids.WEEK_STOP, kind)


def snoozed(words: str) -> Message:
    """Confirms that one message, and only that one, comes later; `words` says when."""
    return message(
        f"✓ I'll say it again on {words}. Next week stays as it is.",
        actions(button("This week", ids.WEEK_SHOW)),
    )


def stopped(kind: Kind) -> Message:
    return message(
        "✓ That weekly message is off. Check-ins after interviews still come.",
        actions(
            button("Turn it on again", ids.WEEK_START, kind),
            button("Settings", ids.SETTINGS_OPEN),
        ),
    )


def started() -> Message:
    return message("✓ That weekly message is on again.")


def paused(until: date) -> Message:
    return message(
        f"✓ No weekly messages until {in_full(until)}, that day included. "
        "Check-ins after interviews still come, so that nothing fades.",
        actions(button("End the pause", ids.WEEK_RESUME)),
    )


def resumed() -> Message:
    return message("✓ The pause is over. Good to have you back.")


def not_paused() -> Message:
    return message(
        "There is no pause, so nothing changes: messages come when they always do.",
        actions(button("What comes next", ids.WEEK_WHY)),
    )
