"""What Slack reports by itself: a visit, words typed into the DM, a move to another time zone."""

from bot.slack.blocks.guide import moved_zone, typed_answer
from bot.slack.heard import Heard, Payload, Wires
from bot.slack.identity import Identity


async def home_opened(heard: Heard) -> None:
    """Shows the Home tab as things are now, at every visit."""
    if heard.payload.get("tab") == "home":
        await heard.refresh_home()


async def typed(heard: Heard) -> None:
    """Words in the DM get a helpful answer, once; they are not stored."""
    await heard.desk.membership.take(heard.request)
    exploration = await heard.desk.planning.current(heard.member)
    await heard.post(typed_answer(exploring=exploration is not None))


async def profile_changed(wires: Wires, who: Identity, event: Payload) -> None:
    """Follows a member's change of time zone at once, and offers to keep the old one; who left the
    workspace is left in peace until she is back."""
    membership, zone = wires.desk.membership, event["user"].get("tz")
    if event["user"].get("deleted"):
        await membership.leave(who.team, who.user)
        return
    before = await membership.follow(who.team, who.user, zone)
    if before is not None and before.time_zone is not None:
        await wires.dms.post(before, moved_zone(before.time_zone, zone))
