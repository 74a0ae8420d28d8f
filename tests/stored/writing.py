"""A database with one of everything in it, kept as a file for all later versions to open.

`python -m tests.stored` writes the files of today's schema; it is run once for a schema, by the
version that first releases it, and never again.
"""

import asyncio
import json
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from bot.core.feeds import Account, Calendar, CalendarKind, Meeting, Password, SignIn
from bot.core.meetings import Verdict
from bot.core.members import Member, Rhythm, WeeklyMoment
from bot.core.nudges import (
    Kind,
    Lane,
    Nudge,
    State,
    check_in_key,
    poll_key,
    question_key,
    weekly_key,
)
from bot.core.plan import Exploration
from bot.services.portability.exporting import export_json
from bot.services.portability.importing import read_file
from bot.services.ports import Draft, Request, Work
from storage.database import Database
from storage.keys import KeyRing
from storage.migrate import REVISIONS
from tests.postgres import PROGRAMS, Postgres
from tests.storage.cast import CHOICE, EXPLORATION, MAYA, NOW

DATA = Path(__file__).parent.parent / "data"
STORED = DATA / "stored"
EXAMPLE = DATA / "explorations" / "grow_or_people.json"
#: Made up for these files, which hold nobody's words.
KEY = "c3RvcmVkIGZpbGVzIG9mIGVhcmxpZXIgdmVyc2lvbnM="
KEYS = KeyRing(KEY)

RHYTHM = Rhythm(
    start=WeeklyMoment(weekday=6, at=time(18, 30)),
    middle=WeeklyMoment(weekday=2, at=time(12), on=False),
    quiet_from=time(22),
    daily_cap=2,
)
HERS = replace(MAYA, slack_zone="Europe/Lisbon", paused_until=date(2026, 12, 1), rhythm=RHYTHM)
CALENDAR = Calendar(
    member_id=0,
    address="https://dav.example/maya/home/",
    kind=CalendarKind.CALDAV,
    name="Home",
    own_email="maya@example.org",
    keywords=("chat", "coffee"),
    marks={"ctag": "7"},
    unchanged=2,
    last_read_at=NOW,
    trouble="The calendar's server does not answer.",
    troubled_since=NOW - timedelta(hours=1),
    failures=3,
    unread=("Lunch: no start",),
    expanded_until=NOW + timedelta(days=14),
    remembered={"title:standup": Verdict.NO},
)


def write() -> None:
    """The newest schema's files: one of SQLite, one of Postgres, and what both export."""
    folder = STORED / REVISIONS[-1]
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "stored.db"
        written = asyncio.run(_filled(f"sqlite:///{file}"))
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("VACUUM INTO ?", [str(folder / "sqlite.db")])
    with Postgres() as server, server.database() as url:
        assert asyncio.run(_filled(url)) == written
        _run("pg_dump", url, "--no-owner", "--no-privileges", "--file", folder / "postgres.sql")
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")


@contextmanager
def loaded(server: Postgres, dump: Path) -> Iterator[str]:
    """The address of a database as the dump has it."""
    with server.database(migrated=False) as url:
        _run("psql", url, "--quiet", "--set", "ON_ERROR_STOP=1", "--file", dump)
        yield url


async def read_back(url: str) -> dict[str, str]:
    """What is stored of the one member, each part under the name of the file that holds it as it
    was: the export, and the rest. An embedded database is migrated by opening it."""
    async with Database(url, KEYS) as store, store.reading() as work:
        [member] = await work.members.every()
        explorations = await work.explorations.of(member.id)
        rest = await _rest(work, member, explorations[0])
    return {
        "export.json": export_json(member, explorations),
        "rest.json": json.dumps(rest, ensure_ascii=False, indent=2, default=_in_json) + "\n",
    }


