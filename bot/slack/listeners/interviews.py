"""`/interviews`: coming and past, logging by hand, calendars connected and let go."""

from bot.core.errors import Ambiguous, ResonanceError
from bot.services.interviewing import Outcome
from bot.slack import grammar, inputs
from bot.slack.blocks.checkin import confirmed, told
from bot.slack.blocks.guide import notice
from bot.slack.blocks.interviews import (
    calendars_card,
    connect_form,
    connected,
    connected_lines,
    connecting,
    event_view,
    interviews_card,
    logged,
)
from bot.slack.blocks.kit import Message
from bot.slack.blocks.people import which
from bot.slack.heard import Heard
from bot.slack.hearing import Saved


async def interviews(heard: Heard, _words: str = "") -> None:
    """Coming and past, for a command or a tap."""
    exploration = await heard.exploration()
    await heard.answer(interviews_card(exploration, heard.desk.now(), heard.zone))


async def log(heard: Heard, words: str) -> None:
    options = (await heard.exploration()).options
    wanted = grammar.logged_of(words, options, heard.request.at, heard.zone)
    try:
        known = await heard.desk.interviewing.log(
            heard.request, wanted.name, wanted.starts_at, wanted.option
        )
    except Ambiguous as several:
        await heard.answer(which(str(several), several.names, wanted.again))
    else:
        await heard.answer(logged(known.interview, heard.desk.now(), heard.zone))


async def connect(heard: Heard, words: str) -> None:
    """With an address reads it at once; without opens the form, where addresses belong."""
    if words:
        await heard.answer(connected(await heard.desk.connecting.connect(heard.request, words)))
    else:
        await connect_by_form(heard)


async def connect_by_form(heard: Heard) -> None:
    await heard.open(connect_form())


async def save_calendar(heard: Heard) -> Saved:
    """The form: a first read may take longer than Slack waits, so it goes on after the ack."""
    form = inputs.Form(heard.payload["view"]["state"]["values"])
    address, own_email = form.text("address") or "", form.text("own_email")

    async def read(heard: Heard) -> None:
        try:
            known = await heard.desk.connecting.connect(heard.request, address, own_email)
        except ResonanceError as trouble:
            await heard.update_view(connect_form(str(trouble), address, own_email))
        else:
            await heard.update_view(notice("Connected", *connected_lines(known)))

    return Saved(response={"response_action": "update", "view": connecting()}, work=read)


async def calendars(heard: Heard, _words: str = "") -> None:
    await heard.answer(await _calendars_card(heard))


async def remove_calendar(heard: Heard) -> None:
    await heard.desk.connecting.disconnect(heard.request, int(heard.value))
    await heard.replace(await _calendars_card(heard))


async def confirm(heard: Heard) -> None:
    """Yes, it is an interview."""
    await heard.desk.interviewing.confirm(heard.request, int(heard.value), yes=True)
    await heard.replace(confirmed())


async def refuse(heard: Heard) -> None:
    """No, it isn't one: remembered for this event and its title."""
    known = await heard.desk.interviewing.confirm(heard.request, int(heard.value), yes=False)
    await heard.replace(told(known.interview, Outcome.NOT_INTERVIEW))


async def show(heard: Heard) -> None:
    """The event behind a question that named nobody."""
    meeting, interview = await heard.desk.connecting.event_of(heard.member, int(heard.value))
    await heard.open(event_view(meeting, interview, heard.zone))


async def _calendars_card(heard: Heard) -> Message:
    known = await heard.desk.connecting.of(heard.member)
    meetings = await heard.desk.connecting.understood(heard.member)
    return calendars_card(known, meetings, heard.zone)
