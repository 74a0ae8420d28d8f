"""Explorations written: the plan, people and their steps, interviews and their check-ins."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.meetings import Interview
from bot.core.nudges import Kind
from bot.core.people import Person
from bot.core.plan import Exploration, Option
from bot.core.reflection import CheckIn
from bot.services.ports import Draft
from storage.documents import document_of
from storage.exploration_rows import explorations_of, interviews_of
from storage.tables import (
    check_in,
    draft,
    exploration,
    interview,
    nudge,
    option,
    person,
    stage_change,
)
from storage.types import EncryptedJSON
from storage.upserts import insert_into


class SqlExplorations:
    """The port `Explorations` within one transaction."""

    def __init__(self, connection: AsyncConnection, *, hold: bool) -> None:
        self._connection = connection
        self._hold = hold

    async def of(self, member_id: int) -> tuple[Exploration, ...]:
        return await explorations_of(self._connection, member_id, hold=self._hold)

    async def interviews(self, ids: Collection[int]) -> Mapping[int, Interview]:
        return await interviews_of(self._connection, ids)

    async def add(self, member_id: int, new: Exploration) -> Exploration:
        owner = {"member_id": member_id}
        whole = replace(new, id=await self._append(exploration, owner, _plan_row(new)))
        whole = replace(
            whole, options=tuple([await self._add_option(whole, o) for o in new.options])
        )
        whole = replace(whole, people=tuple([await self.save_person(whole, p) for p in new.people]))
        held = [await self._add_interview(whole, i) for i in new.interviews]
        return replace(whole, interviews=tuple(held))

    async def save_plan(self, changed: Exploration) -> None:
        await self._update(exploration, changed, changed.id, _plan_row(changed))
        kept = [o.id for o in changed.options if o.id]
        theirs = option.c.exploration_id == changed.id
        await self._connection.execute(delete(option).where(theirs, option.c.id.not_in(kept)))
        for place, one in enumerate(changed.options):
            saved = one if one.id else await self._add_option(changed, one)
            row = {**_option_row(saved), "position": place}
            await self._update(option, changed, saved.id, row)

    async def save_person(self, whole: Exploration, one: Person) -> Person:
        row = _person_row(whole, one)
        saved = replace(one, id=await self._save(person, whole, one.id, row))
        its = stage_change.c.person_id == saved.id
        await self._connection.execute(delete(stage_change).where(its))
        steps = [
            {"person_id": saved.id, "position": place, "stage": step.stage, "at": step.at}
            for place, step in enumerate(one.history)
        ]
        if steps:
            await self._connection.execute(insert(stage_change), steps)
        return saved

    async def remove_person(self, person_id: int) -> None:
        await self._connection.execute(delete(person).where(person.c.id == person_id))

    async def save_interview(self, whole: Exploration, one: Interview) -> Interview:
        row = _interview_row(whole, one)
        return replace(one, id=await self._save(interview, whole, one.id, row))

    async def remove_interview(self, interview_id: int) -> None:
        await self._connection.execute(delete(interview).where(interview.c.id == interview_id))

    async def save_check_in(self, interview_id: int, answers: CheckIn) -> None:
        row = {"interview_id": interview_id, "answers": document_of(answers)}
        new = insert_into(check_in, self._connection).values(row)
        saved = new.on_conflict_do_update(
            index_elements=[check_in.c.interview_id], set_={"answers": new.excluded.answers}
        )
        await self._connection.execute(saved)

    async def draft(self, interview_id: int) -> Draft | None:
        its = select(draft).where(draft.c.interview_id == interview_id)
        row = (await self._connection.execute(its)).one_or_none()
        return None if row is None else Draft(**row._mapping)

    async def save_draft(self, kept: Draft) -> None:
        row = {field.name: getattr(kept, field.name) for field in fields(kept)}
        new = insert_into(draft, self._connection).values(row)
        saved = new.on_conflict_do_update(
            index_elements=[draft.c.interview_id],
            set_={name: new.excluded[name] for name in ("began_from", "typed", "typed_at")},
            where=draft.c.typed_at <= new.excluded.typed_at,
        )
        await self._connection.execute(saved)

    async def remove_draft(self, interview_id: int) -> None:
        await self._connection.execute(delete(draft).where(draft.c.interview_id == interview_id))

    async def remove_all(self, member_id: int) -> None:
        theirs = exploration.c.member_id == member_id
        await self._connection.execute(delete(exploration).where(theirs))
        weekly = (nudge.c.member_id == member_id) & (nudge.c.kind != Kind.POLL)
        await self._connection.execute(delete(nudge).where(weekly))

    async def _add_option(self, whole: Exploration, one: Option) -> Option:
        return replace(one, id=await self._save(option, whole, 0, _option_row(one)))

    async def _add_interview(self, whole: Exploration, one: Interview) -> Interview:
        saved = await self.save_interview(whole, one)
        if saved.check_in:
            await self.save_check_in(saved.id, saved.check_in)
        return saved

    async def _save(
        self, table: Table, whole: Exploration, row_id: int, row: Mapping[str, Any]
    ) -> int:
        if row_id:
            return await self._update(table, whole, row_id, row)
        return await self._append(table, {"exploration_id": whole.id}, row)

    async def _update(
        self, table: Table, whole: Exploration, row_id: int, row: Mapping[str, Any]
    ) -> int:
        changes = _without_damage(table, whole, row_id, row)
        await self._connection.execute(update(table).where(table.c.id == row_id).values(changes))
        return row_id

    async def _append(self, table: Table, owner: Mapping[str, int], row: Mapping[str, Any]) -> int:
        """The id of a new row, placed after its owner's others."""
        [(column, owner_id)] = owner.items()
        place = _next_place(table, table.c[column] == owner_id)
        new = insert(table).values({**owner, **row, "position": place}).returning(table.c.id)
        return int((await self._connection.execute(new)).scalar_one())


