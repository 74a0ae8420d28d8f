"""What is stored of a member goes out of the shell, comes in again, and can be deleted there."""

import io
import json
import sqlite3
import stat
from pathlib import Path
from typing import Any, NoReturn

import pytest
from cryptography.fernet import Fernet

from tests.shell.conftest import EXAMPLE, MAYA, Shell

TOM = ("--team", "T0RESONANCE", "--user", "U0TOM")


class CtrlC(io.StringIO):
    """A terminal at which somebody presses Ctrl-C instead of answering."""

    def readline(self, _size: int | None = -1, /) -> NoReturn:
        raise KeyboardInterrupt


def with_fault(name: str, value: object) -> str:
    """The example with one value of its fourth interview's check-in changed."""
    document: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    document["explorations"][0]["interviews"][3]["check_in"][name] = value
    return json.dumps(document)


def test_an_export_is_the_imported_file_to_the_byte(hers: Shell) -> None:
    first = hers("export").out
    hers.write("maya.json", first)
    hers("forget", "--yes")
    assert hers("import", "maya.json", *TOM).code == 0
    assert hers("export").out == first
    assert json.loads(first) == json.loads(EXAMPLE.read_text(encoding="utf-8"))


def test_an_export_is_written_to_a_file_only_its_owner_can_read(hers: Shell) -> None:
    told = hers("export", "--out", "maya.json")
    file = hers.folder / "maya.json"
    assert (told.code, told.out, told.err) == (0, "", "")
    assert file.read_text(encoding="utf-8") == hers("export").out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_export_can_be_read_as_markdown(hers: Shell) -> None:
    text = hers("export", "--format", "markdown").out
    assert text.startswith("# Grow the agency, or move into people development?\n")
    assert text.endswith("\n")


@pytest.mark.parametrize(
    ("out", "code", "line"),
    [
        ("nowhere/maya.json", 1, "resonance: nowhere/maya.json: No such file or directory"),
        (".", 2, "resonance: Invalid value for '--out': File '.' is a directory."),
    ],
)
def test_an_export_that_has_no_place_is_told(hers: Shell, out: str, code: int, line: str) -> None:
    told = hers("export", "--out", out)
    assert (told.code, told.lines) == (code, [line])


def test_one_fault_in_the_middle_of_a_file_stores_nothing(shell: Shell) -> None:
    shell.write("faulty.json", with_fault("pull", 7))
    told = shell("import", "faulty.json", *MAYA)
    assert (told.code, told.out) == (1, "")
    assert told.lines == [
        "faulty.json: explorations[0].interviews[3].check_in.pull: 7 is not 1 to 5"
    ]
    assert shell("export", *MAYA).code == 1


def test_every_fault_of_a_file_has_its_line(shell: Shell) -> None:
    document = json.loads(with_fault("calm", 0))
    document["explorations"][0]["weekly_gaol"] = 2
    shell.write("faulty.json", json.dumps(document))
    assert shell("import", "faulty.json", *MAYA).lines == [
        "faulty.json: explorations[0].interviews[3].check_in.calm: 0 is not 1 to 5",
        "faulty.json: explorations[0].weekly_gaol: is not a key of this file; "
        'did you mean "weekly_goal"?',
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"\xff\xfe", "maya.json: the file is not UTF-8 (byte 1)"),
        (b"", "maya.json: line 1, column 1: not JSON (Expecting value)"),
        (b"[]", "maya.json: the file: a list is not an object"),
        (b" " * 20_000_001, "maya.json: the file is larger than 20 MB"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_one_line(
    shell: Shell, content: bytes, line: str
) -> None:
    shell.write("maya.json", content)
    told = shell("import", "maya.json", *MAYA)
    assert (told.code, told.lines) == (1, [line])


def test_a_file_without_end_is_not_read_to_its_end(shell: Shell) -> None:
    told = shell("import", "/dev/zero", *MAYA)
    assert told.lines == ["/dev/zero: the file is larger than 20 MB"]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("nosuch.json", "resonance: nosuch.json: No such file or directory"),
        (".", "resonance: .: Is a directory"),
    ],
)
def test_a_file_that_can_not_be_opened_is_told(shell: Shell, file: str, line: str) -> None:
    told = shell("import", file, *MAYA)
    assert (told.code, told.lines) == (1, [line])


def test_an_import_replaces_only_when_told_to(hers: Shell) -> None:
    before = hers("export").out
    hers.write("none.json", '{"resonance": 1, "member": {}, "explorations": []}')
    refused = hers("import", "none.json")
    assert (refused.code, len(refused.lines)) == (1, 1)
    assert "--replace" in refused.err
    assert hers("export").out == before
    assert hers("import", "none.json", "--replace").code == 0
    assert json.loads(hers("export").out)["explorations"] == []


