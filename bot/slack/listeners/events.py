"""What Slack reports by itself: a visit, words typed into the DM, a move to another time zone."""

from bot.slack.blocks.guide import moved_zone, typed_answer
from bot.slack.heard import Heard, Payload, Wires


async def home_opened(heard: Heard) -> None:
    """Shows the Home tab as things are now, at every visit."""
    if heard.payload.get("tab") == "home":
        await heard.refresh_home()


async def typed(heard: Heard) -> None:
    """Words in the DM get a helpful answer, once; they are not stored."""
    if heard.payload.get("subtype") or heard.payload.get("bot_id"):
        return
    await heard.desk.membership.take(heard.request)
    exploration = await heard.desk.planning.current(heard.member)
    await heard.post(typed_answer(exploring=exploration is not None))


async def profile_changed(wires: Wires, team: str, event: Payload) -> None:
    """Follows a member's change of time zone at once, and offers to keep the old one."""
    user, zone = event["user"]["id"], event["user"].get("tz")
    before = await wires.desk.membership.follow(team, user, zone) if zone else None
    if before is not None and before.time_zone is not None:
        await wires.dms.post(before, moved_zone(before.time_zone, zone))
