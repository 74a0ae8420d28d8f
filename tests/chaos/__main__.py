"""`make chaos`: 500 nudges and 25 kills on each database; exit 0 if none is lost or doubled."""

import asyncio
import sys
from datetime import timedelta

from tests.chaos.ordeal import Outcome, ordeal
from tests.postgres import Postgres

NUDGES, KILLS, LASTING = 500, 25, timedelta(seconds=40)


def main() -> int:
    """A line for each database, and last the sum of both."""
    embedded = asyncio.run(ordeal(nudges=NUDGES, kills=KILLS, lasting=LASTING))
    sys.stdout.write(f"SQLite: {embedded}\n")
    with Postgres() as server, server.database() as url:
        served = asyncio.run(ordeal(nudges=NUDGES, kills=KILLS, lasting=LASTING, url=url))
    sys.stdout.write(f"Postgres: {served}\n")
    both = Outcome(
        nudges=embedded.nudges + served.nudges,
        kills=embedded.kills + served.kills,
        lost=embedded.lost + served.lost,
        twice=embedded.twice + served.twice,
    )
    sys.stdout.write(f"{both}\n")
    return int(bool(both.lost or both.twice))


if __name__ == "__main__":
    sys.exit(main())
