"""The shipped font draws what we say it draws, and lines keep to their room."""

import re
import struct
from pathlib import Path

import pytest

from bot.writers.chart import FONT
from bot.writers.lettering import DRAWN, clean, drawable, lines, paragraph, width

ACCENTED = "äöüßÄÖÜ éèêëçœæàùÿ ąćęłńóśźżŁŚŻ ãõâôáíúÇ ñ¿¡ åøæ čďěňřšťůž őű ğışİ țș ĳ „“”‘’«»–—… €"


def characters(font: Path) -> frozenset[int]:
    """The code points of a TrueType font, from the format 4 table of its cmap."""
    data = font.read_bytes()
    tables = {data[at : at + 4]: at for at in range(12, 12 + 16 * _short(data, 4), 16)}
    (cmap,) = struct.unpack_from(">I", data, tables[b"cmap"] + 8)
    ours = [cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * n)[0] for n in range(2)]
    at = next(at for at in ours if _short(data, at) == 4)
    count = _short(data, at + 6) // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    return frozenset(
        n for start, end in zip(starts, ends, strict=True) for n in range(start, end + 1)
    )


def _short(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])


def test_all_that_is_drawn_is_in_the_font() -> None:
    inside = re.compile(f"[{DRAWN}]")
    wanted = {n for n in range(0x20, 0xD800) if inside.match(chr(n))}

    assert len(wanted) > 1_000
    assert not {chr(n) for n in wanted - characters(FONT)}


def test_the_accents_of_europe_are_drawn() -> None:
    assert drawable(ACCENTED) == ACCENTED


def test_signs_that_the_font_lacks_are_left_out_in_sight() -> None:
    assert drawable("Go 成長する or stay 🌱?") == "Go … or stay …?"


@pytest.mark.parametrize(
    "name", ["W" * 75, "m" * 300, "成" * 60, "a b " * 90, "one", "مدرسة " * 30]
)
def test_no_line_is_broader_than_its_room(name: str) -> None:
    broken = lines(name.strip(), 38, 920, 2)

    assert 1 <= len(broken) <= 2
    assert all(width(line, 38) <= 920 for line in broken)
    assert name.startswith(broken[0])


def test_what_is_cut_says_so() -> None:
    assert lines("one two three", 38, 120, 1) == ["one…"]


def test_a_name_has_no_controls_and_no_marks_of_direction() -> None:
    assert clean("a\x00b\x1b\u202e c\ufffe\ud800\nd") == "ab c\ufffd d"


def test_a_script_from_right_to_left_begins_at_the_right() -> None:
    (backwards,) = paragraph(["בית ספר?"], left=40, right=960, y=50, size=30)
    (forwards,) = paragraph(["Agency"], left=40, right=960, y=50, size=30)

    assert 'text-anchor="end" x="960"' in backwards
    assert 'x="40"' in forwards
