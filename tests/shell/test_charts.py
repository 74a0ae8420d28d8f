"""`resonance synthesis --chart`: a whole picture of her own, or one plain line."""

import stat
from pathlib import Path

import pytest

from tests.shell.conftest import Shell


@pytest.mark.parametrize(("name", "begins"), [("a.png", b"\x89PNG"), ("A.SVG", b"<svg ")])
def test_the_chart_is_a_file_that_she_alone_reads(hers: Shell, name: str, begins: bytes) -> None:
    told = hers("synthesis", "--chart", name)

    assert told.code == 0
    assert told.out == hers("synthesis").out
    file = hers.folder / name
    assert file.read_bytes().startswith(begins)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_chart_takes_the_place_of_the_one_before(hers: Shell) -> None:
    open_to_all = hers.write("a.png", b"old")
    open_to_all.chmod(0o644)

    hers("synthesis", "--json", "--chart", open_to_all)

    first = open_to_all.read_bytes()
    assert first.startswith(b"\x89PNG")
    assert stat.S_IMODE(open_to_all.stat().st_mode) == 0o600
    hers("synthesis", "--chart", open_to_all)
    assert open_to_all.read_bytes() == first
    assert not list(hers.folder.glob(".chart-*"))


@pytest.mark.parametrize("name", ["a.pdf", "a", ".png", "png", "a.png.txt", ""])
def test_another_ending_is_bad_use(hers: Shell, name: str) -> None:
    told = hers("synthesis", "--chart", name)

    assert told.code == 2
    assert told.out == ""
    (line,) = told.lines
    assert "ends in .png or .svg" in line


@pytest.mark.parametrize("place", ["nowhere/a.png", "a_file/a.svg", "folder.png"])
def test_a_place_that_takes_no_file_is_named_in_one_line(hers: Shell, place: str) -> None:
    hers.write("a_file", "")
    (hers.folder / "folder.png").mkdir()

    told = hers("synthesis", "--chart", place)

    assert told.code == 1
    assert told.out == ""
    (line,) = told.lines
    assert line.startswith(f"resonance: {Path(place)}: ")
    assert not list(hers.folder.glob(".chart-*"))