async def _rest(work: Work, member: Member, exploration: Exploration) -> dict[str, Any]:
    """What is stored and not exported."""
    [calendar] = await work.calendars.of(member.id)
    held, booked = exploration.interviews
    return {
        "member": member,
        "calendar": calendar,
        "meetings": await work.calendars.meetings(calendar.id),
        "draft": await work.explorations.draft(held.id),
        "certain": [held.certain, booked.certain],
        "coming": [nudge.kind for nudge in await work.nudges.coming(member.id)],
        "failed": [nudge.kind for nudge in await work.nudges.failures(member.id, 5)],
    }


def _in_json(value: Any) -> Any:
    """A value as its fields; what else JSON has no word for, as text."""
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return str(value)


async def _filled(url: str) -> dict[str, str]:
    """Puts one of everything into an empty database; what is read of it then."""
    async with Database(url, KEYS) as store:
        async with store.writing() as work:
            maya = await work.members.add(HERS)
            example = read_file(EXAMPLE.read_bytes()).explorations[0]
            decided = replace(EXPLORATION, choice=CHOICE)
            explorations = [await work.explorations.add(maya.id, e) for e in (decided, example)]
            await _add_calendar(work, maya, explorations[0])
            await _add_nudges(work, maya, explorations[0])
        async with store.writing(Request(member=maya, at=NOW, key="event:Ev0")):
            pass
    return await read_back(url)


async def _add_calendar(work: Work, maya: Member, exploration: Exploration) -> None:
    secret = Password(user="maya", password="hunter2")
    account = await work.accounts.save(
        Account(
            member_id=maya.id,
            kind=CalendarKind.CALDAV,
            secret=secret,
            created_at=NOW,
            address="https://dav.example/",
        )
    )
    calendar = await work.calendars.save(replace(CALENDAR, member_id=maya.id, account=account))
    held, booked = exploration.interviews
    await work.calendars.save_meeting(
        Meeting(
            calendar_id=calendar.id,
            uid="tea@dav.example",
            interview_id=booked.id,
            title="Tea with Tom",
            because="the title names Tom Adeyemi",
            recurrence_id=booked.starts_at,
            missed=1,
        )
    )
    typed = {"pull": {"pull": {"type": "radio_buttons", "selected_option": None}}}
    await work.explorations.save_draft(
        Draft(interview_id=held.id, began_from="abc", typed=typed, typed_at=1.5)
    )
    kind = CalendarKind.GOOGLE
    begun = SignIn(state="s", verifier="v", member_id=maya.id, kind=kind, began_at=NOW)
    await work.accounts.begin(begun)
    poll = Nudge(key=poll_key(calendar.id), kind=Kind.POLL, member_id=maya.id, due_at=NOW)
    await work.nudges.plan(replace(poll, subject=calendar.id))


async def _add_nudges(work: Work, maya: Member, exploration: Exploration) -> None:
    """A message sent, one that failed, and one still to come."""
    held, booked = (interview.id for interview in exploration.interviews)
    for key, kind, subject in (
        (weekly_key(maya.id, "2026-W48", "start"), Kind.WEEK_START, exploration.id),
        (check_in_key(held), Kind.CHECK_IN, held),
        (question_key(booked), Kind.QUESTION, booked),
    ):
        nudge = Nudge(key=key, kind=kind, member_id=maya.id, due_at=NOW, subject=subject)
        await work.nudges.plan(nudge)
    states = {Kind.WEEK_START: State.SENT, Kind.CHECK_IN: State.FAILED}
    for claimed in await work.nudges.claim(Lane.MESSAGES, NOW, timedelta(seconds=120), 10):
        state = states.get(claimed.kind, State.PLANNED)
        next_at = NOW + timedelta(hours=1) if state is State.PLANNED else None
        await work.nudges.settle(
            claimed, state=state, next_at=next_at, channel="D0MAYA", ts="1764066615.000100"
        )


def _run(program: str, *words: object) -> None:
    command = [str(PROGRAMS / program), *map(str, words)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own server
