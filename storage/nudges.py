"""The one table of nudges: planned once, claimed by one, settled by whoever holds the claim."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.nudges import (
    ASKED_EARLY,
    EXPIRED,
    LEASE,
    NEXT_POLL,
    NEXT_TRY,
    NEXT_WEEKLY,
    UNBOUND,
    WEEKLY,
    Kind,
    Lane,
    Nudge,
    State,
)
from storage.tables import LANES, nudge
from storage.upserts import insert_into

#: The subject is a true reference, so that a nudge vanishes with what it is about.
_SUBJECTS = {
    Kind.WEEK_START: "exploration_id",
    Kind.WEEK_MIDDLE: "exploration_id",
    Kind.WEEK_END: "exploration_id",
    Kind.CHECK_IN: "interview_id",
    Kind.QUESTION: "interview_id",
    Kind.CALENDAR: "calendar_id",
    Kind.POLL: "calendar_id",
}
#: What planning changes in a row whose state is one of _MOVABLE; attempts go on counting.
_PLANNED = ("due_at", "next_at", "expires_at", "state", "error", "unsure")
_MOVABLE = (State.PLANNED, State.DROPPED, State.FAILED)


class SqlNudges:
    """The port `Nudges` within one transaction; `planned` are the moments at which something
    falls due because of it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.planned: list[datetime] = []

    async def plan(self, new: Nudge) -> None:
        fresh = replace(new, state=State.PLANNED, attempt=0, error=None, channel=None, ts=None)
        row = insert_into(nudge, self._connection).values(_row(fresh))
        planned = row.on_conflict_do_update(
            index_elements=[nudge.c.key],
            set_={name: row.excluded[name] for name in _PLANNED},
            where=nudge.c.state.in_(_MOVABLE) & (nudge.c.member_id == new.member_id),
        )
        await self._connection.execute(planned)
        self.planned.append(new.due_at)

    async def drop(self, key: str) -> None:
        waiting = (nudge.c.key == key) & (nudge.c.state == State.PLANNED)
        dropped = update(nudge).where(waiting).values(state=State.DROPPED, next_at=None)
        await self._connection.execute(dropped)

    async def get(self, key: str) -> Nudge | None:
        row = (
            await self._connection.execute(select(nudge).where(nudge.c.key == key))
        ).one_or_none()
        return None if row is None else _nudge(row)

    async def of(self, member_id: int, nudge_id: int) -> Nudge | None:
        found = await self._of(member_id, nudge.c.id == nudge_id)
        return found[0] if found else None

    async def astray(self, now: datetime) -> tuple[Nudge, ...]:
        planned = nudge.c.state == State.PLANNED
        weekly = nudge.c.kind.in_(WEEKLY) & (nudge.c.next_at > now + NEXT_WEEKLY)
        polls = (nudge.c.kind == Kind.POLL) & (nudge.c.next_at > now + NEXT_POLL)
        asked = (nudge.c.state == State.SENT) & (nudge.c.due_at > now + ASKED_EARLY)
        expired = (nudge.c.error == EXPIRED) & (nudge.c.due_at > now)
        dropped = (nudge.c.state == State.DROPPED) & expired
        check_ins = (nudge.c.kind == Kind.CHECK_IN) & (asked | dropped)
        wrong = select(nudge).where((planned & (weekly | polls)) | check_ins)
        rows = await self._connection.execute(wrong.order_by(nudge.c.member_id, nudge.c.id))
        return tuple(_nudge(row) for row in rows)

    async def free(self, now: datetime) -> int:
        claimed = (nudge.c.state == State.CLAIMED) & (nudge.c.next_at > now + 2 * LEASE)
        trying = (nudge.c.state == State.PLANNED) & nudge.c.error.is_not(None)
        put_off = trying & (nudge.c.next_at > now + NEXT_TRY)
        freed = update(nudge).where(claimed | put_off).values(next_at=now)
        number = (await self._connection.execute(freed)).rowcount
        if number:
            self.planned.append(now)
        return number

    async def claim(
        self, lane: Lane, now: datetime, lease: timedelta, limit: int
    ) -> tuple[Nudge, ...]:
        # Two claimers get different rows: SQLite has one writer, Postgres skips locked rows
        # (SQLAlchemy writes FOR UPDATE only where the database knows it). As a subquery instead
        # of a CTE, Postgres might run it for each row and exceed the limit.
        due = select(nudge.c.id).where(LANES[lane], nudge.c.next_at <= now)
        due = due.order_by(nudge.c.next_at)
        taken = due.limit(limit).with_for_update(skip_locked=True).cte("taken")
        claimed = (
            update(nudge)
            .where(nudge.c.id.in_(select(taken.c.id)))
            .values(
                state=State.CLAIMED,
                next_at=now + lease,
                attempt=nudge.c.attempt + 1,
                # claimed before and never settled: it may have been posted all the same
                unsure=nudge.c.unsure | (nudge.c.state == State.CLAIMED),
            )
            .returning(nudge)
        )
        rows = await self._connection.execute(claimed)
        return tuple(sorted(map(_nudge, rows), key=lambda n: (n.due_at, n.id)))

    async def settle(
        self,
        nudge_: Nudge,
        *,
        state: State,
        next_at: datetime | None = None,
        error: str | None = None,
        unsure: bool = False,
        channel: str | None = None,
        ts: str | None = None,
    ) -> bool:
        mine = (
            (nudge.c.id == nudge_.id)
            & (nudge.c.attempt == nudge_.attempt)
            & (nudge.c.state == State.CLAIMED)
        )
        said = {name: value for name, value in (("channel", channel), ("ts", ts)) if value}
        values: dict[str, Any] = {
            "state": state,
            "next_at": next_at,
            "error": error,
            "unsure": unsure,
            **said,
        }
        if state is not State.SENT and not unsure:
            values["counted_on"] = None
        if next_at and not error:  # the next occasion, not another try at this one
            values["due_at"] = next_at
        settled = await self._connection.execute(update(nudge).where(mine).values(values))
        kept = settled.rowcount == 1
        if kept and next_at:
            self.planned.append(next_at)
        return kept

    async def next_at(self, lane: Lane) -> datetime | None:
        waiting = nudge.c.next_at.is_not(None)
        earliest = select(func.min(nudge.c.next_at)).where(LANES[lane], waiting)
        found: datetime | None = (await self._connection.execute(earliest)).scalar_one()
        return found

    async def take_room(self, nudge_: Nudge, day: date, cap: int) -> bool:
        hers = nudge.alias()
        came = hers.c.state.in_((State.CLAIMED, State.SENT)) | hers.c.unsure  # or may have
        bound = hers.c.kind.not_in(UNBOUND) & came
        others = (hers.c.member_id == nudge_.member_id) & (hers.c.id != nudge_.id)
        counted = select(func.count()).where(others, bound, hers.c.counted_on == day)
        mine = (nudge.c.id == nudge_.id) & (nudge.c.attempt == nudge_.attempt)
        room = update(nudge).where(mine, counted.scalar_subquery() < cap).values(counted_on=day)
        return (await self._connection.execute(room)).rowcount == 1

    async def of_kind(
        self, member_id: int, kind: Kind, start: datetime, end: datetime
    ) -> tuple[Nudge, ...]:
        real = nudge.c.state.in_((State.PLANNED, State.CLAIMED, State.SENT))
        then = (nudge.c.due_at >= start) & (nudge.c.due_at < end)
        return await self._of(member_id, (nudge.c.kind == kind) & real & then, nudge.c.id)

    async def coming(self, member_id: int) -> tuple[Nudge, ...]:
        waiting = (nudge.c.state == State.PLANNED) & (nudge.c.kind != Kind.POLL)
        return await self._of(member_id, waiting, nudge.c.next_at, nudge.c.id)

    async def failures(self, member_id: int, limit: int) -> tuple[Nudge, ...]:
        trying = nudge.c.error.is_not(None) & nudge.c.next_at.is_not(None)
        failed = (nudge.c.state == State.FAILED) | trying
        newest = (nudge.c.due_at.desc(), nudge.c.id.desc())
        return await self._of(member_id, failed, *newest, limit=limit)

    async def _of(
        self,
        member_id: int,
        condition: ColumnElement[bool],
        *order: ColumnElement[Any],
        limit: int | None = None,
    ) -> tuple[Nudge, ...]:
        theirs = select(nudge).where(nudge.c.member_id == member_id, condition)
        rows = await self._connection.execute(theirs.order_by(*order).limit(limit))
        return tuple(_nudge(row) for row in rows)


def _nudge(row: Row[Any]) -> Nudge:
    return Nudge(
        id=row.id,
        key=row.key,
        kind=row.kind,
        member_id=row.member_id,
        subject=getattr(row, _SUBJECTS[row.kind]),
        due_at=row.due_at,
        expires_at=row.expires_at,
        state=row.state,
        attempt=row.attempt,
        unsure=row.unsure,
        error=row.error,
        channel=row.channel,
        ts=row.ts,
    )


def _row(of: Nudge) -> dict[str, Any]:
    return {
        "key": of.key,
        "kind": of.kind,
        "member_id": of.member_id,
        _SUBJECTS[of.kind]: of.subject,
        "due_at": of.due_at,
        "next_at": of.due_at,
        "expires_at": of.expires_at,
        "state": of.state,
        "attempt": of.attempt,
        "unsure": of.unsure,
        "error": of.error,
        "channel": of.channel,
        "ts": of.ts,
    }
