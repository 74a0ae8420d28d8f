"""Synthesis and why, told to people and to programs."""

import json
from pathlib import Path

import pytest

from tests.shell.conftest import EXAMPLE, MAYA, Shell

EXPECTED = EXAMPLE.with_suffix(".synthesis.json")


def test_the_synthesis_is_the_same_as_in_slack(hers: Shell) -> None:
    told = hers("synthesis", "--json")
    assert json.loads(told.out) == json.loads(EXPECTED.read_text(encoding="utf-8"))
    assert hers("synthesis", "--json").out == told.out


def test_the_synthesis_can_be_read(hers: Shell) -> None:
    told = hers("synthesis")
    assert told.out.startswith("Where it stands\n---------------\nLeaning towards People")
    assert told.err == ""


def test_a_synthesis_of_nothing_says_how_to_begin(shell: Shell) -> None:
    shell.write("none.json", '{"resonance": 1, "member": {}, "explorations": []}')
    shell("import", "none.json", *MAYA)
    told = shell("synthesis")
    assert (told.code, told.out) == (1, "")
    assert told.lines == [
        "resonance: There is no exploration yet. Start one with `/outreach plan`."
    ]


def test_why_has_the_keys_that_programs_rely_on(hers: Shell) -> None:
    told = json.loads(hers("why", "--json").out)
    assert list(told) == ["time_zone", "paused_until", "next", "failures", "calendars"]
    assert told["time_zone"] == "Europe/London"
    assert (told["paused_until"], told["failures"], told["calendars"]) == (None, [], [])
    assert all(list(entry) == ["kind", "due_at", "cause"] for entry in told["next"])


def test_why_can_be_read(hers: Shell) -> None:
    assert hers("why").out.startswith("time zone: Europe/London\n")


@pytest.mark.parametrize("command", ["synthesis", "why"])
def test_both_want_to_know_of_whom(shell: Shell, command: str) -> None:
    assert shell(command).code == 2


def test_nothing_is_left_in_the_folder_but_database_and_key(hers: Shell) -> None:
    hers("why")
    assert sorted(map(_name, hers.folder.iterdir())) == ["resonance.db", "resonance.key"]


def _name(path: Path) -> str:
    return path.name
