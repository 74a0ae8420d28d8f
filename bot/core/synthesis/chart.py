"""A chart of every conversation per option, in monospaced text and in words that say the same."""

from collections import Counter

from bot.core.synthesis.evidence import counted
from bot.core.synthesis.values import OptionEvidence, Synthesis

#: Columns of the scale from 1 to 5: one for each tenth of a point.
_COLUMNS = 41
_WIDTH = 60
_SCALE = "1         2         3         4         5"


def text_chart(synthesis: Synthesis) -> str:
    """One `o` a conversation, the range as `[---+---]` about the estimate; 60 columns at most."""
    if not synthesis.options:
        return ""
    rows = [row for option in synthesis.options for row in _rows(option)]
    return "\n".join([*rows, _SCALE])


def strips(synthesis: Synthesis) -> str:
    """The same in 30 columns, for a phone: a strip an option, and what its signs mean."""
    if not synthesis.options:
        return ""
    rows = [row for option in synthesis.options for row in (_name(option), _strip(option))]
    return "\n".join([*rows, "1    2    3    4    5", _LEGEND])


_NARROW, _STRIP = 30, 21
_LEGEND = "o conversation, 2 two there\n| best guess, · about there"


def _name(option: OptionEvidence) -> str:
    name = option.name
    return name if len(name) <= _NARROW else f"{name[: _NARROW - 1]}…"


def _strip(option: OptionEvidence) -> str:
    if option.range is None or option.estimate is None:
        return "no conversations yet"
    low, high = (_column(bound, 5) for bound in option.range)
    row = ["·" if low <= at <= high else " " for at in range(_STRIP)]
    row[_column(option.estimate, 5)] = "|"
    for column, count in Counter(_column(point.score, 5) for point in option.points).items():
        row[column] = "o" if count == 1 else str(min(count, 9))
    return "".join(row).rstrip()


def chart_words(synthesis: Synthesis) -> str:
    """What the chart shows, a sentence an option, for those who can't see it."""
    return "\n".join(_words(option) for option in synthesis.options)


def _rows(option: OptionEvidence) -> list[str]:
    heading = f"{option.name} ({counted([option.conversations])})"
    if len(heading) > _WIDTH:
        heading = f"{heading[: _WIDTH - 1]}…"
    return [heading, *_marks(option), *_range(option), ""]


def _marks(option: OptionEvidence) -> list[str]:
    """Conversations with the same place on the scale are stacked."""
    heights = Counter(_column(point.score) for point in option.points)
    return [
        "".join("o" if heights[column] > row else " " for column in range(_COLUMNS)).rstrip()
        for row in reversed(range(max(heights.values(), default=0)))
    ]


def _range(option: OptionEvidence) -> list[str]:
    if option.range is None or option.estimate is None:
        return []
    low, high = map(_column, option.range)
    row = [" "] * low + ["-"] * (high - low + 1)
    row[low], row[high] = "[", "]"
    row[_column(option.estimate)] = "+"
    return ["".join(row)]


def _column(score: float, a_point: int = 10) -> int:
    """The column of a score, with so many columns to a point."""
    return int((score - 1) * a_point + 0.5)


def _words(option: OptionEvidence) -> str:
    if option.range is None or option.estimate is None:
        return f"{option.name}: no conversations yet."
    scores = ", ".join(f"{point.score:.1f}" for point in option.points)
    low, high = option.range
    return (
        f"{option.name}: {counted([option.conversations])}, at {scores} on a scale of 1 to 5; "
        f"taken together about {option.estimate:.1f}, 8 times in 10 "
        f"between {low:.1f} and {high:.1f}."
    )
