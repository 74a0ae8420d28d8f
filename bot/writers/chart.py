"""The picture of a synthesis: a strip an option, a dot a conversation, and a legend, as SVG or PNG.

It names options and nobody else. The same data gives the same bytes, on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import resvg_py

from bot.core.plan import Exploration
from bot.core.synthesis import Synthesis, chart_words
from bot.core.synthesis.evidence import Account, accounts, counted
from bot.core.synthesis.lines import gut_tally
from bot.core.synthesis.values import OptionEvidence
from bot.writers.colours import BAND, GRID, INK, PAPER, QUIET
from bot.writers.dots import Dot, Placed, dot, drawn, piled
from bot.writers.legend import HEIGHT as LEGEND_HEIGHT
from bot.writers.legend import legend
from bot.writers.lettering import FAMILY, clean, drawable, leading, lines, paragraph, written

FONT = Path(__file__).parent / "fonts" / "DejaVuSansCondensed-subset.ttf"
#: A phone shows a thousand pixels in 360: the smallest type is 30, so about 11 there.
WIDTH = 1000
_LEFT, _RIGHT = 40, 960
_TITLE, _NAME, _SMALL = 44, 38, 30
#: The scale of 1 to 5 in pixels.
_ONE, _A_POINT = 90, 205
#: The first size of a cell at which no pile is higher than this is everybody's.
_CELLS, _HIGHEST = (52, 44, 36, 28, 20, 14), 560


@dataclass(frozen=True, kw_only=True, slots=True)
class _Strip:
    """What is drawn of one option."""

    name: Sequence[str]
    rests_on: Sequence[str]
    evidence: OptionEvidence
    piled: Sequence[Placed]

    @property
    def rows(self) -> int:
        return 1 + max((one.row for one in self.piled), default=0)


def chart_svg(exploration: Exploration, synthesis: Synthesis) -> str:
    """The picture, with its words in `title` and `desc` for those who can't see it."""
    return _document(exploration, synthesis, only_ours=False)


def chart_png(exploration: Exploration, synthesis: Synthesis) -> bytes:
    """The same in pixels, in the shipped font alone: signs that it lacks become …"""
    return resvg_py.svg_to_bytes(
        svg_string=_document(exploration, synthesis, only_ours=True),
        skip_system_fonts=True,
        font_files=[str(FONT)],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )


def picture_words(exploration: Exploration, synthesis: Synthesis) -> str:
    """All that the picture tells, in words: every strip, then every option's gut."""
    guts = [f"{one.name}: {gut_tally(one)}." for one in synthesis.options if gut_tally(one)]
    words = [f"{exploration.question}", *chart_words(synthesis).splitlines(), *guts]
    return "\n".join(clean(line) for line in words)


def _document(exploration: Exploration, synthesis: Synthesis, *, only_ours: bool) -> str:
    strips, cell = _strips(exploration, synthesis, only_ours=only_ours)
    title = lines(_shown(exploration.question, only_ours), _TITLE, _RIGHT - _LEFT, 3)
    y = 40 + leading(_TITLE)
    body = paragraph(title, left=_LEFT, right=_RIGHT, y=y, size=_TITLE, bold=True)
    y += max(0, len(title) - 1) * leading(_TITLE) + 24
    for strip in strips:
        drawing, y = _drawn(strip, y, cell)
        body += drawing
    if not strips:
        body.append(written("No options yet.", x=_LEFT, y=y + 50, size=_SMALL, colour=QUIET))
        y += 70
    body += legend(y + 20, left=_LEFT)
    return _framed(body, y + 20 + LEGEND_HEIGHT, exploration, synthesis)


def _framed(
    body: Sequence[str], height: int, exploration: Exploration, synthesis: Synthesis
) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title desc" '
            f'font-family="{FAMILY}, sans-serif">',
            f'<title id="title">{escape(clean(exploration.question))}</title>',
            f'<desc id="desc">{escape(picture_words(exploration, synthesis))}</desc>',
            f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
            *body,
            "</svg>\n",
        ]
    )


