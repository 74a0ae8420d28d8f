"""`/synthesis` and `/resonance`: the evidence, help, and why."""

from bot.slack.blocks.guide import help_card, why_card
from bot.slack.blocks.synthesis import synthesis_card
from bot.slack.heard import Heard


async def synthesis(heard: Heard, _words: str = "") -> None:
    """The evidence laid out, for a command or a tap."""
    exploration, made = await heard.desk.synthesising.of(heard.member)
    interviews = {i.label: (i.id, i.person) for i in exploration.interviews}
    await heard.answer(synthesis_card(exploration.question, made, interviews))


async def help_all(heard: Heard, _words: str = "") -> None:
    await heard.answer(help_card())


async def why(heard: Heard, _words: str = "") -> None:
    """Why and when she hears from the bot; it also is where to change that."""
    await heard.answer(why_card(await heard.desk.explaining.why(heard.member)))