def _without_damage(
    table: Table, whole: Exploration, row_id: int, row: Mapping[str, Any]
) -> dict[str, Any]:
    """A document that can't be read was read as none: it is left as it lies until there is another
    to put in its place. A damaged text brings its bytes along."""
    place = (table.name, row_id)
    damaged = {each.column for each in whole.damaged if (each.table, each.id) == place}
    documents = {name for name in damaged if isinstance(table.c[name].type, EncryptedJSON)}
    return {name: new for name, new in row.items() if new is not None or name not in documents}


def _next_place(table: Table, its: ColumnElement[bool]) -> ColumnElement[int]:
    taken = func.max(table.c.position)
    return select(func.coalesce(taken + 1, 0)).where(its).scalar_subquery()


def _plan_row(of: Exploration) -> dict[str, object]:
    return {
        "question": of.question,
        "starts_on": of.starts_on,
        "ends_on": of.ends_on,
        "weekly_goal": of.weekly_goal,
        "choice": of.choice and document_of(of.choice),
        "rest_weeks": [day.isoformat() for day in of.rest_weeks] or None,
    }


def _option_row(of: Option) -> dict[str, object]:
    return {
        "name": of.name,
        "target": of.target,
        "retired_on": of.retired_on,
        "beliefs": list(of.beliefs) or None,
    }


def _person_row(whole: Exploration, of: Person) -> dict[str, object]:
    return {
        "option_id": _option_id(whole, of.option),
        "name": of.name,
        "role": of.role,
        "organisation": of.organisation,
        "stage": of.stage,
        "referred_by": of.referred_by,
        "email": of.email,
        "link": of.link,
        "notes": of.notes,
        "in_field": of.in_field,
        "alias": of.alias,
        "how_known": of.how_known,
        "next_step": of.next_step,
        "next_on": of.next_on,
    }


def _interview_row(whole: Exploration, of: Interview) -> dict[str, object]:
    return {
        "person_id": _person_id(whole, of.person),
        "option_id": _option_id(whole, of.option),
        "label": of.label,
        "starts_at": of.starts_at,
        "ends_at": of.ends_at,
        "medium": of.medium,
        "status": of.status,
        "expectation": of.expectation,
        "certain": of.certain,
        "expectation_words": of.expectation_words,
        "hopes": of.hopes,
        "questions": [asdict(question) for question in of.questions] or None,
    }


def _option_id(whole: Exploration, name: str | None) -> int | None:
    return None if name is None else _only({o.name: o.id for o in whole.options}, name)


def _person_id(whole: Exploration, name: str | None) -> int | None:
    return None if name is None else _only({p.name: p.id for p in whole.people}, name)


def _only(ids: dict[str, int], name: str) -> int:
    """The stored id of a name. One that the exploration given lacks is a fault of the caller,
    told without the name, which is private."""
    if not ids.get(name):
        raise LookupError("a name that is not among the exploration's stored ones")
    return ids[name]
