"""This week: the question, the pace, and everybody in it."""

from datetime import date

from bot.core.plan import Exploration, OptionPace, Pace
from bot.slack import ids
from bot.slack.blocks.damage import unreadable
from bot.slack.blocks.kit import (
    Block,
    Message,
    actions,
    button,
    context,
    header,
    message,
    paragraphs,
    section,
)
from bot.slack.blocks.people import person_lines, without_option
from bot.slack.words import counted, day, inline

PEOPLE_SHOWN = 20
PLACELESS_SHOWN = 5
MOST_CIRCLES = 15


def week_card(exploration: Exploration, pace: Pace) -> Message:
    """The answer to `/outreach`: where the week stands, and one step for everybody in it."""
    people = person_lines(exploration.people, PEOPLE_SHOWN) or [
        section("Nobody here yet. Who would you love to ask how they really live with it?")
    ]
    return message(
        header(exploration.question),
        *week_blocks(exploration, pace),
        *people,
        *without_option(exploration, PLACELESS_SHOWN),
        *unreadable(exploration),
        actions(
            button("Add somebody", ids.PERSON_ADD, style="primary"),
            button("Change the plan", ids.PLAN_OPEN),
            button("Interviews", ids.INTERVIEWS_SHOW),
        ),
    )


def week_blocks(exploration: Exploration, pace: Pace) -> list[Block]:
    """The pace in a few lines; the Home tab shows the same."""
    return [
        section(goal_line(pace)),
        *options_standing(pace),
        context(_ends(exploration.ends_on, pace), *_mix(pace)),
    ]


def options_standing(pace: Pace) -> list[Block]:
    """A line an option."""
    lines = [option_line(option) for option in pace.options]
    return paragraphs(lines or ["No options yet. `/outreach option Agency owner 5` adds one."])


def goal_line(pace: Pace) -> str:
    """This week's goal in one line; met, it says so and asks for nothing."""
    if pace.weeks_left == 0:
        return "*This exploration has come to its end.* Nothing more is asked of you."
    if pace.goal == 0:
        return "*This week is for resting.* Nothing is asked of you."
    if pace.goal_met:
        return f"*This week: {pace.asked} of {pace.goal} asked.* That is your goal. ✓"
    return f"*This week: {pace.asked} of {counted(pace.goal, 'person', 'people')} asked.*"


def option_line(option: OptionPace) -> str:
    return (
        f"*{inline(option.name)}*  {_bar(option)}met {option.met} of {option.target}"
        f" · booked {option.booked} · asked {option.asked}"
    )


def _bar(option: OptionPace) -> str:
    """A circle a conversation of the target, unless they are too many to take in."""
    if option.target > MOST_CIRCLES:
        return ""
    met = min(option.met, option.target)
    booked = min(option.booked, option.target - met)
    return "●" * met + "◐" * booked + "○" * (option.target - met - booked) + "  "


def _ends(on: date, pace: Pace) -> str:
    if pace.weeks_left == 0:
        return f"It ended on {day(on)}. `/synthesis` lays it all out."
    return f"{counted(pace.weeks_left, 'week')} left, until {day(on)}."


def _mix(pace: Pace) -> list[str]:
    if pace.turn_of is None or len(pace.options) < 2 or not (pace.weeks_left and pace.goal):
        return []
    return [f"Next, somebody from *{inline(pace.turn_of)}* keeps your options side by side."]