def _strips(
    exploration: Exploration, synthesis: Synthesis, *, only_ours: bool
) -> tuple[list[_Strip], int]:
    """Every option's strip, and the size of a cell, which is the same in all of them."""
    told = {account.option: account for account in accounts(exploration)}
    dots = {name: [dot(one) for one in account.conversations] for name, account in told.items()}
    cell = _cell(list(dots.values()))
    strips = [
        _Strip(
            name=lines(_named(n, evidence.name, only_ours), _NAME, _RIGHT - _LEFT, 2),
            rests_on=_rests_on(evidence, told[evidence.name]),
            evidence=evidence,
            piled=piled(dots[evidence.name], a_point=_A_POINT, cell=cell),
        )
        for n, evidence in enumerate(synthesis.options, 1)
    ]
    return strips, cell


def _cell(of_options: Sequence[Sequence[Dot]]) -> int:
    for cell in _CELLS:
        rows = [p.row + 1 for dots in of_options for p in piled(dots, a_point=_A_POINT, cell=cell)]
        if max(rows, default=0) * cell <= _HIGHEST:
            return cell
    return _CELLS[-1]


def _shown(text: str, only_ours: bool) -> str:
    return drawable(clean(text)) if only_ours else clean(text)


def _named(n: int, name: str, only_ours: bool) -> str:
    """The option's name; one the font can't draw whole gets its number, to be told by it."""
    shown = _shown(name, only_ours)
    return shown if shown == clean(name) else f"Option {n}: {shown}"


def _rests_on(evidence: OptionEvidence, account: Account) -> Sequence[str]:
    unrated = len(account.told) - len(account.conversations)
    apart = f"{unrated} told without ratings" if unrated else ""
    parts = (counted([evidence.conversations]), apart, gut_tally(evidence))
    return lines(" · ".join(part for part in parts if part), _SMALL, _RIGHT - _LEFT, 3)


def _drawn(strip: _Strip, y: int, cell: int) -> tuple[list[str], int]:
    """The strip from `y` down, and where the next one begins."""
    y += leading(_NAME) + 16
    body = paragraph(strip.name, left=_LEFT, right=_RIGHT, y=y, size=_NAME, bold=True)
    y += (len(strip.name) - 1) * leading(_NAME) + leading(_SMALL) + 4
    body += paragraph(strip.rests_on, left=_LEFT, right=_RIGHT, y=y, size=_SMALL, colour=QUIET)
    top = y + (len(strip.rests_on) - 1) * leading(_SMALL) + 24
    base = top + strip.rows * cell + 8
    body += [*_range(strip.evidence, top, base), *_scale(top, base), *_best(strip, top, base)]
    body += [
        drawn(one.dot, x=_ONE + one.x, y=base - 4 - cell * (one.row + 0.5), cell=cell)
        for one in strip.piled
    ]
    if below := _below(strip.evidence):
        body.append(written(below, x=_LEFT, y=base + 82, size=_SMALL))
    return body, base + 110


def _at(score: float) -> float:
    return round(_ONE + (score - 1) * _A_POINT, 2)


def _scale(top: int, base: int) -> list[str]:
    ends = f'<path d="M{_at(1):g} {base}H{_at(5):g}" stroke="{QUIET}" stroke-width="3"/>'
    ticks = "".join(f"M{_at(n):g} {top}V{base + 8}" for n in range(1, 6))
    numbers = [
        written(str(n), x=_at(n), y=base + 40, size=_SMALL, colour=QUIET, centred=True)
        for n in range(1, 6)
    ]
    return [f'<path d="{ticks}" stroke="{GRID}" stroke-width="2"/>', ends, *numbers]


def _range(evidence: OptionEvidence, top: int, base: int) -> list[str]:
    if evidence.range is None:
        return []
    low, high = map(_at, evidence.range)
    return [
        f'<rect x="{low:g}" y="{top}" width="{high - low:g}" height="{base - top}" fill="{BAND}"/>'
    ]


def _best(strip: _Strip, top: int, base: int) -> list[str]:
    if strip.evidence.estimate is None:
        return []
    at = _at(strip.evidence.estimate)
    return [f'<path d="M{at:g} {top}V{base}" stroke="{INK}" stroke-width="5"/>']


def _below(evidence: OptionEvidence) -> str:
    if evidence.estimate is None or evidence.range is None:
        return ""
    low, high = evidence.range
    return f"about {evidence.estimate:.1f}, 8 times in 10 between {low:.1f} and {high:.1f}"
