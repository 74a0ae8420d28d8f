"""One dot a conversation: its shape says how they met, its ring that it was candid, its mark the
gut."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.meetings import Medium
from bot.core.reflection import Gut
from bot.core.synthesis.evidence import Reflection
from bot.writers.colours import NO, PAPER, QUIET, UNSURE, YES

#: From this on a person is counted as candid, as in the trust lines.
CANDID = 4
_COLOURS = {
    Gut.YES: YES,
    Gut.LEANING_YES: YES,
    Gut.UNSURE: UNSURE,
    Gut.LEANING_NO: NO,
    Gut.NO: NO,
}
#: Strokes within a box of -10 to 10: a tick, a dash, a cross.
_MARKS = {YES: "M-4.5 .5L-1.2 4L5 -4", UNSURE: "M-4.5 0L4.5 0", NO: "M-4 -4L4 4M4 -4L-4 4"}
_SHAPES = {
    Medium.IN_PERSON: '<circle r="10"/>',
    Medium.VIDEO: '<rect x="-9" y="-9" width="18" height="18" rx="2"/>',
    Medium.PHONE: '<path d="M0 -12L11.5 8.5L-11.5 8.5Z"/>',
    None: '<path d="M0 -12L12 0L0 12L-12 0Z"/>',
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """A conversation as it is drawn; `score` 1 to 5."""

    score: float
    medium: Medium | None
    gut: Gut | None
    candid: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A dot with its place in pixels along the scale, and its row from below, 0 first."""

    dot: Dot
    x: float
    row: int


def dot(conversation: Reflection) -> Dot:
    check_in = conversation.check_in
    return Dot(
        score=conversation.score,
        medium=conversation.interview.medium,
        gut=check_in.gut,
        candid=(check_in.candour or 0) >= CANDID,
    )


def piled(dots: Iterable[Dot], *, a_point: float, cell: int) -> Sequence[Placed]:
    """Each dot at its exact score, in the lowest row where it has a cell of its own."""
    rows: list[float] = []  # where the last dot of each row is
    placed = []
    for one in sorted(dots, key=lambda one: one.score):
        x = (one.score - 1) * a_point
        row = next((n for n, last in enumerate(rows) if x - last >= cell), len(rows))
        rows[row : row + 1] = [x]
        placed.append(Placed(dot=one, x=x, row=row))
    return placed


def drawn(one: Dot, *, x: float, y: float, cell: int) -> str:
    """The dot about its middle; its ring fits a cell."""
    colour = _COLOURS.get(one.gut, QUIET) if one.gut else QUIET
    fill = colour if one.gut else PAPER
    ring = (
        f'<circle r="15.5" fill="{PAPER}" stroke="{colour}" stroke-width="2"/>'
        if one.candid
        else ""
    )
    mark = _MARKS[colour] if one.gut else ""
    stroke = f'<path d="{mark}" fill="none" stroke="{PAPER}" stroke-width="2.6"/>' if mark else ""
    return (
        f'<g transform="translate({x:.2f} {y:.2f}) scale({cell / 34:.3f})">{ring}'
        f'<g fill="{fill}" stroke="{colour}" stroke-width="2">{_SHAPES[one.medium]}</g>{stroke}</g>'
    )
