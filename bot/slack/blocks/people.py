"""People on screens: a line each, one step to move a stage, and a form to add somebody."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.core.people import NAME_LIMIT, Person, Stage
from bot.core.plan import Exploration
from bot.services.outreach import Moved
from bot.slack import ids
from bot.slack.blocks.fields import choice, input_block, select, text_input
from bot.slack.blocks.kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    message,
    modal,
    more,
    section,
)
from bot.slack.words import escape, inline

#: Slack shows 25 buttons in a row; so many names are more than anybody reads.
NAMES_SHOWN = 10

STAGE_WORDS = {
    Stage.IDEA: "an idea",
    Stage.ASKED: "asked",
    Stage.REPLIED: "replied",
    Stage.BOOKED: "booked",
    Stage.MET: "met",
    Stage.THANKED: "thanked",
    Stage.DECLINED: "declined",
    Stage.NO_REPLY: "no reply",
}

#: Those who wait for a step of hers come first, those who are done with last.
_ORDER = (
    Stage.REPLIED,
    Stage.MET,
    Stage.IDEA,
    Stage.BOOKED,
    Stage.ASKED,
    Stage.NO_REPLY,
    Stage.THANKED,
    Stage.DECLINED,
)


def person_lines(people: Sequence[Person], limit: int) -> list[Block]:
    """A line a person, those who wait for her first; what does not fit is counted."""
    ordered = sorted(people, key=lambda p: _ORDER.index(p.stage))
    lines = [section(describe(person), stage_menu(person)) for person in ordered[:limit]]
    return [*lines, *more(len(ordered) - limit)]


def describe(person: Person) -> str:
    """ "*Priya Shah* · owner at Brightside · met" with everything escaped."""
    return f"{introduce(person)} · {STAGE_WORDS[person.stage]}"


def introduce(person: Person) -> str:
    """ "*Priya Shah* · owner at Brightside" with everything escaped."""
    work = " at ".join(inline(part) for part in (person.role, person.organisation) if part)
    return " · ".join(part for part in (f"*{inline(person.name)}*", work) if part)


def stage_menu(person: Person) -> Element:
    options = [
        choice(words[:1].upper() + words[1:], f"{person.id}:{stage}")
        for stage, words in STAGE_WORDS.items()
    ]
    return select(ids.PERSON_MOVE, options, placeholder="Move on")


def moved(told: Moved) -> Message:
    """What a step did, and what is worth doing next."""
    person = told.person
    if told.before.stage is person.stage:
        line = f"{describe(person)}. That is where things stood already."
    else:
        line = f"✓ {describe(person)}. {_MET_GOAL if told.meets_goal else _NEXT[person.stage]}"
    return message(line, actions(button("This week", ids.WEEK_SHOW)))


def goes_back(person: Person, stage: Stage) -> Message:
    """Asks before a stage that was passed already is taken again."""
    value = f"{person.id}:{stage}"
    return message(
        f"{describe(person)}. Nothing was changed: is “{STAGE_WORDS[stage]}” meant, a step back?",
        actions(
            button(f"Yes, {STAGE_WORDS[stage]}", ids.PERSON_BACK, value),
            button("Leave it as it is", ids.PERSON_KEEP, value, style="primary"),
        ),
    )


def kept() -> Message:
    return message("✓ Left as it was.")


_MET_GOAL = "And that is your goal for this week. Well done; the rest of it is yours. 🎉"
_NEXT = {
    Stage.IDEA: "Kept as an idea, for whenever you like.",
    Stage.ASKED: "It counts toward this week.",
    Stage.REPLIED: "An answer! When a time is set: `/outreach booked NAME`.",
    Stage.BOOKED: "I'll see it in your calendar; or log it: `/interviews log NAME Tuesday 14:30`.",
    Stage.MET: "A thank-you within a day lands best.",
    Stage.THANKED: "Well done.",
    Stage.DECLINED: "A clear answer is worth something too.",
    Stage.NO_REPLY: "That happens; somebody else may be glad to be asked.",
}


def added(told: Moved) -> Message:
    """Somebody new; where their option is open, it is asked right there."""
    person, options = told.person, told.exploration.options
    line = f"✓ Added: {introduce(person)}"
    onward = actions(button("This week", ids.WEEK_SHOW))
    if person.option is not None:
        return message(f"{line}, for {inline(person.option)}.", onward)
    if not options:
        return message(f"{line}.", onward)
    places = _places(person, told.exploration)
    return message(
        section(f"{line}. Which option do they belong to?", select(ids.PERSON_PLACE, places)),
        onward,
    )


def without_option(exploration: Exploration, limit: int) -> list[Block]:
    """Whoever belongs to no option, with a menu that gives them one."""
    people = [person for person in exploration.people if person.option is None]
    if not people or not exploration.options:
        return []
    lines = [
        section(
            f"{introduce(person)} has no option yet.",
            select(ids.PERSON_OPTION, _places(person, exploration), placeholder="Which one?"),
        )
        for person in people[:limit]
    ]
    return [*lines, *more(len(people) - limit)]


def _places(person: Person, exploration: Exploration) -> list[Element]:
    return [choice(option.name, f"{person.id}:{option.id}") for option in exploration.options]


def which(question: str, names: Sequence[str], command: Callable[[str], str]) -> Message:
    """Asks which of several people is meant; a tap runs the command for exactly that name."""
    buttons = [
        button(name, f"{ids.PERSON_PICK}.{n}", command(name))
        for n, name in enumerate(names[:NAMES_SHOWN])
    ]
    return message(escape(question), actions(*buttons), *more(len(names) - NAMES_SHOWN))


def add_form(exploration: Exploration) -> dict[str, Any]:
    """The form behind "Add somebody"."""
    options = [choice(option.name, str(option.id)) for option in exploration.options]
    blocks = [
        input_block("name", "Name", text_input("name", limit=NAME_LIMIT), optional=False),
        input_block("role", "Role", text_input("role", limit=NAME_LIMIT)),
        input_block("organisation", "Organisation", text_input("organisation", limit=NAME_LIMIT)),
        input_block(
            "referred_by", "Who pointed you to them?", text_input("referred_by", limit=NAME_LIMIT)
        ),
        input_block("email", "E-mail", text_input("email", limit=254)),
        input_block("link", "Link", text_input("link", limit=500)),
        input_block(
            "notes", "Notes, for you only", text_input("notes", multiline=True, limit=3000)
        ),
    ]
    if options:
        only = options[0]["value"] if len(options) == 1 else None
        ask = input_block(
            "option", "For which option?", select("option", options, initial=only), optional=False
        )
        blocks.insert(1, ask)
    return modal(ids.PERSON_SAVE, "Somebody to talk to", blocks, submit="Add", close="Not now")
