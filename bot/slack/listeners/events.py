"""What Slack reports by itself: a visit, words typed into the DM, a move to another time zone."""

from bot.slack.blocks.guide import moved_zone, typed_answer
from bot.slack.identity import Identity
from bot.slack.interaction import Interaction, Payload, SlackContext


async def home_opened(interaction: Interaction) -> None:
    """Shows the Home tab as things are now, at every visit."""
    if interaction.payload.get("tab") == "home":
        await interaction.refresh_home()


async def typed(interaction: Interaction) -> None:
    """Words in the DM get a helpful answer, once; they are not stored."""
    await interaction.services.membership.take(interaction.request)
    exploration = await interaction.services.planning.current(interaction.member)
    await interaction.post(typed_answer(exploring=exploration is not None))


async def profile_changed(context: SlackContext, who: Identity, event: Payload) -> None:
    """Follows a member's change of time zone at once, and offers to keep the old one; who left the
    workspace is left in peace until she is back."""
    membership, zone = context.services.membership, event["user"].get("tz")
    if event["user"].get("deleted"):
        await membership.leave(who.team, who.user)
        return
    before = await membership.follow(who.team, who.user, zone)
    if before is not None and before.time_zone is not None:
        await context.dms.post(before, moved_zone(before.time_zone, zone))
