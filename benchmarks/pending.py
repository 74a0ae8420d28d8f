"""Nudges that are not due yet, in any number: what a sweep must not have to look at."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from bot.core.nudges import Kind, State
from storage.engines import engines
from storage.tables import nudge

BATCH = 10_000
#: They lie this far apart.
APART = timedelta(seconds=1)


async def plan_pending(url: str, member_ids: Sequence[int], count: int, first_at: datetime) -> None:
    """Weekly nudges, the members' in turn, all written in one transaction of a migrated database;
    planned one by one, a million would take minutes."""
    both = engines(url)
    try:
        async with both.writing.begin() as connection:
            for start in range(0, count, BATCH):
                numbers = range(start, min(start + BATCH, count))
                rows = [_row(n, member_ids[n % len(member_ids)], first_at) for n in numbers]
                await connection.execute(insert(nudge), rows)
    finally:
        await both.dispose()


def _row(number: int, member_id: int, first_at: datetime) -> dict[str, Any]:
    due_at = first_at + APART * number
    return {
        "key": f"weekly:{member_id}:{number}:start",
        "kind": Kind.WEEK_START,
        "member_id": member_id,
        "due_at": due_at,
        "next_at": due_at,
        "state": State.PLANNED,
        "attempt": 0,
        "unsure": False,
    }
