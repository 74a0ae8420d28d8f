"""Who is forgotten is nowhere to be found; everybody else stays as they were."""

import json
from dataclasses import replace

import pytest

from bot.core.errors import Ambiguous, NotFound
from bot.core.feeds import Account, Calendar, CalendarKind, Meeting, Password, SignIn
from bot.core.meetings import Verdict
from bot.core.members import Member
from bot.core.nudges import Lane
from bot.core.plan import Exploration
from bot.services.portability.exporting import export_json
from bot.services.portability.forgetting import Forgotten, forget
from bot.services.portability.service import export
from bot.services.ports import Store
from storage.database import Database
from tests.storage.cast import CHECK_IN, CHOICE, EXPLORATION, MAYA, NOW, nudge


async def with_maya(store: Store, exploration: Exploration) -> Member:
    async with store.writing() as work:
        maya = await work.members.add(MAYA)
        added = await work.explorations.add(maya.id, exploration)
        for number, interview in enumerate(added.interviews, start=1):
            await work.nudges.plan(nudge(f"i{number}", maya, subject=interview.id))
    return maya


async def exported(store: Store, member: Member) -> str:
    return export_json(member, await export(store, member))


async def test_a_forgotten_person_is_nowhere_to_be_found(store: Database) -> None:
    told = replace(
        EXPLORATION,
        question="What would priya  shah do?",
        people=(*EXPLORATION.people[:1], replace(EXPLORATION.people[1], notes="Ask Priya Shah's")),
        interviews=(
            EXPLORATION.interviews[0],
            replace(
                EXPLORATION.interviews[0],
                label="i2",
                person="Tom Adeyemi",
                check_in=replace(
                    CHECK_IN,
                    thoughts="Like Priya Shah, but Priya Shahid was right.",
                    named=("Ana Lima", "Priya Shah"),
                ),
            ),
        ),
        choice=replace(
            CHOICE,
            why="Priya Shah asked me to.",
            evidence={"quotes": [{"text": "Not an August off.", "interview": "i1"}, "PRIYA SHAH"]},
        ),
    )
    maya = await with_maya(store, told)
    assert await forget(store, maya, "priya") == Forgotten(people=1, interviews=1)
    written = await exported(store, maya)
    assert "priya shah" not in written.replace("Priya Shahid", "").lower()
    [left] = json.loads(written)["explorations"]
    assert left["question"] == "What would someone do?"
    assert left["people"][0]["referred_by"] is None
    assert left["people"][0]["notes"] == "Ask someone's"
    [interview] = left["interviews"]
    assert interview["check_in"]["thoughts"] == "Like someone, but Priya Shahid was right."
    assert interview["check_in"]["named"] == ["Ana Lima"]
    assert left["choice"]["evidence"] == {"quotes": [None, "someone"]}
    async with store.reading() as work:
        assert await work.nudges.get("i1") is None
        assert await work.nudges.get("i2") is not None


async def test_nobody_is_forgotten_by_a_name_that_fits_none_or_two(store: Database) -> None:
    maya = await with_maya(store, EXPLORATION)
    with pytest.raises(NotFound):
        await forget(store, maya, "Zoe")
    with pytest.raises(Ambiguous):
        await forget(store, maya, "a")
    assert await exported(store, maya) == export_json(MAYA, (EXPLORATION,))


async def test_a_forgotten_member_leaves_nothing(store: Database) -> None:
    maya = await with_maya(store, EXPLORATION)
    async with store.writing() as work:
        account = await work.accounts.save(
            Account(
                member_id=maya.id,
                kind=CalendarKind.CALDAV,
                secret=Password(user="maya", password="app-password"),
                created_at=NOW,
            )
        )
        calendar = Calendar(member_id=maya.id, address="https://dav.example/", account=account)
        await work.calendars.save(replace(calendar, kind=CalendarKind.CALDAV))
        await work.accounts.begin(
            SignIn(
                state="state",
                verifier="verifier",
                member_id=maya.id,
                kind=CalendarKind.GOOGLE,
                began_at=NOW,
            )
        )
    assert await forget(store, maya) == Forgotten(explorations=1, people=3, interviews=2)
    async with store.reading() as work:
        assert await work.members.every() == ()
        assert await work.nudges.next_at(Lane.MESSAGES) is None
        assert await work.accounts.get(account.id) is None
    async with store.writing() as work:
        assert await work.accounts.take(CalendarKind.GOOGLE, "state", NOW) is None


async def test_a_calendar_forgets_a_person_too(store: Database) -> None:
    maya = await with_maya(store, EXPLORATION)
    async with store.writing() as work:
        calendar = await work.calendars.save(
            Calendar(
                member_id=maya.id,
                address="https://calendar.example/maya.ics",
                remembered={"lunch with priya shah": Verdict.NO, "dentist": Verdict.NO},
                keywords=("priya shah", "talk"),
                unread=("Tea with Priya Shah: its text is damaged",),
            )
        )
        await work.calendars.save_meeting(
            Meeting(
                calendar_id=calendar.id,
                uid="1@example",
                interview_id=2,
                title="Ana Lima and Priya Shah",
                because="because you track Priya Shah",
            )
        )
    await forget(store, maya, "Priya Shah")
    async with store.reading() as work:
        [meeting] = await work.calendars.meetings(calendar.id)
        after = await work.calendars.get(calendar.id)
    assert (meeting.title, meeting.because) == ("Ana Lima and someone", "because you track someone")
    assert after == replace(
        calendar,
        remembered={"dentist": Verdict.NO},
        keywords=("talk",),
        unread=("Tea with someone: its text is damaged",),
    )
