"""What an operator can act on, asked of the whole database in a few queries; nothing is opened."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.nudges import Kind, State
from bot.services.upkeep import PATIENCE, RECENT, UNREACHABLE, Deliveries, Dm, Plan, Rostered
from storage.tables import calendar, exploration, member, nudge, workspace

_MESSAGES = nudge.c.kind != Kind.POLL


async def deliveries(connection: AsyncConnection, now: datetime) -> Deliveries:
    """How messages fare at this moment."""
    late = select(func.count(), func.min(nudge.c.next_at)).where(
        _MESSAGES, nudge.c.next_at < now - PATIENCE
    )
    overdue, earliest = (await connection.execute(late)).one()
    failed = (
        select(func.coalesce(nudge.c.error, "unknown"), func.count())
        .where(_MESSAGES, nudge.c.state == State.FAILED, nudge.c.due_at > now - RECENT)
        .group_by(nudge.c.error)
    )
    return Deliveries(
        overdue=overdue,
        longest_overdue=now - earliest if earliest else timedelta(),
        failed={name: int(number) for name, number in await connection.execute(failed)},
    )


async def roster(connection: AsyncConnection) -> tuple[Rostered, ...]:
    """Every member, in stored order."""
    plans = await _by_member(connection, exploration, exploration.c.choice.is_(None))
    calendars = await _by_member(connection, calendar, calendar.c.troubled_since.is_not(None))
    dms = await _dms(connection)
    hers = select(member.c.id, member.c.user, workspace.c.team).join(workspace)
    return tuple(
        Rostered(
            team=row.team,
            user=row.user,
            plan=_plan(*plans.get(row.id, (0, 0))),
            dm=dms.get(row.id, Dm.UNTRIED),
            calendars=calendars.get(row.id, (0, 0))[0],
            calendars_in_trouble=calendars.get(row.id, (0, 0))[1],
        )
        for row in await connection.execute(hers.order_by(member.c.id))
    )


async def _by_member(
    connection: AsyncConnection, of: Table, which: ColumnElement[bool]
) -> dict[int, tuple[int, int]]:
    """How many each member has, and how many of those are so."""
    those = func.sum(case((which, 1), else_=0))
    found = select(of.c.member_id, func.count(), those).group_by(of.c.member_id)
    return {owner: (number, some) for owner, number, some in await connection.execute(found)}


async def _dms(connection: AsyncConnection) -> dict[int, Dm]:
    """By what became of the last message."""
    settled = _MESSAGES & nudge.c.state.in_((State.SENT, State.FAILED))
    last = select(nudge.c.member_id, func.max(nudge.c.due_at).label("at")).where(settled)
    latest = last.group_by(nudge.c.member_id).subquery()
    same = (nudge.c.member_id == latest.c.member_id) & (nudge.c.due_at == latest.c.at)
    rows = select(nudge.c.member_id, nudge.c.state, nudge.c.error).join(latest, same)
    return {
        row.member_id: _dm(row.state, row.error)
        for row in await connection.execute(rows.where(settled).order_by(nudge.c.id))
    }


def _dm(state: State, error: str | None) -> Dm:
    dead = state is State.FAILED and error in UNREACHABLE
    return Dm.UNREACHABLE if dead else Dm.REACHABLE


def _plan(explorations: int, undecided: int) -> Plan:
    if undecided:
        return Plan.UNDER_WAY
    return Plan.CHOSEN if explorations else Plan.NONE
