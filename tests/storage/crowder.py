"""A process of its own that claims all that is due and takes room for each, once told to begin."""

import asyncio
import sys

from bot.core.nudges import LEASE, Lane
from storage.database import Database
from storage.keys import KeyRing
from tests.storage.cast import NOW


async def take_room(url: str, key: str, cap: str) -> None:
    async with Database(url, KeyRing(key)) as store:
        print("ready", flush=True)  # noqa: T201 - the test waits for it
        sys.stdin.readline()
        while True:
            async with store.writing() as work:
                claimed = await work.nudges.claim(Lane.MESSAGES, NOW, LEASE, 1)
            if not claimed:
                return
            async with store.writing() as work:
                await work.members.get(claimed[0].member_id)
                if await work.nudges.take_room(claimed[0], NOW.date(), int(cap)):
                    print(claimed[0].key)  # noqa: T201 - and for these


if __name__ == "__main__":
    asyncio.run(take_room(*sys.argv[1:]))
