"""Who is forgotten is nowhere to be found; everybody else stays as they were."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.core.errors import Ambiguous, NotFound
from bot.core.feeds import Account, Calendar, CalendarKind, Meeting, Password, SignIn
from bot.core.meetings import Verdict
from bot.core.members import Member
from bot.core.names import folded
from bot.core.nudges import Lane
from bot.core.people import Person
from bot.core.plan import Exploration, Option
from bot.core.reflection import TEXTS
from bot.services.portability.exporting import export_json
from bot.services.portability.forgetting import Forgotten, forget
from bot.services.portability.scrub import Scrub
from bot.services.portability.service import export
from bot.services.ports import Draft, Store
from storage.database import Database
from storage.tables import metadata
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


JOSE = "José Núñez"


async def everything_stored(store: Database) -> str:
    """Every value of every row, opened, as names are compared."""
    rows = []
    async with store._engines.reading.begin() as connection:
        for table in metadata.sorted_tables:
            rows += [repr(tuple(row)) for row in await connection.execute(select(table))]
    return "\n".join(map(folded, rows))


def speaking_of(words: str) -> Exploration:
    """An exploration in which everything that can be written says these words."""
    jose = Person(name=JOSE, option="Agency owner", email="jn@studio.example", link="https://jn.es")
    texts: dict[str, Any] = dict.fromkeys(TEXTS, words)
    check_in = replace(
        CHECK_IN,
        body=(words,),
        drew_me=(words,),
        put_me_off=(f"what {words} said",),
        named=(words, "Ana Lima"),
        second_look=None,
        **texts,
    )
    held = replace(EXPLORATION.interviews[0], label=f"{words} 1", person="Tom Adeyemi")
    return replace(
        EXPLORATION,
        question=f"What would {words} do?",
        options=(Option(name="Agency owner"), Option(name=f"As {words} does", target=3)),
        people=(
            jose,
            Person(
                name="Tom Adeyemi",
                option=f"As {words} does",
                role=f"works for {words}",
                organisation=words,
                referred_by=words,
                email="tom@jn@studio.example",
                link=f"https://example.org/{words}",
                notes=f"Ask {words}, jn@studio.example or https://jn.es",
            ),
        ),
        interviews=(
            replace(held, option=f"As {words} does", check_in=replace(check_in, first_answer=None)),
            replace(held, label="i2", person=JOSE, option=None, check_in=check_in),
        ),
        choice=replace(
            CHOICE,
            chosen=words,
            letting_go=words,
            why=words,
            evidence={words: [{"text": words, "interview": f"{words} 1"}, words]},
        ),
    )


@pytest.mark.parametrize(
    "words",
    [
        "José Núñez",
        "JOSE NUNEZ",
        "Jose\u0301 Nu\u0301n\u0303ez",
        "josé.núñez",
        "jose-nunez",
        "Núñez, José",
    ],
)
async def test_however_a_name_is_written_the_whole_database_forgets_it(
    store: Database, words: str
) -> None:
    maya = await with_maya(store, speaking_of(words))
    async with store.writing() as work:
        [known] = await work.explorations.of(maya.id)
        kept, gone = known.interviews
        typed = {"thoughts": {"thoughts": {"type": "plain_text_input", "value": f"As {words}"}}}
        for interview in (kept, gone):
            await work.explorations.save_draft(
                Draft(interview_id=interview.id, began_from=None, typed=typed, typed_at=1.0)
            )
        calendar = await work.calendars.save(
            Calendar(
                member_id=maya.id,
                address="https://calendar.example/maya.ics",
                name=words,
                trouble=f"{words} is not there",
                keywords=(words,),
                unread=(f"{words}: it does not say when",),
                remembered={f"title:{folded(words)}": Verdict.NO, f"{words}@uid": Verdict.NO},
            )
        )
        for interview in (kept, gone):
            await work.calendars.save_meeting(
                Meeting(
                    calendar_id=calendar.id,
                    uid=f"{interview.id}-{words}",
                    interview_id=interview.id,
                    title=words,
                    because=f"because you track {words}",
                )
            )
    assert "nunez" in await everything_stored(store)

    assert await forget(store, maya, JOSE) == Forgotten(people=1, interviews=1)

    left = await everything_stored(store)
    told = [line for line in left.splitlines() if re.search("jose|nunez|jn@studio|jn.es", line)]
    assert told == []
    [after] = await export(store, maya)
    assert after.interviews[0].option == after.people[0].option == after.options[1].name


async def test_another_with_a_longer_name_stays(store: Database) -> None:
    people = (Person(name="Ana"), Person(name="Ana Lima", notes="Ana Lima knows Ana."))
    maya = await with_maya(store, replace(EXPLORATION, people=people, interviews=()))
    await forget(store, maya, "Ana")
    [after] = await export(store, maya)
    [lima] = after.people
    assert (lima.name, lima.notes) == ("Ana Lima", "Ana Lima knows someone.")


async def test_the_event_of_somebody_forgotten_is_no_interview_from_then_on(
    store: Database,
) -> None:
    maya = await with_maya(store, EXPLORATION)
    async with store.writing() as work:
        calendar = await work.calendars.save(
            Calendar(member_id=maya.id, address="https://calendar.example/maya.ics")
        )
        await work.calendars.save_meeting(
            Meeting(
                calendar_id=calendar.id, uid="1@example", interview_id=1, title="Tea", because="-"
            )
        )
    await forget(store, maya, "Priya Shah")
    async with store.reading() as work:
        [after] = await work.calendars.of(maya.id)
    assert after.remembered == {"1@example": Verdict.NO}


def test_what_only_looks_alike_stays() -> None:
    scrub = Scrub("Ana Li", (), ())
    for text in ("Ana Lima", "Diana Li", "Ana and Li", "Ana"):
        assert scrub.text(text) == text
    assert scrub.text("ANA  LI's and Ana\nLi") == "someone's and someone"
