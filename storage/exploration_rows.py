"""An exploration read whole: five SELECTs, however much is in it.

Hundreds of sealed words take a tenth of a second to open, so others get their turn in between.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Row, Select, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.meetings import Interview, Question
from bot.core.people import Person, StageChange
from bot.core.plan import Exploration, Option
from storage.damage import damages
from storage.documents import read_check_in, read_choice
from storage.tables import (
    check_in,
    exploration,
    interview,
    meeting,
    option,
    person,
    stage_change,
)
from storage.types import is_damaged

Rows = dict[int, list[Row[Any]]]
Made = TypeVar("Made")

#: Rows opened at a stretch, some milliseconds' work, and how many turns the others get after it:
#: a check-in on its way out needs about fifty, and is not to wait for as many stretches.
STRETCH, TURNS = 5, 8


async def explorations_of(
    connection: AsyncConnection, member_id: int, *, hold: bool
) -> tuple[Exploration, ...]:
    """Every exploration of a member, each with all that is in it, in stored order; `hold` keeps
    others from changing what is read before this transaction ends."""
    whole = exploration.c.member_id == member_id
    found = select(exploration).where(whole).order_by(exploration.c.position)
    explorations = (await connection.execute(found.with_for_update() if hold else found)).all()
    mine = select(exploration.c.id).where(whole).scalar_subquery()
    options = await _grouped(connection, _within(option, mine), "exploration_id")
    people = await _grouped(connection, _within(person, mine), "exploration_id")
    changes = await _grouped(connection, _changes(mine), "person_id")
    interviews = await _grouped(connection, _interviews(mine), "exploration_id")
    return tuple(
        [
            await _exploration(row, options[row.id], people[row.id], interviews[row.id], changes)
            for row in explorations
        ]
    )


async def interviews_of(
    connection: AsyncConnection, ids: Collection[int]
) -> Mapping[int, Interview]:
    """Interviews by id with the names they refer to, in one SELECT."""
    names = (person.c.name.label("person_name"), option.c.name.label("option_name"))
    joined = interview.outerjoin(check_in).outerjoin(person)
    joined = joined.outerjoin(option, option.c.id == interview.c.option_id)
    joined = joined.outerjoin(meeting, meeting.c.interview_id == interview.c.id)
    found = select(interview, check_in.c.answers, meeting.c.title, *names).select_from(joined)
    rows = await connection.execute(found.where(interview.c.id.in_(ids)))
    return {
        row.id: _interview(row, {row.person_id: row.person_name}, {row.option_id: row.option_name})
        for row in rows
    }


def _within(table: Table, mine: Any) -> Select[Any]:
    return select(table).where(table.c.exploration_id.in_(mine)).order_by(table.c.position)


def _changes(mine: Any) -> Select[Any]:
    steps = select(stage_change).join(person).where(person.c.exploration_id.in_(mine))
    return steps.order_by(stage_change.c.position)


def _interviews(mine: Any) -> Select[Any]:
    found = _within(interview, mine).add_columns(check_in.c.answers, meeting.c.title)
    return found.outerjoin(check_in).outerjoin(meeting, meeting.c.interview_id == interview.c.id)


async def _grouped(connection: AsyncConnection, rows: Select[Any], owner: str) -> Rows:
    groups: Rows = defaultdict(list)
    for row in await _in_turns(await connection.execute(rows), lambda row: row):
        groups[getattr(row, owner)].append(row)
    return groups


async def _in_turns(rows: Iterable[Row[Any]], make: Callable[[Row[Any]], Made]) -> list[Made]:
    """What `make` makes of each; a row's words are opened when it is come to."""
    made: list[Made] = []
    for row in rows:
        made.append(make(row))
        if not len(made) % STRETCH:
            await _let_others()
    return made


async def _let_others() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)


async def _exploration(
    row: Row[Any],
    options: Iterable[Row[Any]],
    people: Iterable[Row[Any]],
    interviews: Iterable[Row[Any]],
    changes: Rows,
) -> Exploration:
    option_names = {o.id: o.name for o in options}
    people_names = {p.id: p.name for p in people}
    return Exploration(
        id=row.id,
        question=row.question,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        weekly_goal=row.weekly_goal,
        options=tuple(map(_option, options)),
        people=tuple(_person(p, option_names, changes[p.id]) for p in people),
        interviews=tuple(
            await _in_turns(interviews, lambda one: _interview(one, people_names, option_names))
        ),
        choice=read_choice(row.choice) if row.choice else None,
        rest_weeks=tuple(date.fromisoformat(day) for day in row.rest_weeks or ()),
        damaged=(
            *damages(exploration, [row]),
            *damages(option, options),
            *damages(person, people),
            *damages(interview, interviews),
            *damages(check_in, interviews),
        ),
    )


def _option(row: Row[Any]) -> Option:
    return Option(
        id=row.id,
        name=row.name,
        target=row.target,
        retired_on=row.retired_on,
        beliefs=tuple(row.beliefs or ()),
    )


def _person(row: Row[Any], options: dict[int, str], changes: Iterable[Row[Any]]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        option=options.get(row.option_id),
        role=row.role,
        organisation=row.organisation,
        stage=row.stage,
        referred_by=row.referred_by,
        email=row.email,
        link=row.link,
        notes=row.notes,
        history=tuple(StageChange(stage=change.stage, at=change.at) for change in changes),
        in_field=row.in_field,
        alias=row.alias,
        how_known=row.how_known,
        next_step=row.next_step,
        next_on=row.next_on,
    )


def _interview(row: Row[Any], people: dict[int, str], options: dict[int, str]) -> Interview:
    return Interview(
        id=row.id,
        label=row.label,
        person=people.get(row.person_id),
        option=options.get(row.option_id),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        medium=row.medium,
        status=row.status,
        expectation=None if is_damaged(row.expectation) else row.expectation,
        check_in=read_check_in(row.answers) if row.answers else None,
        certain=row.certain,
        expectation_words=row.expectation_words,
        hopes=row.hopes,
        questions=tuple(Question(**question) for question in row.questions or ()),
        title=row.title,
    )
