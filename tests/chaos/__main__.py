"""`make chaos`: 500 nudges and 25 kills; exit 0 only if none was lost and none came twice."""

import asyncio
import sys
from datetime import timedelta

from tests.chaos.ordeal import ordeal

outcome = asyncio.run(ordeal(nudges=500, kills=25, lasting=timedelta(seconds=40)))
sys.stdout.write(f"{outcome}\n")
sys.exit(bool(outcome.lost or outcome.twice))
