"""A faulty exploration file is refused whole, with every fault told at its place."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.services.portability.exporting import export_json
from bot.services.portability.faults import ImportFaults
from bot.services.portability.importing import read_file
from tests.storage.cast import EXPLORATION, MAYA


def document() -> dict[str, Any]:
    """The exploration of the cast as a file, to put faults into."""
    read: dict[str, Any] = json.loads(export_json(MAYA, (EXPLORATION,)))
    return read


def faults_of(content: dict[str, Any] | bytes) -> tuple[str, ...]:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(ImportFaults) as refusal:
        read_file(raw)
    assert all("\n" not in fault for fault in refusal.value.faults)
    return refusal.value.faults


Change = Callable[[dict[str, Any]], object]


def at(*path: str | int, value: object) -> Change:
    """Puts `value` at that place of the first exploration."""

    def change(exploration: dict[str, Any]) -> None:
        place: Any = exploration
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    return change


INTERVIEW = ("interviews", 0)
CHECK_IN = (*INTERVIEW, "check_in")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (at(*CHECK_IN, "pull", value=7), "interviews[0].check_in.pull: 7 is not 1 to 5"),
        (at(*CHECK_IN, "pull", value=True), "interviews[0].check_in.pull: true is not 1 to 5"),
        (at(*CHECK_IN, "pull", value="3"), 'interviews[0].check_in.pull: "3" is not 1 to 5'),
        (at(*CHECK_IN, "pull", value=3.5), "interviews[0].check_in.pull: 3.5 is not 1 to 5"),
        (
            at(*CHECK_IN, "pul", value=3),
            'interviews[0].check_in.pul: is not a key of this file; did you mean "pull"?',
        ),
        (
            at(*CHECK_IN, "a\nb", value=3),
            'interviews[0].check_in."a\\nb": is not a key of this file',
        ),
        (
            at(*CHECK_IN, "gut", value="leaning"),
            'interviews[0].check_in.gut: "leaning" is not one of yes, leaning yes, unsure, '
            'leaning no, no; did you mean "leaning no"?',
        ),
        (at(*CHECK_IN, "body", value="lit"), 'interviews[0].check_in.body: "lit" is not a list'),
        (at(*CHECK_IN, "body", value=None), "interviews[0].check_in.body: null is not a list"),
        (at(*CHECK_IN, "named", value=[1]), "interviews[0].check_in.named[0]: 1 is not text"),
        (
            at(*CHECK_IN, "thoughts", value="x" * 3001),
            "interviews[0].check_in.thoughts: is longer than 3,000 characters",
        ),
        (
            at(*CHECK_IN, "first_answer", "second_look", value={"answered_at": "now"}),
            "interviews[0].check_in.first_answer.second_look: must be null in a first answer",
        ),
        (
            at(*CHECK_IN, "second_look", "pull", value=0),
            "interviews[0].check_in.second_look.pull: 0 is not 1 to 5",
        ),
        (
            at(*CHECK_IN, "answered_at", value="2026-11-16T10:30:00"),
            'interviews[0].check_in.answered_at: "2026-11-16T10:30:00" has no offset from UTC, '
            "like +01:00",
        ),
        (at(*CHECK_IN, "answered_at", value=None), "interviews[0].check_in.answered_at: is null"),
        (
            at(*INTERVIEW, "starts_at", value="tomorrow"),
            'interviews[0].starts_at: "tomorrow" is not a time like 2026-11-30T10:00:00+00:00',
        ),
        (
            at(*INTERVIEW, "ends_at", value="2026-11-16T09:00:00+00:00"),
            "interviews[0].ends_at: 2026-11-16T09:00:00+00:00 is before starts_at",
        ),
        (
            at(*INTERVIEW, "person", value="Priya"),
            'interviews[0].person: "Priya" is not among the people; did you mean "Priya Shah"?',
        ),
        (
            at(*INTERVIEW, "option", value="Zoo"),
            'interviews[0].option: "Zoo" is not among the options',
        ),
        (at(*INTERVIEW, "id", value=" "), "interviews[0].id: is empty"),
        (at("people", 1, "name", value="Priya shah"), None),
        (
            at("people", 0, "stage", value="meet"),
            'people[0].stage: "meet" is not one of idea, asked, replied, booked, met, thanked, '
            'declined, no_reply; did you mean "met"?',
        ),
        (
            at("people", 0, "name", value="x" * 81),
            "people[0].name: is longer than 80 characters",
        ),
        (at("people", 0, "history", 0, "at", value=5), None),
        (at("people", 2, value="Ana Lima"), 'people[2]: "Ana Lima" is not an object'),
        (at("starts_on", value="2026-02-30"), None),
        (
            at("starts_on", value="20260907"),
            'starts_on: "20260907" is not a date like 2026-11-30',
        ),
        (at("starts_on", value="0001-01-01"), "starts_on: the year 1 is not 1970 to 2199"),
        (at("ends_on", value="2026-09-06"), "ends_on: 2026-09-06 is before starts_on"),
        (at("weekly_goal", value=21), "weekly_goal: 21 is not 0 to 20"),
        (at("options", 0, "target", value=0), "options[0].target: 0 is not 1 to 50"),
        (at("options", 1, "name", value="AGENCY OWNER"), None),
        (at("options", value=[{"name": f"O{n}", "target": 1} for n in range(5)]), None),
        (at("choice", value=[]), "choice: a list is not an object"),
        (at("choice", value={"decided_on": "2026-11-20", "evidence": 1}), None),
    ],
)
def test_one_fault_is_told_at_its_place(change: Change, fault: str | None) -> None:
    faulty = document()
    change(faulty["explorations"][0])
    told = faults_of(faulty)
    if fault is not None:
        assert f"explorations[0].{fault}" in told


def test_every_fault_is_told_and_each_once() -> None:
    faulty = document()
    exploration = faulty["explorations"][0]
    exploration["options"][1]["name"] = "agency owner"
    exploration["people"][1]["option"] = None
    exploration["people"][2]["name"] = "Tom Adeyemi"
    exploration["interviews"][0]["check_in"]["energy"] = 9
    exploration["choice"] = {"decided_on": "soon"}
    del exploration["question"]
    faulty["member"]["time_zone"] = "Mars/Olympus"
    assert faults_of(faulty) == (
        'member.time_zone: "Mars/Olympus" is no time zone; write it like Europe/London',
        "explorations[0].question: is missing",
        'explorations[0].options[1].name: "agency owner" is taken by explorations[0].options[0]',
        'explorations[0].people[2].name: "Tom Adeyemi" is taken by explorations[0].people[1]',
        "explorations[0].interviews[0].check_in.energy: 9 is not 1 to 5",
        'explorations[0].choice.decided_on: "soon" is not a date like 2026-11-30',
    )


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "line 1, column 1: not JSON (Expecting value)"),
        (b'{"resonance": 1,\n "member": }', "line 2, column 12: not JSON (Expecting value)"),
        (b'{"resonance": 1, "question": "\xe9"}', "the file is not UTF-8 (byte 31)"),
        (b"[" * 100_000, "the file is nested more than 50 deep"),
        (b" " * 20_000_001, "the file is larger than 20 MB"),
        (b"1" * 5_000, "the file holds a number that is too long"),
        (b"[]", "the file: a list is not an object"),
        (b'{"resonance": 2, "member": {}}', "resonance: 2 is not 1"),
        (b'{"resonance": 1}', "member: is missing"),
        (b'{"resonance": 1, "member": null}', "member: is null"),
        (b'{"resonance": 1, "member": {}, "resonance": 1}', "resonance: is given twice"),
        (
            b'{"resonance": 1, "member": {"time_zone": "\\ud800"}}',
            "member.time_zone: holds half of a surrogate pair",
        ),
        (
            b'{"resonance": 1, "member": {}, "explorations": [{"weekly_goal": 1e999}]}',
            "explorations[0].weekly_goal: is not a number that JSON can hold",
        ),
    ],
)
def test_what_is_no_exploration_file_is_told_as_such(content: bytes, fault: str) -> None:
    assert fault in faults_of(content)


def test_what_may_be_null_may_be_absent_and_so_may_lists() -> None:
    short = """{"resonance": 1, "member": {}, "explorations": [{
      "question": "?", "starts_on": "2026-09-07", "ends_on": "2026-12-04", "weekly_goal": 0,
      "people": [{"name": "Ana Lima", "stage": "idea"}],
      "interviews": [{"id": "i1", "status": "held",
        "starts_at": "2026-09-15T10:00:00Z", "ends_at": "2026-09-15T10:00:00Z",
        "check_in": {"answered_at": "2026-09-15T10:44:00Z"}}]}]}"""
    [exploration] = read_file(short.encode()).explorations
    assert exploration.options == ()
    assert exploration.interviews[0].check_in is not None
    assert exploration.interviews[0].check_in.body == ()
