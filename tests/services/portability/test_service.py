"""An exploration file goes out and comes back the same, and a faulty one is refused whole."""

import asyncio
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from bot.core.errors import InvalidInput
from bot.core.members import Member
from bot.core.plan import Exploration
from bot.services.portability.exporting import export_json
from bot.services.portability.importing import Imported, read_file
from bot.services.portability.service import ImportedCounts, export, import_explorations, summary
from bot.services.ports import Store, Work
from storage.database import Database
from storage.keys import KeyRing, new_key
from tests.services.portability.exploration_strategies import files
from tests.storage.cast import CHOICE, EXPLORATION, MAYA

TEAM, USER = "T0RESONANCE", "U0MAYA"
EXAMPLES = Path(__file__).parent.parent.parent / "data" / "explorations"


async def planning_nothing(_work: Work, _member: Member, _exploration: Exploration) -> None:
    """Nothing lies ahead."""


async def imported(store: Store, content: str, *, replace: bool = False) -> ImportedCounts:
    return await import_explorations(
        store,
        team=TEAM,
        user=USER,
        imported=read_file(content.encode()),
        replace=replace,
        plan=planning_nothing,
    )


async def exported(store: Store) -> str:
    async with store.reading() as work:
        member = await work.members.find(TEAM, USER)
    assert member is not None
    return export_json(member, await export(store, member))


def test_every_key_is_written_in_its_order() -> None:
    text = export_json(MAYA, (replace(EXPLORATION, choice=CHOICE),))
    assert text.startswith('{\n  "resonance": 1,\n  "member": {\n    "time_zone": "Europe/London"')
    [exploration] = json.loads(text)["explorations"]
    check_in = exploration["interviews"][0]["check_in"]
    assert " ".join(exploration["choice"]) == (
        "chosen letting_go why decided_on look_again_on evidence expects sure body if_nothing "
        "looked_back"
    )
    assert " ".join(check_in["second_look"]) == "answered_at pull gut words"
    assert list(check_in["first_answer"]) == list(check_in)  # the example below has the others


def test_what_a_calendar_only_suggests_is_left_out() -> None:
    [exploration] = json.loads(export_json(MAYA, (EXPLORATION,)))["explorations"]
    assert [interview["id"] for interview in exploration["interviews"]] == ["i1"]


def test_times_carry_the_offset_of_her_zone_on_that_day() -> None:
    in_athens = json.loads(export_json(replace(MAYA, time_zone="Europe/Athens"), (EXPLORATION,)))
    [asked, _] = in_athens["explorations"][0]["people"][0]["history"]
    assert asked["at"] == "2026-11-05T12:30:15+02:00"
    nowhere = json.loads(export_json(replace(MAYA, time_zone=None), (EXPLORATION,)))
    assert nowhere["explorations"][0]["people"][0]["history"][0]["at"] == (
        "2026-11-05T10:30:15+00:00"
    )


@pytest.mark.parametrize("name", ["contract.json", "grow_or_people.json"])
async def test_the_example_of_the_file_format_comes_back_byte_for_byte(
    name: str, store: Database
) -> None:
    example = json.loads((EXAMPLES / name).read_text(encoding="utf-8"))
    written = json.dumps(example, ensure_ascii=False, indent=2) + "\n"
    await imported(store, written)
    assert await exported(store) == written


@given(files())
@settings(max_examples=60, deadline=None)
def test_any_file_read_and_written_again_has_the_same_bytes(whole: Imported) -> None:
    member = replace(MAYA, time_zone=whole.time_zone)
    written = export_json(member, whole.explorations)
    again = read_file(written.encode())
    assert export_json(member, again.explorations) == written


@given(files())
@settings(max_examples=12, deadline=None)
def test_any_file_comes_out_of_the_database_with_the_same_bytes(whole: Imported) -> None:
    written = export_json(replace(MAYA, time_zone=whole.time_zone), whole.explorations)

    async def journey(folder: str) -> str:
        async with Database(f"sqlite:///{folder}/a.db", KeyRing(new_key())) as store:
            await imported(store, written)
            return await exported(store)

    with tempfile.TemporaryDirectory() as folder:
        assert asyncio.run(journey(folder)) == written


async def test_an_import_makes_the_member_and_counts_what_it_brought(store: Database) -> None:
    counts = await imported(store, export_json(MAYA, (EXPLORATION,)))
    assert counts == ImportedCounts(explorations=1, people=3, interviews=1)
    async with store.reading() as work:
        maya = await work.members.find(TEAM, USER)
    assert maya is not None
    assert maya.time_zone == "Europe/London"


async def test_a_member_with_explorations_is_refused_unless_they_are_replaced(
    store: Database,
) -> None:
    await imported(store, export_json(MAYA, (EXPLORATION,)))
    other = export_json(MAYA, (replace(EXPLORATION, question="And now?"),))
    with pytest.raises(InvalidInput, match="--replace"):
        await imported(store, other)
    await imported(store, other, replace=True)
    assert await exported(store) == other


async def test_an_import_that_fails_halfway_leaves_everything_as_it_was(store: Database) -> None:
    before = export_json(MAYA, (EXPLORATION,))
    await imported(store, before)

    async def failing(_work: Work, _member: Member, _exploration: Exploration) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await import_explorations(
            store,
            team=TEAM,
            user=USER,
            imported=read_file(before.replace("Priya Shah", "Priya Jones").encode()),
            replace=True,
            plan=failing,
        )
    assert await exported(store) == before


async def test_what_lies_ahead_is_planned_with_the_ids_that_were_given(store: Database) -> None:
    planned: list[tuple[str, int]] = []

    async def plan(_work: Work, member: Member, exploration: Exploration) -> None:
        planned.extend((member.user, interview.id) for interview in exploration.interviews)

    whole = Imported(time_zone=None, explorations=(EXPLORATION,))
    await import_explorations(store, team=TEAM, user=USER, imported=whole, replace=False, plan=plan)
    assert planned == [(USER, 1), (USER, 2)]


async def test_a_file_without_a_zone_leaves_hers_alone(store: Database) -> None:
    async with store.writing() as work:
        await work.members.add(MAYA)
    await imported(store, '{"resonance": 1, "member": {}}')
    async with store.reading() as work:
        assert await work.members.every() == (replace(MAYA, id=1),)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((1, 10, 8), "imported 1 exploration, 10 people, 8 interviews"),
        ((2, 1, 1), "imported 2 explorations, 1 person, 1 interview"),
        ((0, 0, 0), "imported 0 explorations, 0 people, 0 interviews"),
    ],
)
def test_the_summary_counts_in_good_english(counts: tuple[int, int, int], sentence: str) -> None:
    explorations, people, interviews = counts
    told = ImportedCounts(explorations=explorations, people=people, interviews=interviews)
    assert summary(told) == sentence
