"""The yardstick of `fan_out`: one client over one session posts and does nothing else.

`python -m benchmarks.bare_loop NUMBER` posts once to each of so many people, as a process of its
own, as many at a time as the bot's dispatch allows.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from benchmarks.workspace import ZONE, dm_of, users
from bot.core.nudges import Lane
from bot.scheduling.dispatch import SLOTS
from bot.services.nudges.letters import HowDidItGo
from bot.slack.app import slack_client, slack_session
from bot.slack.blocks.checkin import how_did_it_go


async def main(number: int) -> None:
    """The message is the bot's own, made once."""
    letter = HowDidItGo(
        nudge_id=1,
        interview_id=1,
        ended_at=datetime.now(UTC),
        certain=True,
        again=False,
        paused=False,
    )
    payload = how_did_it_go(letter, ZoneInfo(ZONE)).as_payload()
    room = asyncio.Semaphore(SLOTS[Lane.MESSAGES])
    async with slack_session() as session:
        token, url = os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"]
        client = slack_client(token, url, session)

        async def post(user: str) -> None:
            async with room:
                await client.chat_postMessage(channel=dm_of(user), **payload)

        await asyncio.gather(*(post(user) for user in users(number)))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
