"""`/interviews`: coming and past, logging by hand, and the question whether something is one."""

from datetime import UTC, datetime

from bot.core.errors import Ambiguous
from bot.services.interviewing import JUST_NOW, Outcome, Told
from bot.slack import grammar
from bot.slack.blocks.checkin import confirmed, told
from bot.slack.blocks.interviews import already_there, event_view, interviews_card, logged
from bot.slack.blocks.kit import Message
from bot.slack.blocks.people import which
from bot.slack.directory import reads_day_first
from bot.slack.heard import Heard
from bot.slack.listeners.closing import close_questions


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
        await heard.answer(_logged(heard, known, wanted.starts_at, wanted.option))


def _logged(heard: Heard, known: Told, starts_at: datetime | None, option: str | None) -> Message:
    now = heard.desk.now()
    if not known.known_before:
        return logged(known.interview, now, heard.zone)
    person = known.exploration.person(known.interview.person)
    at = int((starts_at or now - JUST_NOW).timestamp())
    another = f"{person.id if person else 0}:{at}:{known.interview.id}:{option or ''}"
    return already_there(known.interview, another, now, heard.zone)


async def log_another(heard: Heard) -> None:
    """Two conversations with somebody at one time are two, if she says so."""
    person_id, at, than, option = heard.value.split(":", 3)
    starts_at = datetime.fromtimestamp(int(at), UTC)
    known = await heard.desk.interviewing.log(
        heard.request, int(person_id), starts_at, option or None, another_than=int(than)
    )
    await heard.replace(_logged(heard, known, starts_at, option))


async def confirm(heard: Heard) -> None:
    """Yes, it is an interview."""
    await heard.desk.interviewing.confirm(heard.request, int(heard.value), yes=True)
    await heard.replace(confirmed())
    await close_questions(heard, int(heard.value))


async def refuse(heard: Heard) -> None:
    """No, it isn't one: remembered for this event and its title."""
    known = await heard.desk.interviewing.confirm(heard.request, int(heard.value), yes=False)
    await heard.replace(told(known.interview, Outcome.NOT_INTERVIEW))
    await close_questions(heard, int(heard.value))


async def show(heard: Heard) -> None:
    """The event behind a question that named nobody."""
    meeting, interview = await heard.desk.tending.event_of(heard.member, int(heard.value))
    await heard.open(event_view(meeting, interview, heard.zone))
