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
from bot.slack.heard import Heard
from bot.slack.hearing import Saved
from bot.slack.words import moment


async def settings(heard: Heard, _words: str = "") -> None:
    await heard.open(settings_form(heard.member))


async def save_settings(heard: Heard) -> Saved:
    """Zone and rhythm in one form, stored together."""
    form = inputs.Form(heard.payload["view"]["state"]["values"])
    rhythm = inputs.rhythm_of(form, heard.member.rhythm)
    await heard.desk.snoozing.keep(heard.request, rhythm, form.text("time_zone"))

    async def confirm(heard: Heard) -> None:
        await heard.post(settings_saved())
        await heard.refresh_home()

    return Saved(then=confirm)


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
    kind, _, nudge_id = heard.value.partition(":")
    snoozing = heard.desk.snoozing
    due_at = await snoozing.until_tomorrow(heard.request, Kind(kind), int(nudge_id))
    await heard.settle(snoozed(moment(due_at, heard.zone)))


async def stop(heard: Heard) -> None:
    await heard.desk.snoozing.turn(heard.request, Kind(heard.value), on=False)
    await heard.settle(stopped(Kind(heard.value)))


async def start(heard: Heard) -> None:
    await heard.desk.snoozing.turn(heard.request, Kind(heard.value), on=True)
    await heard.settle(started())


async def pause(heard: Heard, words: str) -> None:
    """ "/outreach pause [until DATE]"; without a date for two weeks."""
    first, rest = split_command(words)
    told = rest if first == "until" else words
    today = heard.request.at.astimezone(heard.zone).date()
    day_first = await reads_day_first(heard.wires.client, heard.member.user, told)
    until = parse_date(told, today, day_first=day_first, ahead=True) if told else None
    member = await heard.desk.snoozing.pause(heard.request, until)
    await heard.answer(paused(member.paused_until or today))


async def end_pause(heard: Heard) -> None:
    """The button beneath what a pause is told by."""
    await heard.desk.snoozing.resume(heard.request)
    await heard.replace(resumed())


async def resume(heard: Heard, _words: str = "") -> None:
    """Ends a pause; where there is none, it says so and nothing changes."""
    under_way = heard.member.paused_at(heard.request.at)
    if under_way:
        await heard.desk.snoozing.resume(heard.request)
    await heard.answer(resumed() if under_way else not_paused())
