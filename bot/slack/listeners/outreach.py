"""`/outreach`: the plan, the people, and every tap that moves them."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.core.continuing import OptionsUnclear
from bot.core.errors import Ambiguous, InvalidInput
from bot.core.members import local_date
from bot.core.people import Stage
from bot.core.plan import Exploration, Option, pace
from bot.services.outreach import GoesBack
from bot.services.planning import Plan, default_plan
from bot.slack import grammar, ids, inputs
from bot.slack.blocks.kit import Message, actions, button, message
from bot.slack.blocks.people import add_form, added, goes_back, kept, moved, which
from bot.slack.blocks.plan_form import LET_GO, becomes, continues_as, plan_form
from bot.slack.blocks.week import week_card
from bot.slack.interaction import Interaction
from bot.slack.listening import Saved

STAGES = {
    "asked": Stage.ASKED,
    "replied": Stage.REPLIED,
    "booked": Stage.BOOKED,
    "met": Stage.MET,
    "thanked": Stage.THANKED,
    "declined": Stage.DECLINED,
    "no-reply": Stage.NO_REPLY,
}


async def week(interaction: Interaction, _words: str = "") -> None:
    """This week, for a command or a tap."""
    await interaction.answer(await _week_card(interaction))


async def plan(interaction: Interaction, _words: str = "") -> None:
    """Opens the plan form, filled with what is planned."""
    exploration = await interaction.services.planning.current(interaction.member)
    fresh = default_plan(local_date(interaction.member, interaction.request.at))
    known = exploration or fresh
    await interaction.open(plan_form(exploration, known.starts_on, known.ends_on))


async def save_plan(interaction: Interaction) -> Saved:
    """The plan form, saved before it closes."""
    form = inputs.Form(interaction.payload["view"]["state"]["values"])
    fresh = default_plan(local_date(interaction.member, interaction.request.at))
    known = await interaction.services.planning.current(interaction.member)
    typed = inputs.plan_of(form, fresh.starts_on, fresh.ends_on)
    wanted = _continuing(typed, form, known.options if known else ())
    try:
        await interaction.services.planning.save(interaction.request, wanted)
    except OptionsUnclear as unclear:
        view = plan_form(wanted, wanted.starts_on, wanted.ends_on, unclear)
        return Saved(response={"response_action": "update", "view": view})
    return Saved(then=Interaction.refresh_home)


def _continuing(plan: Plan, form: inputs.Form, known: tuple[Option, ...]) -> Plan:
    """The plan with what she said of options that were gone from it."""
    said = {option.id: form.chosen(becomes(option.id)) for option in known}
    continuing: dict[str, int] = {}
    for option_id, word in said.items():
        if word and word != LET_GO and continuing.setdefault(word, option_id) != option_id:
            raise InvalidInput(
                "Only one of them can go on under that name.", field=becomes(option_id)
            )
    return replace(
        plan,
        options=tuple(
            replace(o, id=continuing.get(continues_as(o.name), o.id)) for o in plan.options
        ),
        let_go=frozenset(option_id for option_id, word in said.items() if word == LET_GO),
    )


async def option(interaction: Interaction, words: str) -> None:
    example = "/outreach option Agency owner 5"
    name, target = inputs.option_of(grammar.needed(words, "An option", example))
    exploration = await interaction.services.planning.set_option(interaction.request, name, target)
    await interaction.answer(_week_of(interaction, exploration))


async def goal(interaction: Interaction, words: str) -> None:
    number = grammar.whole_number(words, "A number", "/outreach goal 2")
    exploration = await interaction.services.planning.set_goal(interaction.request, number)
    await interaction.answer(_week_of(interaction, exploration))


async def add(interaction: Interaction, words: str) -> None:
    """With words adds a person; without opens the form."""
    if not words:
        await add_by_form(interaction)
        return
    options = (await interaction.exploration()).options
    told = await interaction.services.outreach.add(
        interaction.request, grammar.person_of(words, options)
    )
    await interaction.answer(added(told))


async def add_by_form(interaction: Interaction) -> None:
    await interaction.open(add_form(await interaction.exploration()))


async def save_person(interaction: Interaction) -> Saved:
    """The form behind "Add somebody", saved before it closes."""
    form = inputs.Form(interaction.payload["view"]["state"]["values"])
    person = inputs.person_of(form, await interaction.exploration())
    await interaction.services.outreach.add(interaction.request, person)
    return Saved(then=Interaction.refresh_home)


def stage_word(word: str) -> Callable[[Interaction, str], Awaitable[None]]:
    """The subcommand that moves somebody to a stage, as `/outreach asked NAME`."""

    async def move(interaction: Interaction, words: str) -> None:
        who = grammar.needed(words, "A name", f"/outreach {word} Priya")
        try:
            told = await interaction.services.outreach.move(interaction.request, who, STAGES[word])
        except Ambiguous as several:
            again = f"/outreach {word} {{}}".format
            await interaction.answer(which(str(several), several.names, again))
        except GoesBack as slip:
            await interaction.answer(goes_back(slip.person, slip.stage))
        else:
            await interaction.answer(moved(told))

    return move


async def move_on(interaction: Interaction) -> None:
    """A stage chosen in somebody's menu: one step, shown where it was taken."""
    person_id, _, stage = interaction.value.partition(":")
    try:
        await interaction.services.outreach.move(interaction.request, int(person_id), Stage(stage))
    except GoesBack as slip:
        await interaction.answer(goes_back(slip.person, slip.stage))
    else:
        await interaction.replace(await _week_card(interaction))


async def move_back(interaction: Interaction) -> None:
    """A step back that was asked about, and is meant."""
    person_id, _, stage = interaction.value.partition(":")
    told = await interaction.services.outreach.move(
        interaction.request, int(person_id), Stage(stage), sure=True
    )
    await interaction.replace(moved(told))


async def keep(interaction: Interaction) -> None:
    """A step back that was asked about, and was a slip."""
    await interaction.replace(kept())


async def place(interaction: Interaction) -> None:
    """The option chosen for somebody just added."""
    person_id, _, option_id = interaction.value.partition(":")
    told = await interaction.services.outreach.choose_option(
        interaction.request, int(person_id), int(option_id)
    )
    await interaction.replace(added(told))


async def give_option(interaction: Interaction) -> None:
    """The option chosen for somebody who had none, shown where it was chosen."""
    person_id, _, option_id = interaction.value.partition(":")
    await interaction.services.outreach.choose_option(
        interaction.request, int(person_id), int(option_id)
    )
    await interaction.replace(await _week_card(interaction))


async def _week_card(interaction: Interaction) -> Message:
    exploration = await interaction.services.planning.current(interaction.member)
    if exploration is None:
        return message(
            "There is no exploration yet. It takes two minutes: a question, two to four options, "
            "a quarter.",
            actions(button("Plan an exploration", ids.PLAN_OPEN, style="primary")),
        )
    return _week_of(interaction, exploration)


def _week_of(interaction: Interaction, exploration: Exploration) -> Message:
    return week_card(exploration, pace(exploration, interaction.services.now(), interaction.zone))
