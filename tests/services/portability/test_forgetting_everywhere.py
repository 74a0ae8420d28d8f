"""However a name is written and wherever it stands, it goes; what only looks alike stays."""

import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.core.feeds import Calendar, Meeting
from bot.core.meetings import Verdict
from bot.core.names import folded
from bot.core.people import Person
from bot.core.plan import Exploration, Option
from bot.core.reflection import TEXTS
from bot.services.portability.forgetting import Forgotten, forget
from bot.services.portability.scrub import Scrub
from bot.services.portability.service import export
from bot.services.ports import Draft
from storage.database import Database
from storage.tables import metadata
from tests.services.portability.test_forgetting import with_maya
from tests.storage.cast import CHECK_IN, CHOICE, EXPLORATION

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
