"""What is stored, in counts: the port `Census` within one transaction."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.nudges import Kind, State
from bot.services.metrics import Counts
from storage.tables import calendar, exploration, member, nudge


async def counts(connection: AsyncConnection, now: datetime) -> Counts:
    """In eight queries; polls, which come round for ever, are counted as calendars alone."""
    messages = nudge.c.kind != Kind.POLL
    waiting = nudge.c.next_at.is_not(None)
    troubled = calendar.c.troubled_since.is_not(None)
    failed = nudge.c.state == State.FAILED
    return Counts(
        members=await _number(connection, member),
        explorations_undecided=await _number(
            connection, exploration, exploration.c.choice.is_(None)
        ),
        calendars=await _by(connection, calendar.c.kind),
        calendars_in_trouble=await _by(connection, calendar.c.kind, troubled),
        longest_in_trouble=await _since(connection, calendar.c.troubled_since, now),
        nudges_pending=await _by(connection, nudge.c.kind, messages, waiting),
        nudges_failed=await _by(connection, nudge.c.kind, messages, failed),
        longest_overdue=await _since(connection, nudge.c.next_at, now),
    )


async def _number(
    connection: AsyncConnection, table: FromClause, *which: ColumnElement[bool]
) -> int:
    number = select(func.count()).select_from(table).where(*which)
    return int((await connection.execute(number)).scalar_one())


async def _by(
    connection: AsyncConnection, kind: ColumnElement[Any], *which: ColumnElement[bool]
) -> dict[Any, int]:
    found = select(kind, func.count()).where(*which).group_by(kind)
    return {each: int(number) for each, number in await connection.execute(found)}


async def _since(
    connection: AsyncConnection, moment: ColumnElement[Any], now: datetime
) -> timedelta:
    earliest = (await connection.execute(select(func.min(moment)))).scalar_one()
    return max(now - earliest, timedelta()) if earliest else timedelta()
