"""`/interviews`: coming and past, logging by hand, and the question whether something is one."""

from bot.core.errors import Ambiguous
from bot.services.interviewing import Outcome
from bot.slack import grammar
from bot.slack.blocks.checkin import confirmed, told
from bot.slack.blocks.interviews import event_view, interviews_card, logged
from bot.slack.blocks.people import which
from bot.slack.directory import reads_day_first
from bot.slack.heard import Heard


async def interviews(heard: Heard, _words: str = "") -> None:
    """Coming and past, for a command or a tap."""
    exploration = await heard.exploration()
    await heard.answer(interviews_card(exploration, heard.desk.now(), heard.zone))


async def log(heard: Heard, words: str) -> None:
    exploration = await heard.exploration()
    day_first = await reads_day_first(heard.wires.client, heard.member.user, words)
    wanted = grammar.logged_of(
        words, exploration, heard.request.at, heard.zone, day_first=day_first
    )
    try:
        known = await heard.desk.interviewing.log(
            heard.request, wanted.name, wanted.starts_at, wanted.option
        )
    except Ambiguous as several:
        await heard.answer(which(str(several), several.names, wanted.again))
    else:
        await heard.answer(logged(known.interview, heard.desk.now(), heard.zone))


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
    meeting, interview = await heard.desk.tending.event_of(heard.member, int(heard.value))
    await heard.open(event_view(meeting, interview, heard.zone))
