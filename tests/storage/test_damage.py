"""One damaged row takes nothing else with it, and is named; a wrong key is another matter."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from bot.core.damage import Damage
from bot.core.feeds import Account, Calendar, CalendarKind, Grant, Password
from bot.core.meetings import Question
from bot.core.members import Member
from bot.core.people import Stage
from bot.core.plan import Exploration
from storage.database import Database
from storage.keys import KeyRing, new_key
from storage.rotate import rotate
from tests.storage.cast import CHOICE, EXPLORATION, NOW, stored, with_exploration


async def damage(store: Database, table: str, column: str, row: int, key: str = "id") -> None:
    """Turns a few of the bytes that lie there into others."""
    async with store._engines.writing.begin() as connection:
        await connection.execute(
            text(f"UPDATE {table} SET {column} = 'gé' || substr({column}, 9) WHERE {key} = :row"),  # noqa: S608
            {"row": row},
        )


async def lying(store: Database, table: str, column: str) -> list[Any]:
    """What lies there, sealed as it is."""
    async with store._engines.reading.begin() as connection:
        return list((await connection.execute(text(f"SELECT {column} FROM {table}"))).scalars())  # noqa: S608


async def test_a_damaged_check_in_leaves_everything_else_as_it_was(
    store: Database, maya: Member
) -> None:
    whole = await with_exploration(store, maya)
    first = whole.interviews[0]
    await damage(store, "check_in", "answers", first.id, "interview_id")
    after = await stored(store, maya)
    found = Damage(table="check_in", id=first.id, column="answers")
    assert after == replace(
        whole,
        interviews=(replace(first, check_in=None), *whole.interviews[1:]),
        damaged=(found,),
    )
    assert await store.damaged() == (found,)


async def test_a_damaged_name_is_told_from_others_and_stays_as_it_lies(
    store: Database, maya: Member
) -> None:
    whole = await with_exploration(store, maya)
    priya, tom, _ = whole.people
    for person in (priya, tom):
        await damage(store, "person", "name", person.id)
    sealed = await lying(store, "person", "name")
    after = await stored(store, maya)
    assert len({person.name for person in after.people}) == 3
    assert after.interviews[0].person == after.people[0].name
    assert after.people[0].notes == priya.notes
    async with store.writing() as work:
        asked = after.people[1].moved_to(Stage.ASKED, NOW)
        await work.explorations.save_person(after, asked)
    assert (await stored(store, maya)).people[1].stage is Stage.ASKED
    assert await lying(store, "person", "name") == sealed


async def test_a_damaged_choice_is_not_written_over_by_a_change_of_plan(
    store: Database, maya: Member
) -> None:
    async with store.writing() as work:
        whole = await work.explorations.add(maya.id, replace(EXPLORATION, choice=CHOICE))
    for column in ("choice", "question"):
        await damage(store, "exploration", column, whole.id)
    sealed = await lying(store, "exploration", "choice")
    async with store.writing() as work:
        [read] = await work.explorations.of(maya.id)
        await work.explorations.save_plan(replace(read, weekly_goal=7))
    assert await lying(store, "exploration", "choice") == sealed
    assert (await stored(store, maya)).weekly_goal == 7
    assert [each.column for each in await store.damaged()] == ["question", "choice"]


async def test_a_damaged_choice_gives_way_to_another(store: Database, maya: Member) -> None:
    async with store.writing() as work:
        whole = await work.explorations.add(maya.id, replace(EXPLORATION, choice=CHOICE))
    await damage(store, "exploration", "choice", whole.id)
    async with store.writing() as work:
        [read] = await work.explorations.of(maya.id)
        await work.explorations.save_plan(replace(read, choice=CHOICE))
    assert (await stored(store, maya)).choice == CHOICE


DOCUMENTS = [("option", "beliefs"), ("interview", "questions"), ("interview", "expectation")]


@pytest.mark.parametrize(("table", "column"), DOCUMENTS)
async def test_a_damaged_document_is_not_written_over_by_a_change_beside_it(
    store: Database, maya: Member, table: str, column: str
) -> None:
    async with store.writing() as work:
        whole = await work.explorations.add(maya.id, _prepared())
    ids = {"option": whole.options[0].id, "interview": whole.interviews[0].id}
    await damage(store, table, column, ids[table])
    sealed = {*await lying(store, table, column)}
    async with store.writing() as work:
        [read] = await work.explorations.of(maya.id)
        await work.explorations.save_plan(replace(read, weekly_goal=7))
        moved = replace(read.interviews[0], ends_at=NOW)
        await work.explorations.save_interview(read, moved)
    assert {*await lying(store, table, column)} == sealed
    after = await stored(store, maya)
    assert (after.weekly_goal, after.interviews[0].ends_at) == (7, NOW)
    async with store.writing() as work:
        await work.explorations.save_plan(replace(after, options=whole.options))
        await work.explorations.save_interview(after, whole.interviews[0])
    assert await store.damaged() == ()


def _prepared() -> Exploration:
    agency, other = EXPLORATION.options
    held, booked = EXPLORATION.interviews
    return replace(
        EXPLORATION,
        options=(replace(agency, beliefs=("I would be alone.",)), other),
        interviews=(replace(held, questions=(Question(text="What is hard?"),)), booked),
    )


@pytest.mark.parametrize(
    ("kind", "secret"),
    [
        (CalendarKind.CALDAV, Password(user="maya", password="secret")),
        (CalendarKind.GOOGLE, Grant(access_token="a", refresh_token="r", expires_at=NOW)),
    ],
    ids=["a password", "a grant"],
)
async def test_a_damaged_secret_opens_nothing_and_breaks_nothing(
    url: str, one_key: str, kind: CalendarKind, secret: Password | Grant
) -> None:
    async with Database(url, KeyRing(one_key)) as store:
        async with store.writing() as work:
            maya = await work.members.add(Member(team="T0RESONANCE", user="U0MAYA"))
            account = await work.accounts.save(
                Account(member_id=maya.id, kind=kind, secret=secret, created_at=NOW)
            )
            calendar = await work.calendars.save(
                Calendar(member_id=maya.id, address="there", kind=kind, account=account)
            )
        await damage(store, "account", "secret", account.id)
        await damage(store, "calendar", "remembered", calendar.id)
        async with store.reading() as work:
            [read] = await work.calendars.of(maya.id)
        assert read.account is not None
        assert read.account.secret != secret
        assert read.remembered == {}
        assert {each.table for each in await store.damaged()} == {"account", "calendar"}


async def test_bytes_that_are_no_text_at_all_are_damage_like_any_other(
    store: Database, maya: Member
) -> None:
    whole = await with_exploration(store, maya)
    if store._is_server:
        await damage(store, "person", "name", whole.people[2].id)
    else:
        async with store._engines.writing.begin() as connection:
            await connection.execute(
                text("UPDATE person SET name = CAST(X'FFFE80' AS TEXT) WHERE id = :row"),
                {"row": whole.people[2].id},
            )
    after = await stored(store, maya)
    assert after.people[:2] == whole.people[:2]
    assert len(after.damaged) == 1


async def test_a_damaged_row_keeps_no_other_from_a_new_key(
    url: str, one_key: str, store: Database, maya: Member
) -> None:
    whole = await with_exploration(store, maya)
    await damage(store, "person", "notes", whole.people[0].id)
    newer = new_key()
    assert await rotate(url, KeyRing(newer, one_key)) > 0
    async with Database(url, KeyRing(newer)) as later:
        after = await stored(later, maya)
        assert after.people[1:] == whole.people[1:]
        assert len(await later.damaged()) == 1


async def test_what_is_whole_is_found_to_be_whole(store: Database, maya: Member) -> None:
    await with_exploration(store, maya)
    assert await store.damaged() == ()
