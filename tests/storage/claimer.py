"""A process of its own that claims all that is due, once it is told to begin."""

import asyncio
import sys

from bot.core.nudges import LEASE, Lane
from storage.database import Database
from storage.keys import KeyRing
from tests.storage.cast import NOW

BATCH = 7


async def claim_all(url: str, key: str) -> None:
    async with Database(url, KeyRing(key)) as store:
        print("ready", flush=True)  # noqa: T201 - the test waits for it
        sys.stdin.readline()
        while True:
            async with store.writing() as work:
                claimed = await work.nudges.claim(Lane.MESSAGES, NOW, LEASE, BATCH)
            if not claimed:
                return
            print(*(nudge.key for nudge in claimed), sep="\n")  # noqa: T201 - and for these


if __name__ == "__main__":
    asyncio.run(claim_all(*sys.argv[1:]))
