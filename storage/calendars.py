"""Connected calendars, and the meetings in them that became interviews."""

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.feeds import Calendar, Meeting
from bot.core.meetings import Verdict
from storage.tables import calendar, meeting


class SqlCalendars:
    """The port `Calendars` within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, member_id: int) -> tuple[Calendar, ...]:
        rows = await self._rows(calendar, calendar.c.member_id == member_id)
        return tuple(_calendar(row) for row in rows)

    async def get(self, calendar_id: int) -> Calendar | None:
        rows = await self._rows(calendar, calendar.c.id == calendar_id)
        return _calendar(rows[0]) if rows else None

    async def save(self, changed: Calendar) -> Calendar:
        row = {**_row(changed), "remembered": dict(changed.remembered)}
        return replace(changed, id=await self._save(calendar, changed.id, row))

    async def remove(self, calendar_id: int) -> None:
        await self._remove(calendar, calendar_id)

    async def meetings(self, calendar_id: int) -> tuple[Meeting, ...]:
        rows = await self._rows(meeting, meeting.c.calendar_id == calendar_id)
        return tuple(Meeting(**row._mapping) for row in rows)

    async def meeting_of(self, interview_id: int) -> Meeting | None:
        rows = await self._rows(meeting, meeting.c.interview_id == interview_id)
        return Meeting(**rows[0]._mapping) if rows else None

    async def save_meeting(self, changed: Meeting) -> Meeting:
        return replace(changed, id=await self._save(meeting, changed.id, _row(changed)))

    async def remove_meeting(self, meeting_id: int) -> None:
        await self._remove(meeting, meeting_id)

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
    answers = {words: Verdict(answer) for words, answer in row.remembered.items()}
    return Calendar(**{**row._mapping, "remembered": answers})


def _row(of: Calendar | Meeting) -> dict[str, Any]:
    """The columns are the value's own fields."""
    return {field.name: getattr(of, field.name) for field in fields(of) if field.name != "id"}
