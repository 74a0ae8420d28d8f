"""Connected calendars with their accounts, and the meetings in them that became interviews."""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.feeds import Calendar, Meeting
from bot.core.meetings import Status, Verdict
from storage.accounts import ACCOUNT, joined_account
from storage.tables import account, calendar, interview, meeting


class SqlCalendars:
    """The port `Calendars` within one transaction; `hold` keeps others from changing a calendar
    that was read before it ends."""

    def __init__(self, connection: AsyncConnection, *, hold: bool) -> None:
        self._connection = connection
        self._hold = hold

    async def of(self, member_id: int) -> tuple[Calendar, ...]:
        return await self._calendars(calendar.c.member_id == member_id)

    async def get(self, calendar_id: int) -> Calendar | None:
        found = await self._calendars(calendar.c.id == calendar_id)
        return found[0] if found else None

    async def save(self, changed: Calendar) -> Calendar:
        return replace(changed, id=await self._save(calendar, changed.id, _calendar_row(changed)))

    async def note_unchanged(self, calendar_id: int, read_at: datetime) -> None:
        well = {
            "last_read_at": read_at,
            "unchanged": calendar.c.unchanged + 1,
            "trouble": None,
            "troubled_since": None,
            "failures": 0,
        }
        its = update(calendar).where(calendar.c.id == calendar_id)
        await self._connection.execute(its.values(well))

    async def forget_marks(self, member_id: int) -> tuple[Calendar, ...]:
        theirs = calendar.c.member_id == member_id
        await self._connection.execute(update(calendar).where(theirs).values(marks=None))
        return await self.of(member_id)

    async def planned_in(
        self, calendar_id: int, now: datetime
    ) -> tuple[tuple[datetime, datetime], ...]:
        ahead = (interview.c.status == Status.PLANNED) & (interview.c.ends_at > now)
        its = select(interview.c.starts_at, interview.c.ends_at).join(
            meeting, meeting.c.interview_id == interview.c.id
        )
        found = await self._connection.execute(
            its.where(meeting.c.calendar_id == calendar_id, ahead)
        )
        return tuple((start, end) for start, end in found)

    async def remove(self, calendar_id: int) -> None:
        await self._remove(calendar, calendar_id)

    async def meetings(self, calendar_id: int) -> tuple[Meeting, ...]:
        rows = await self._rows(meeting, meeting.c.calendar_id == calendar_id)
        return tuple(Meeting(**row._mapping) for row in rows)

    async def meetings_beside(self, one: Calendar) -> tuple[Meeting, ...]:
        theirs = (calendar.c.member_id == one.member_id) & (calendar.c.id != one.id)
        others = select(calendar.c.id).where(theirs).scalar_subquery()
        rows = await self._rows(meeting, meeting.c.calendar_id.in_(others))
        return tuple(Meeting(**row._mapping) for row in rows)

    async def meeting_of(self, interview_id: int) -> Meeting | None:
        rows = await self._rows(meeting, meeting.c.interview_id == interview_id)
        return Meeting(**rows[0]._mapping) if rows else None

    async def meetings_of(self, interview_ids: Collection[int]) -> Mapping[int, Meeting]:
        rows = await self._rows(meeting, meeting.c.interview_id.in_(interview_ids))
        return {row.interview_id: Meeting(**row._mapping) for row in rows}

    async def save_meeting(self, changed: Meeting) -> Meeting:
        return replace(changed, id=await self._save(meeting, changed.id, _row(changed)))

    async def _calendars(self, which: ColumnElement[bool]) -> tuple[Calendar, ...]:
        joined = calendar.outerjoin(account, account.c.id == calendar.c.account_id)
        rows = select(calendar, *ACCOUNT).select_from(joined).where(which).order_by(calendar.c.id)
        held = rows.with_for_update(of=calendar) if self._hold else rows
        return tuple(map(_calendar, await self._connection.execute(held)))

    async def _rows(self, table: Table, condition: ColumnElement[bool]) -> list[Row[Any]]:
        found = select(table).where(condition).order_by(table.c.id)
        return list(await self._connection.execute(found))

    async def _save(self, table: Table, row_id: int, row: dict[str, Any]) -> int:
        if row_id:
            await self._connection.execute(update(table).where(table.c.id == row_id).values(row))
            return row_id
        new = insert(table).values(row).returning(table.c.id)
        return int((await self._connection.execute(new)).scalar_one())

    async def _remove(self, table: Table, row_id: int) -> None:
        await self._connection.execute(delete(table).where(table.c.id == row_id))


def _calendar(row: Row[Any]) -> Calendar:
    return Calendar(
        id=row.id,
        member_id=row.member_id,
        kind=row.kind,
        account=joined_account(row),
        address=row.address,
        name=row.name,
        own_email=row.own_email,
        dedicated=row.dedicated,
        keywords=tuple(row.keywords or ()),
        marks=row.marks or {},
        unchanged=row.unchanged,
        last_read_at=row.last_read_at,
        trouble=row.trouble,
        troubled_since=row.troubled_since,
        failures=row.failures,
        unread=tuple(row.unread or ()),
        expanded_until=row.expanded_until,
        remembered={words: Verdict(answer) for words, answer in row.remembered.items()},
    )


def _calendar_row(of: Calendar) -> dict[str, Any]:
    return {
        **_row(of, but=("account",)),
        "account_id": of.account and of.account.id,
        "marks": dict(of.marks),
        "remembered": dict(of.remembered),
    }


def _row(of: Calendar | Meeting, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """The columns are the value's own fields."""
    return {f.name: getattr(of, f.name) for f in fields(of) if f.name not in ("id", *but)}
