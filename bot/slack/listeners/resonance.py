"""`/synthesis` and `/resonance`: the evidence, help, why, and the few settings there are."""

from bot.slack import inputs
from bot.slack.blocks.guide import help_card, why_card, zone_form, zone_set
from bot.slack.blocks.synthesis import synthesis_card
from bot.slack.blocks.week import snoozed, started, stopped
from bot.slack.heard import Heard
from bot.slack.hearing import Saved
from bot.slack.words import moment


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


async def zone(heard: Heard) -> None:
    await heard.open(zone_form(heard.member.time_zone))


async def save_zone(heard: Heard) -> Saved:
    form = inputs.Form(heard.payload["view"]["state"]["values"])
    member = await heard.desk.membership.set_zone(heard.request, form.text("time_zone") or "")

    async def confirm(heard: Heard) -> None:
        await heard.post(zone_set(member.time_zone or ""))
        await heard.refresh_home()

    return Saved(then=confirm)


async def keep_zone(heard: Heard) -> None:
    """After Slack reported a move: she keeps the zone she had."""
    member = await heard.desk.membership.set_zone(heard.request, heard.value)
    await heard.replace(zone_set(member.time_zone or ""))


async def snooze(heard: Heard) -> None:
    """This message again tomorrow; the next one when it always comes."""
    due_at = await heard.desk.snoozing.until_tomorrow(heard.request, int(heard.value))
    await heard.answer(snoozed(moment(due_at, heard.zone)))


async def stop(heard: Heard) -> None:
    await heard.desk.snoozing.turn(heard.request, on=False)
    await heard.answer(stopped())


async def start(heard: Heard) -> None:
    await heard.desk.snoozing.turn(heard.request, on=True)
    await heard.answer(started())
