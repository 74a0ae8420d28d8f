"""Calendars that are nearly those of real programs: cut, spliced, repeated, oddly valued."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Seeds:
    """The calendars to start from; not shown whole by what repeats its arguments."""

    texts: tuple[str, ...] = field(repr=False)

    def drawn(self, draw: st.DrawFn) -> list[str]:
        """The lines of one of them."""
        return self.texts[draw(st.integers(0, len(self.texts) - 1))].splitlines()[:MOST_LINES]


Mutation = Callable[[st.DrawFn, list[str], Seeds], list[str]]

MOST_LINES = 400
_NUMBER = re.compile(r"\d+")
_ODD = (
    *("", "0", "1", "-1", "2", "31", "366", "9999", "99999", "1000000000", "00000000", "99991231"),
    *("T", "T240000", "20261025T013000", "20260329T013000Z", "16010101T000000", "P", "PT", "-P9W"),
    *("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "MO", "-53SU"),
    *(
        "2FR,2FR",
        "DATE",
        "PERIOD",
        "THISANDFUTURE",
        "UTC",
        "Europe/London",
        "tzone://Microsoft/Utc",
    ),
    *(":", ";", "=", ",", '"', "\\", "\t", " ", "\x00", "\u2028", "é", "🎉", "mailto:", "@"),
)
_LINES = (
    *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VALARM"),
    *("BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:STANDARD", "TZOFFSETTO:+2359", "TZOFFSETFROM:-"),
    *("DTSTART:20260915T100000Z", "DTSTART;VALUE=DATE:20260915", "DTEND:20260914T100000"),
    *("DURATION:PT999999999H", "DURATION:-P1D", "RDATE;VALUE=PERIOD:20260915T100000Z/PT1H"),
    *("RRULE:FREQ=DAILY", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "EXDATE:20260915"),
    *("RRULE:FREQ=HOURLY;BYMINUTE=0,1,2,3;BYSECOND=0,1,2", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;WKST=SU"),
    *("RECURRENCE-ID:20260915T100000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260915", "UID:1"),
    *("X-WR-TIMEZONE:Pacific/Apia", "METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:-1", " folded"),
)


@st.composite
def broken(draw: st.DrawFn, seeds: Seeds) -> bytes:
    """One of the calendars, changed a few times."""
    lines = seeds.drawn(draw)
    for _ in range(draw(st.integers(1, 6))):
        lines = draw(st.sampled_from(_MUTATIONS))(draw, lines, seeds)[: 2 * MOST_LINES]
    ending = draw(st.sampled_from(["\r\n", "\r\n", "\n", "\r"]))
    return ending.join([*lines, ""]).encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-16"])))


def _drop(draw: st.DrawFn, lines: list[str], _: Seeds) -> list[str]:
    first, last = _stretch(draw, lines)
    return lines[:first] + lines[last:]


def _repeat(draw: st.DrawFn, lines: list[str], _: Seeds) -> list[str]:
    first, last = _stretch(draw, lines)
    return lines[:last] + lines[first:last] * draw(st.integers(1, 20)) + lines[last:]


def _splice(draw: st.DrawFn, lines: list[str], seeds: Seeds) -> list[str]:
    others = seeds.drawn(draw)
    first, last = _stretch(draw, others)
    at = draw(st.integers(0, len(lines)))
    return lines[:at] + others[first:last] + lines[at:]


def _insert(draw: st.DrawFn, lines: list[str], _: Seeds) -> list[str]:
    at = draw(st.integers(0, len(lines)))
    return [*lines[:at], draw(st.sampled_from(_LINES)), *lines[at:]]


def _renumber(draw: st.DrawFn, lines: list[str], _: Seeds) -> list[str]:
    return _with_one_line(
        draw, lines, lambda line: _NUMBER.sub(lambda _: draw(st.sampled_from(_ODD)), line, count=1)
    )


def _revalue(draw: st.DrawFn, lines: list[str], _: Seeds) -> list[str]:
    """Puts an odd value where a part of a line was."""

    def changed(line: str) -> str:
        parts = re.split(r"([:;=,])", line)
        parts[draw(st.integers(0, len(parts) - 1))] = draw(st.sampled_from(_ODD))
        return "".join(parts)

    return _with_one_line(draw, lines, changed)


def _scribble(draw: st.DrawFn, lines: list[str], _: Seeds) -> list[str]:
    def changed(line: str) -> str:
        at = draw(st.integers(0, len(line)))
        return line[:at] + draw(st.text(max_size=3)) + line[at + draw(st.integers(0, 3)) :]

    return _with_one_line(draw, lines, changed)


#: What breaks a value comes up more often than what breaks the frame.
_MUTATIONS: tuple[Mutation, ...] = (
    *(_drop, _repeat, _splice, _insert, _insert, _scribble),
    *(_renumber, _renumber, _revalue, _revalue, _revalue),
)


def _stretch(draw: st.DrawFn, lines: list[str]) -> tuple[int, int]:
    first = draw(st.integers(0, len(lines)))
    return first, draw(st.integers(first, min(len(lines), first + 12)))


def _with_one_line(draw: st.DrawFn, lines: list[str], changed: Callable[[str], str]) -> list[str]:
    if not lines:
        return lines
    at = draw(st.integers(0, len(lines) - 1))
    return [*lines[:at], changed(lines[at]), *lines[at + 1 :]]
