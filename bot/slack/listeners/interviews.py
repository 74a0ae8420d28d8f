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
from bot.slack.interaction import Interaction
from bot.slack.listeners.closing import close_questions


async def interviews(interaction: Interaction, _words: str = "") -> None:
    """Coming and past, for a command or a tap."""
    exploration = await interaction.exploration()
    await interaction.answer(
        interviews_card(exploration, interaction.services.now(), interaction.zone)
    )


async def log(interaction: Interaction, words: str) -> None:
    exploration = await interaction.exploration()
    day_first = await reads_day_first(interaction.context.client, interaction.member.user, words)
    wanted = grammar.logged_of(
        words, exploration, interaction.request.at, interaction.zone, day_first=day_first
    )
    try:
        known = await interaction.services.interviewing.log(
            interaction.request, wanted.name, wanted.starts_at, wanted.option
        )
    except Ambiguous as several:
        await interaction.answer(which(str(several), several.names, wanted.again))
    else:
        await interaction.answer(_logged(interaction, known, wanted.starts_at, wanted.option))


def _logged(
    interaction: Interaction, known: Told, starts_at: datetime | None, option: str | None
) -> Message:
    now = interaction.services.now()
    if not known.known_before:
        return logged(known.interview, now, interaction.zone)
    person = known.exploration.person(known.interview.person)
    at = int((starts_at or now - JUST_NOW).timestamp())
    another = f"{person.id if person else 0}:{at}:{known.interview.id}:{option or ''}"
    return already_there(known.interview, another, now, interaction.zone)


async def log_another(interaction: Interaction) -> None:
    """Two conversations with somebody at one time are two, if she says so."""
    person_id, at, than, option = interaction.value.split(":", 3)
    starts_at = datetime.fromtimestamp(int(at), UTC)
    known = await interaction.services.interviewing.log(
        interaction.request, int(person_id), starts_at, option or None, another_than=int(than)
    )
    await interaction.replace(_logged(interaction, known, starts_at, option))


async def confirm(interaction: Interaction) -> None:
    """Yes, it is an interview."""
    await interaction.services.interviewing.confirm(
        interaction.request, int(interaction.value), yes=True
    )
    await interaction.replace(confirmed())
    await close_questions(interaction, int(interaction.value))


async def refuse(interaction: Interaction) -> None:
    """No, it isn't one: remembered for this event and its title."""
    known = await interaction.services.interviewing.confirm(
        interaction.request, int(interaction.value), yes=False
    )
    await interaction.replace(told(known.interview, Outcome.NOT_INTERVIEW))
    await close_questions(interaction, int(interaction.value))


async def show(interaction: Interaction) -> None:
    """The event behind a question that named nobody."""
    meeting, interview = await interaction.services.managing.event_of(
        interaction.member, int(interaction.value)
    )
    await interaction.open(event_view(meeting, interview, interaction.zone))
