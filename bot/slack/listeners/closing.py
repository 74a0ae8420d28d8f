"""Questions in the DM that were answered elsewhere: no button stays that has nothing to do."""

import logging
from collections.abc import Mapping

from bot.services.nudges.letters import Posted
from bot.slack.blocks.checkin import answered_elsewhere
from bot.slack.faults import FAULTS, error_code
from bot.slack.interaction import Interaction

logger = logging.getLogger(__name__)


async def close_questions(
    interaction: Interaction, interview_id: int, but: Mapping[str, str] | None = None
) -> None:
    """Every question asked about an interview, but the one where it was answered. Best effort:
    one that can't be changed now is harmless, since what it asks is answered."""
    here = _place(but) if but else _tapped(interaction)
    for place in await interaction.services.interviewing.asked_where(
        interaction.member, interview_id
    ):
        if place == here:
            continue
        try:
            await interaction.update(place.channel, place.ts, answered_elsewhere())
        except FAULTS as fault:
            logger.warning("a question stays open", extra={"slack": error_code(fault)})


def _tapped(interaction: Interaction) -> Posted | None:
    container = interaction.payload.get("container") or {}
    if container.get("type") != "message":
        return None
    return Posted(channel=container["channel_id"], ts=container["message_ts"])


def _place(said: Mapping[str, str]) -> Posted:
    return Posted(channel=said["channel"], ts=said["ts"])
