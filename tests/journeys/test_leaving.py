"""Leaving the workspace and coming back, as Slack tells it."""

from pathlib import Path
from typing import Any

from bot.slack.listeners import events
from bot.slack.routes import run_command
from tests.journeys.conftest import MAYA
from tests.journeys.test_connection import COMMAND, acknowledged, hearing


def profile(**told: Any) -> dict[str, Any]:
    """`user_change`; of somebody who was deactivated Slack tells no time zone."""
    user = {"id": MAYA, "is_bot": False, **told}
    return {"team_id": "T0RESONANCE", "event": {"type": "user_change", "user": user}}


async def test_whoever_leaves_is_away_until_slack_or_she_herself_shows_otherwise(
    tmp_path: Path,
) -> None:
    async with hearing(tmp_path) as (ears, _):
        membership = ears.context.services.membership
        changed = ears.reporting(events.profile_changed)
        by_command = ears.acting(run_command)

        async def is_away() -> bool:
            async with membership.store.reading() as work:
                member = await work.members.find("T0RESONANCE", MAYA)
            assert member is not None
            return member.left_at is not None

        await by_command(ack=acknowledged, body=COMMAND)
        seen = [await is_away()]
        for listener, body in (
            (changed, profile(deleted=True)),
            (changed, profile(deleted=False, tz="Europe/London")),
            (changed, profile(deleted=True)),
            (by_command, {**COMMAND, "trigger_id": "4.5.6"}),
        ):
            await listener(ack=acknowledged, body=body)
            seen.append(await is_away())

    assert seen == [False, True, False, True, False]