def test_the_only_member_need_not_be_named(hers: Shell) -> None:
    named = hers("export", *MAYA).out
    assert hers("export").out == named
    assert hers("export", "--user", "U0MAYA").out == named


def test_of_several_members_one_must_be_named(hers: Shell) -> None:
    assert hers("import", EXAMPLE, *TOM).code == 0
    told = hers("export", "--team", "T0RESONANCE")
    assert (told.code, told.out) == (2, "")
    assert told.lines == [
        "resonance: Say which member: --team T0RESONANCE --user U0MAYA; "
        "--team T0RESONANCE --user U0TOM"
    ]
    assert hers("export", "--user", "U0TOM").code == 0


@pytest.mark.parametrize("command", ["export", "forget", "synthesis", "why"])
def test_a_member_nobody_knows_is_told(hers: Shell, command: str) -> None:
    words = (command, "--yes") if command == "forget" else (command,)
    told = hers(*words, "--team", "T0RESONANCE", "--user", "U0NOBODY")
    assert told.code == 1
    assert told.lines == ["resonance: No member U0NOBODY of workspace T0RESONANCE is stored."]


@pytest.mark.parametrize("words", [("export",), ("import", EXAMPLE, "--user", "U0MAYA")])
def test_where_nobody_is_stored_a_member_must_be_named(
    shell: Shell, words: tuple[str | Path, ...]
) -> None:
    told = shell(*words)
    assert (told.code, len(told.lines)) == (2, 1)
    assert "--team T --user U" in told.err


def test_one_person_is_forgotten_everywhere(hers: Shell) -> None:
    told = hers("forget", "--person", "tom", "--yes")
    assert (told.code, told.err) == (0, "")
    assert told.out == "deleted 0 explorations, 1 person, 1 interview\n"
    assert "Tom Adeyemi" not in hers("export").out


def test_a_name_of_two_people_forgets_neither(hers: Shell) -> None:
    before = hers("export").out
    told = hers("forget", "--person", "a", "--yes")
    assert (told.code, len(told.lines)) == (2, 1)
    assert "Which one do you mean?" in told.err
    assert hers("export").out == before


def test_a_name_of_nobody_forgets_nobody(hers: Shell) -> None:
    told = hers("forget", "--person", "Zebedee", "--yes")
    assert (told.code, len(told.lines)) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("n\n", "nothing was deleted"),
        ("\n", "nothing was deleted"),
        ("", "stopped"),
        (CtrlC(), "stopped"),
    ],
)
def test_nothing_is_deleted_without_a_yes(hers: Shell, typed: str | CtrlC, last: str) -> None:
    told = hers("forget", typed=typed)
    assert (told.code, told.out) == (1, "")
    assert told.err.endswith(f"resonance: {last}\n")
    assert hers("export").code == 0
    assert hers("export").code == 0


def test_after_a_yes_everything_is_deleted(hers: Shell) -> None:
    told = hers("forget", typed="y\n")
    assert told.out == "deleted 1 exploration, 12 people, 12 interviews\n"
    assert hers("export", *MAYA).code == 1


def test_one_damaged_row_is_named_and_the_rest_is_exported(hers: Shell) -> None:
    whole = json.loads(hers("export").out)
    with sqlite3.connect(hers.folder / "resonance.db") as database:
        [row] = database.execute("SELECT interview_id FROM check_in ORDER BY 1 LIMIT 1").fetchone()
        database.execute(
            "UPDATE check_in SET answers = 'x' || substr(answers, 2) WHERE interview_id = ?", [row]
        )
    told = hers("export")
    assert told.code == 1
    assert told.lines == [
        "resonance: explorations[0].interviews[0].check_in: is damaged in the database "
        f"(check_in {row} (answers)); everything else was exported"
    ]
    whole["explorations"][0]["interviews"][0]["check_in"] = None
    assert json.loads(told.out) == whole
    found = {one["name"]: one for one in json.loads(hers("doctor", "--json").out)}
    assert not found["rows"]["well"]
    assert f"Can't be opened: check_in {row} (answers)." in found["rows"]["advice"]


def test_a_wrong_key_is_told_from_damage(hers: Shell) -> None:
    told = hers("export", RESONANCE_ENCRYPTION_KEYS=Fernet.generate_key().decode())
    assert (told.code, told.out) == (1, "")
    assert "The encryption key does not open this database" in told.err
