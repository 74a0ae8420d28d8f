"""Her own rhythm: time zone, days and times, quiet hours, snooze, pause."""

from bot.core.dates import parse_date
from bot.core.nudges import Kind
from bot.slack import inputs
from bot.slack.blocks.guide import zone_form, zone_set
from bot.slack.blocks.settings import settings_form, settings_saved
from bot.slack.blocks.week_letters import (
    not_paused,
    paused,
    resumed,
    snoozed,
    started,
    stopped,
)
from bot.slack.directory import reads_day_first
from bot.slack.grammar import split_command
from bot.slack.interaction import Interaction
from bot.slack.listening import Saved
from bot.slack.words import moment


async def settings(interaction: Interaction, _words: str = "") -> None:
    await interaction.open(settings_form(interaction.member))


async def save_settings(interaction: Interaction) -> Saved:
    """Zone and rhythm in one form, stored together."""
    form = inputs.Form(interaction.payload["view"]["state"]["values"])
    rhythm = inputs.rhythm_of(form, interaction.member.rhythm)
    await interaction.services.snoozing.keep(interaction.request, rhythm, form.text("time_zone"))

    async def confirm(interaction: Interaction) -> None:
        await interaction.post(settings_saved())
        await interaction.refresh_home()

    return Saved(then=confirm)


async def zone(interaction: Interaction) -> None:
    await interaction.open(zone_form(interaction.member.time_zone))


async def save_zone(interaction: Interaction) -> Saved:
    form = inputs.Form(interaction.payload["view"]["state"]["values"])
    member = await interaction.services.membership.set_zone(
        interaction.request, form.text("time_zone") or ""
    )

    async def confirm(interaction: Interaction) -> None:
        await interaction.post(zone_set(member.time_zone or ""))
        await interaction.refresh_home()

    return Saved(then=confirm)


async def keep_zone(interaction: Interaction) -> None:
    """After Slack reported a move: she keeps the zone she had."""
    member = await interaction.services.membership.set_zone(interaction.request, interaction.value)
    await interaction.replace(zone_set(member.time_zone or ""))


async def snooze(interaction: Interaction) -> None:
    """This message again tomorrow; the next one when it always comes."""
    kind, _, nudge_id = interaction.value.partition(":")
    snoozing = interaction.services.snoozing
    due_at = await snoozing.until_tomorrow(interaction.request, Kind(kind), int(nudge_id))
    await interaction.settle(snoozed(moment(due_at, interaction.zone)))


async def stop(interaction: Interaction) -> None:
    await interaction.services.snoozing.turn(interaction.request, Kind(interaction.value), on=False)
    await interaction.settle(stopped(Kind(interaction.value)))


async def start(interaction: Interaction) -> None:
    await interaction.services.snoozing.turn(interaction.request, Kind(interaction.value), on=True)
    await interaction.settle(started())


async def pause(interaction: Interaction, words: str) -> None:
    """ "/outreach pause [until DATE]"; without a date for two weeks."""
    first, rest = split_command(words)
    told = rest if first == "until" else words
    today = interaction.request.at.astimezone(interaction.zone).date()
    day_first = await reads_day_first(interaction.context.client, interaction.member.user, told)
    until = parse_date(told, today, day_first=day_first, ahead=True) if told else None
    member = await interaction.services.snoozing.pause(interaction.request, until)
    await interaction.answer(paused(member.paused_until or today))


async def end_pause(interaction: Interaction) -> None:
    """The button beneath what a pause is told by."""
    await interaction.services.snoozing.resume(interaction.request)
    await interaction.replace(resumed())


async def resume(interaction: Interaction, _words: str = "") -> None:
    """Ends a pause; where there is none, it says so and nothing changes."""
    under_way = interaction.member.paused_at(interaction.request.at)
    if under_way:
        await interaction.services.snoozing.resume(interaction.request)
    await interaction.answer(resumed() if under_way else not_paused())
