"""`/synthesis` and `/resonance why`: the evidence, and why she hears from the bot."""

from bot.slack.blocks.guide import why_card
from bot.slack.blocks.synthesis import evidence, how_it_is_counted, overview
from bot.slack.ids import SYNTHESIS_SHOW
from bot.slack.interaction import Interaction


async def synthesis(interaction: Interaction, _words: str = "") -> None:
    """The evidence laid out, for a command or a tap; from one of its own pages, in their place."""
    view = overview(*await interaction.services.synthesising.of(interaction.member))
    if (interaction.payload.get("view") or {}).get("callback_id") == SYNTHESIS_SHOW:
        await interaction.update_view(view)
    else:
        await interaction.open(view)


async def synthesis_page(interaction: Interaction) -> None:
    """A page of all the evidence, in the place of the one it was asked from."""
    exploration, made = await interaction.services.synthesising.of(interaction.member)
    interviews = {interview.label: interview.id for interview in exploration.interviews}
    option, start = map(int, interaction.value.split(":"))
    await interaction.update_view(evidence(exploration, made, interviews, (option, start)))


async def synthesis_counted(interaction: Interaction) -> None:
    await interaction.update_view(how_it_is_counted())


async def why(interaction: Interaction, _words: str = "") -> None:
    """Why and when she hears from the bot; it also is where to change that."""
    await interaction.answer(
        why_card(await interaction.services.explaining.why(interaction.member))
    )
