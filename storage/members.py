"""Members and the workspaces they belong to."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import NotFound
from bot.core.members import Member
from storage.documents import document_of, read_rhythm
from storage.tables import handled_request, member, workspace
from storage.upserts import insert_into


class SqlMembers:
    """The port `Members` within one transaction."""

    def __init__(self, connection: AsyncConnection, *, hold: bool) -> None:
        self._connection = connection
        self._hold = hold

    async def get(self, member_id: int) -> Member:
        if (found := await self._one(member.c.id == member_id)) is None:
            raise NotFound("This member's data is no longer here.")
        return found

    async def several(self, ids: Collection[int]) -> Mapping[int, Member]:
        rows = await self._connection.execute(_members().where(member.c.id.in_(ids)))
        return {row.id: _member(row) for row in rows}

    async def find(self, team: str, user: str) -> Member | None:
        return await self._one(workspace.c.team == team, member.c.user == user)

    async def every(self) -> tuple[Member, ...]:
        rows = await self._connection.execute(_members().order_by(member.c.id))
        return tuple(_member(row) for row in rows)

    async def add(self, new: Member) -> Member:
        row = {"workspace_id": await self._workspace(new.team), "user": new.user, **_row(new)}
        # Two requests may meet her at the same moment; the slower one finds her stored.
        fresh = insert_into(member, self._connection).values(row)
        met = fresh.on_conflict_do_update(
            index_elements=[member.c.workspace_id, member.c.user], set_={"user": new.user}
        )
        added = met.returning(member, literal(new.team).label("team"))
        return _member((await self._connection.execute(added)).one())

    async def save(self, changed: Member) -> None:
        its = member.c.id == changed.id
        await self._connection.execute(update(member).where(its).values(_row(changed)))

    async def remove(self, gone: Member) -> None:
        """The member with everything stored for them, and what they asked for of late."""
        theirs = (handled_request.c.team == gone.team, handled_request.c.user == gone.user)
        await self._connection.execute(delete(handled_request).where(*theirs))
        await self._connection.execute(delete(member).where(member.c.id == gone.id))

    async def _one(self, *conditions: ColumnElement[bool]) -> Member | None:
        sought = _members().where(*conditions)
        held = sought.with_for_update(of=member) if self._hold else sought
        row = (await self._connection.execute(held)).one_or_none()
        return None if row is None else _member(row)

    async def _workspace(self, team: str) -> int:
        new = insert_into(workspace, self._connection).values(team=team)
        await self._connection.execute(new.on_conflict_do_nothing())
        its = select(workspace.c.id).where(workspace.c.team == team)
        return int((await self._connection.execute(its)).scalar_one())


def _members() -> Select[Any]:
    return select(member, workspace.c.team).join(workspace)


def _member(row: Row[Any]) -> Member:
    return Member(
        id=row.id,
        team=row.team,
        user=row.user,
        time_zone=row.time_zone,
        slack_zone=row.slack_zone,
        channel=row.channel,
        paused_until=row.paused_until,
        left_at=row.left_at,
        rhythm=read_rhythm(row.rhythm),
    )


def _row(of: Member) -> dict[str, object]:
    return {
        "time_zone": of.time_zone,
        "slack_zone": of.slack_zone,
        "channel": of.channel,
        "paused_until": of.paused_until,
        "left_at": of.left_at,
        "rhythm": document_of(of.rhythm),
    }
