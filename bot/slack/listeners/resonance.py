"""`/synthesis` and `/resonance why`: the evidence, and why she hears from the bot."""

from bot.slack.blocks.guide import why_card
from bot.slack.blocks.synthesis import evidence, how_it_is_counted, overview
from bot.slack.heard import Heard
from bot.slack.ids import SYNTHESIS_SHOW


async def synthesis(heard: Heard, _words: str = "") -> None:
    """The evidence laid out, for a command or a tap; from one of its own pages, in their place."""
    view = overview(*await heard.desk.synthesising.of(heard.member))
    if (heard.payload.get("view") or {}).get("callback_id") == SYNTHESIS_SHOW:
        await heard.update_view(view)
    else:
        await heard.open(view)


async def synthesis_page(heard: Heard) -> None:
    """A page of all the evidence, in the place of the one it was asked from."""
    exploration, made = await heard.desk.synthesising.of(heard.member)
    interviews = {interview.label: interview.id for interview in exploration.interviews}
    option, start = map(int, heard.value.split(":"))
    await heard.update_view(evidence(exploration, made, interviews, (option, start)))


async def synthesis_counted(heard: Heard) -> None:
    await heard.update_view(how_it_is_counted())


async def why(heard: Heard, _words: str = "") -> None:
    """Why and when she hears from the bot; it also is where to change that."""
    await heard.answer(why_card(await heard.desk.explaining.why(heard.member)))
