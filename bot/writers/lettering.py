"""Words in a picture: cleaned, broken into lines by the width of the one font we ship, escaped."""

import re
from collections.abc import Sequence
from unicodedata import bidirectional, east_asian_width
from xml.sax.saxutils import escape

from bot.core.foreign import one_line
from bot.writers.colours import INK

FAMILY = "DejaVu Sans Condensed"
#: All that the shipped font can draw, and what it is cut down to: see fonts/README.md.
DRAWN = (
    "\u0020-\u007e\u00a0-\u024f\u0259\u0300-\u0304\u0306-\u030c\u0327\u0328\u0370-\u0377"
    "\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ff\u0400-\u045f\u0490\u0491"
    "\u05b0-\u05c3\u05d0-\u05ea\u060c\u0615\u061b\u061f\u0621-\u063a\u0640-\u0655\u0660-\u0670"
    "\u0679-\u06bf\u06cc\u06ce\u06d5\u06f0-\u06f9\u1e00-\u1efb\u200c-\u200f\u2010-\u2026"
    "\u2030\u2032\u2033\u2039\u203a\u20ac\u2122\u2190-\u2193\u2212"
)
_LACKING = re.compile(f"[^{DRAWN}]+")
#: What XML takes from nobody, beyond the controls that are gone already.
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")
_RIGHT_TO_LEFT_MARK = "\u200f"
_NARROW, _BROAD = frozenset("fijlrtIJ .,:;!|()'’·-"), frozenset("mwMW%@")


def clean(text: str) -> str:
    """One line, without what steers a terminal or breaks XML."""
    return one_line(_NO_CHARACTERS.sub("", text))


def drawable(text: str) -> str:
    """The same with … for each run of signs that the font lacks."""
    return _LACKING.sub("…", text)


def width(text: str, size: int) -> float:
    """About how broad a line is, in pixels, a little on the safe side."""
    return size * sum(map(_em, text))


def _em(sign: str) -> float:
    if east_asian_width(sign) in "WF":
        return 1.0
    if sign in _NARROW:
        return 0.37
    if sign in _BROAD:
        return 0.92
    return 0.72 if sign.isupper() else 0.59


def lines(text: str, size: int, room: float, most: int) -> Sequence[str]:
    """The text on at most so many lines of that breadth; what is cut ends in …"""
    broken: list[str] = []
    rest = text
    while rest and len(broken) < most:
        line, rest = _first_line(rest, size, room)
        broken.append(line)
    if rest:
        broken[-1] = _cut(broken[-1], size, room)
    return broken


def _first_line(text: str, size: int, room: float) -> tuple[str, str]:
    if width(text, size) <= room:
        return text, ""
    fitting = len(text)
    while fitting > 1 and width(text[:fitting], size) > room:
        fitting -= 1
    space = text.rfind(" ", 0, fitting + 1)
    end = space if space > 0 else fitting
    return text[:end].rstrip(), text[end:].lstrip()


def _cut(line: str, size: int, room: float) -> str:
    while line and width(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


def written(
    line: str, *, x: float, y: float, size: int, colour: str = INK, bold: bool = False,
    centred: bool = False,
) -> str:  # fmt: skip
    """One line of text at its base line; bold is drawn, since one font is shipped."""
    anchor = ' text-anchor="middle"' if centred else ""
    stroke = f' stroke="{colour}" stroke-width="1.2"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}"{anchor}{stroke}>'
        f"{escape(line)}</text>"
    )


def paragraph(
    text: Sequence[str], *, left: int, right: int, y: int, size: int, bold: bool = False,
    colour: str = INK,
) -> list[str]:  # fmt: skip
    """Lines one below the other, from the side where their script begins."""
    backwards = any(_runs_backwards(line) for line in text[:1])
    drawn = []
    for n, line in enumerate(text):
        at = y + n * leading(size)
        if backwards:
            marked = f"{_RIGHT_TO_LEFT_MARK}{line}{_RIGHT_TO_LEFT_MARK}"
            one = written(marked, x=right, y=at, size=size, bold=bold, colour=colour)
            drawn.append(one.replace("<text ", '<text text-anchor="end" ', 1))
        else:
            drawn.append(written(line, x=left, y=at, size=size, bold=bold, colour=colour))
    return drawn


def leading(size: int) -> int:
    """From one base line to the next."""
    return size * 5 // 4


def _runs_backwards(line: str) -> bool:
    """As the first letter that has a direction says."""
    strong = (bidirectional(sign) for sign in line)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"
