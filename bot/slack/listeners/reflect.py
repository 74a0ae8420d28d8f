"""`/reflect`, the five outcomes, and the check-in: saved before Slack is told so."""

import json
import logging
from typing import Any

from bot.core.errors import Ambiguous
from bot.core.meetings import Interview
from bot.services.interviewing import Outcome
from bot.services.ports import Draft
from bot.services.reflecting import Overtaken, version
from bot.slack import ids, inputs
from bot.slack.blocks.checkin import how_did_it_go_again, saved, told, waiting_list
from bot.slack.blocks.checkin_form import OPTIONAL, OVERTAKEN, RESUMED, checkin_form
from bot.slack.blocks.kit import Message
from bot.slack.blocks.people import which
from bot.slack.faults import FAULTS, error_code
from bot.slack.interaction import Interaction
from bot.slack.listeners.closing import close_questions
from bot.slack.listening import Saved

logger = logging.getLogger(__name__)


async def reflect(interaction: Interaction, words: str = "") -> None:
    """What waits for an answer; with a name, the check-in of that conversation."""
    if not words:
        waiting = await interaction.services.reflecting.awaited(interaction.member)
        await interaction.answer(waiting_list(waiting, interaction.zone))
        return
    try:
        interview = await interaction.services.reflecting.latest_with(interaction.member, words)
    except Ambiguous as several:
        await interaction.answer(which(str(several), several.names, "/reflect {}".format))
    else:
        await _open_form(interaction, interview.id, place=None)


async def outcome(interaction: Interaction) -> None:
    """One of the five outcomes, tapped."""
    said = Outcome(ids.OUTCOMES[interaction.payload["actions"][0]["action_id"]])
    known = await interaction.services.interviewing.tell(
        interaction.request, int(interaction.value), said
    )
    await interaction.replace(told(known.interview, said))
    await close_questions(interaction, known.interview.id)


async def change(interaction: Interaction) -> None:
    """The outcomes once more, in place of the one that was tapped."""
    await interaction.replace(how_did_it_go_again(int(interaction.value)))


async def form(interaction: Interaction) -> None:
    """The way into the two-minute form; it remembers the message it was opened from."""
    container = interaction.payload.get("container", {})
    private = None
    if container.get("type") == "message" and not container.get("is_ephemeral"):
        private = {"channel": container["channel_id"], "ts": container["message_ts"]}
    await _open_form(interaction, int(interaction.value), place=private)


async def _open_form(
    interaction: Interaction, interview_id: int, place: dict[str, str] | None
) -> None:
    """Filled with what was answered, and over it with what was typed and never sent."""
    exploration, interview = await interaction.services.reflecting.of(
        interaction.member, interview_id
    )
    draft = await interaction.services.reflecting.draft(interview)
    note = RESUMED if draft else OPTIONAL
    private = _private(interview, place)
    await interaction.open(checkin_form(exploration, interview, private, typed=draft, note=note))


def _private(interview: Interview, place: dict[str, str] | None) -> dict[str, Any]:
    """What comes back with the form: which answers it began from, and where it was opened."""
    return {"interview": interview.id, "began_from": version(interview), "place": place}


async def draft(interaction: Interaction) -> None:
    """Any change in the form, kept as it is made."""
    view = interaction.payload["view"]
    private: dict[str, Any] = json.loads(view["private_metadata"])
    await interaction.services.reflecting.keep_draft(
        interaction.member,
        Draft(
            interview_id=int(private["interview"]),
            began_from=private["began_from"],
            typed=view["state"]["values"],
            typed_at=float(interaction.payload["actions"][0]["action_ts"]),
        ),
    )


async def save(interaction: Interaction) -> Saved:
    """The form, stored before the ack; the DM then shows ticks."""
    view = interaction.payload["view"]
    private: dict[str, Any] = json.loads(view["private_metadata"])
    interview_id, place = int(private["interview"]), private["place"]
    exploration, before = await interaction.services.reflecting.of(interaction.member, interview_id)
    typed = view["state"]["values"]
    answers = inputs.answers_of(
        inputs.Form(typed), exploration, before.check_in, interaction.request.at
    )
    try:
        known = await interaction.services.reflecting.save(
            interaction.request, interview_id, answers, began_from=private["began_from"]
        )
    except Overtaken:
        form = checkin_form(
            exploration, before, _private(before, place), typed=typed, note=OVERTAKEN
        )
        return Saved(response={"response_action": "update", "view": form})

    async def tick(interaction: Interaction) -> None:
        await _show(interaction, place, saved(known.interview, known.check_in))
        await close_questions(interaction, interview_id, but=place)
        await interaction.refresh_home()

    return Saved(then=tick)


async def _show(interaction: Interaction, place: dict[str, str] | None, ticks: Message) -> None:
    """Where the form was opened from; anew where that message is gone or can't be changed now."""
    if place is not None:
        try:
            await interaction.update(place["channel"], place["ts"], ticks)
        except FAULTS as fault:
            logger.warning("ticks not shown in place", extra={"slack": error_code(fault)})
        else:
            return
    await interaction.post(ticks)
