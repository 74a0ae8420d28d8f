"""What the signs of the chart mean, in the picture itself."""

from bot.core.meetings import Medium
from bot.core.reflection import Gut
from bot.writers.colours import BAND, INK, QUIET
from bot.writers.dots import Dot, drawn
from bot.writers.lettering import written

_SIZE, _ROW, _CELL, _COLUMN = 30, 52, 52, 460
_SIGNS: tuple[tuple[str, Medium | None, Gut | None, bool], ...] = (
    ("in person", Medium.IN_PERSON, None, False),
    ("gut yes, leaning yes", Medium.IN_PERSON, Gut.YES, False),
    ("video", Medium.VIDEO, None, False),
    ("gut unsure", Medium.IN_PERSON, Gut.UNSURE, False),
    ("phone", Medium.PHONE, None, False),
    ("gut no, leaning no", Medium.IN_PERSON, Gut.NO, False),
    ("how is not noted", None, None, False),
    ("ringed: candid (4 or 5)", Medium.IN_PERSON, None, True),
)
_SCALE = "1 to 5: mean of energy, calm, clarity and pull. A dot is a"
_SCALE_ON = "conversation; a hollow one has no answer of the gut."
HEIGHT = _ROW * 7 + 40


def legend(y: int, *, left: int) -> list[str]:
    """From `y` down, as high as HEIGHT."""
    body = [f'<path d="M{left} {y}H{1000 - left}" stroke="{QUIET}" stroke-width="2"/>']
    for n, (label, medium, gut, candid) in enumerate(_SIGNS):
        x, at = left + n % 2 * _COLUMN, y + 44 + n // 2 * _ROW
        sign = Dot(score=1, medium=medium, gut=gut, candid=candid)
        body += [drawn(sign, x=x + 26, y=at, cell=_CELL), _label(label, x + 66, at)]
    at = y + 44 + 4 * _ROW
    return [*body, *_estimate(left, at), *_in_words(left, at + _ROW)]


def _estimate(left: int, at: int) -> list[str]:
    return [
        f'<path d="M{left + 26} {at - 20}V{at + 20}" stroke="{INK}" stroke-width="5"/>',
        _label("best estimate", left + 66, at),
        f'<rect x="{left + _COLUMN}" y="{at - 20}" width="52" height="40" fill="{BAND}"/>',
        _label("true mean 8 times in 10", left + _COLUMN + 66, at),
    ]


def _in_words(left: int, at: int) -> list[str]:
    return [
        written(line, x=left, y=at + 12 + n * 40, size=_SIZE, colour=QUIET)
        for n, line in enumerate((_SCALE, _SCALE_ON))
    ]


def _label(text: str, x: int, at: int) -> str:
    return written(text, x=x, y=at + 11, size=_SIZE)
