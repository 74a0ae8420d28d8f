"""Instants are never naive, and what is private is never in clear."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Enum, String, Text
from sqlalchemy.exc import StatementError

from bot.core.feeds import Account, Calendar, CalendarKind, Meeting, Password
from bot.core.meetings import Verdict
from bot.core.members import Member
from bot.core.nudges import Lane
from bot.services.ports import Store
from storage.database import Database
from storage.engines import embedded_file
from storage.tables import metadata
from tests.storage.cast import CHOICE, EXPLORATION, NOW, nudge

#: Text in clear: ids of Slack's and of ours, validators of HTTP, names of faults.
IN_CLEAR = {
    "workspace.team",
    "member.user",
    "member.time_zone",
    "member.slack_zone",
    "member.channel",
    "sign_in.state",
    "nudge.key",
    "nudge.error",
    "nudge.channel",
    "nudge.ts",
    "draft.began_from",
    "handled_request.team",
    "handled_request.user",
    "handled_request.key",
}


def everything_kept(url: str) -> bytes:
    """The files of an embedded database; what a server gives to whoever reads its tables."""
    if database := embedded_file(url):
        files = database.parent.glob(f"{database.name}*")
        return b"".join(file.read_bytes() for file in files)
    kept = b""
    with psycopg.connect(url) as connection:
        for name in metadata.tables:
            copying = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))
            with connection.cursor().copy(copying) as rows:
                kept += b"".join(bytes(row) for row in rows)
    return kept


def test_every_text_that_is_not_listed_here_is_encrypted() -> None:
    clear = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String | Text) and not isinstance(column.type, Enum)
    }
    assert clear == IN_CLEAR


async def test_no_private_word_is_kept_in_clear(url: str, store: Store, maya: Member) -> None:
    async with store.writing() as work:
        whole = await work.explorations.add(maya.id, replace(EXPLORATION, choice=CHOICE))
        account = await work.accounts.save(
            Account(
                member_id=maya.id,
                kind=CalendarKind.CALDAV,
                address="https://dav.example/secret",
                secret=Password(user="maya.o", password="app-specific"),
                created_at=NOW,
            )
        )
        calendar = await work.calendars.save(
            Calendar(
                member_id=maya.id,
                address="https://calendar.example/secret.ics",
                name="Work",
                own_email="maya@example.com",
                trouble="It asks for a password.",
                keywords=("resonance chat",),
                unread=("lunch with ana: it does not say when",),
                account=account,
                remembered={"coffee with tom": Verdict.NO},
            )
        )
        await work.calendars.save_meeting(
            Meeting(
                calendar_id=calendar.id,
                uid="tom-coffee@example",
                interview_id=whole.interviews[0].id,
                title="coffee with priya",
                because="because you track Priya Shah",
            )
        )
    content = everything_kept(url).lower()
    for word in (
        *("priya", "adeyemi", "brightside", "agency", "leeds", "august", "settled", "autonomy"),
        *("leaning", "salary", "standing", "secret.ics", "maya@", "password", "coffee", "track"),
        *("resonance chat", "lunch", "maya.o", "app-specific", "dav.example"),
    ):
        assert word.encode() not in content, word
    assert b"u0maya" in content  # so the words were sought in the right place


async def test_a_naive_time_is_refused(store: Store, maya: Member) -> None:
    with pytest.raises(StatementError, match="naive"):
        async with store.writing() as work:
            await work.nudges.plan(nudge("naive", maya, due_at=datetime(2026, 11, 25, 9)))  # noqa: DTZ001 - the fault under test


async def test_an_instant_comes_back_in_utc_whatever_its_offset(store: Store, maya: Member) -> None:
    in_delhi = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    async with store.writing() as work:
        await work.nudges.plan(nudge("delhi", maya, due_at=in_delhi))
    async with store.reading() as work:
        due_at = await work.nudges.next_at(Lane.MESSAGES)
    assert due_at is not None
    assert due_at.isoformat() == NOW.isoformat()


async def test_the_order_of_keys_in_the_evidence_is_kept(store: Database, maya: Member) -> None:
    evidence = {"z": 1, "a": {"y": [1.0, 2], "b": None}}
    chosen = replace(EXPLORATION, choice=replace(CHOICE, evidence=evidence))
    async with store.writing() as work:
        await work.explorations.add(maya.id, chosen)
        [read] = await work.explorations.of(maya.id)
    assert read.choice is not None
    assert json.dumps(read.choice.evidence) == json.dumps(evidence)
