"""The words after a slash command, as CONTRACT writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.errors import InvalidInput, quoted
from bot.core.names import matching
from bot.core.people import Person
from bot.core.plan import Option, find_option
from bot.core.weeks import parse_date, parse_when

_COMMA = re.compile(r"\s*[,،，、]\s*")
_FOR = re.compile(r"(?:^|(?<=\s))for(?:\s+|$)", re.IGNORECASE)
_AT = re.compile(r"(?:^|\s)at\s+", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d{2}")
#: Weekdays cut shorter than this are too often somebody's name: Ana Sun, Ed Mon.
_SURELY_A_DAY = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Logged:
    """ "/interviews log NAME [WHEN] [for OPTION]"; `when` is WHEN as it was typed."""

    name: str
    when: str
    starts_at: datetime | None
    option: str | None

    def again(self, name: str) -> str:
        """The same command for the person of exactly that name."""
        belongs = f"for {self.option}" if self.option else ""
        return " ".join(part for part in ("/interviews log", name, self.when, belongs) if part)


def split_command(text: str) -> tuple[str, str]:
    """The first word in lower case, and the rest as typed."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word.casefold(), rest[0].strip() if rest else ""


def needed(words: str, what: str, example: str) -> str:
    """`words`, or `InvalidInput` with an example where there are none."""
    if not words.strip():
        raise InvalidInput(f"{what} is missing, as in `{example}`.")
    return words


def person_of(words: str, options: Sequence[Option]) -> Person:
    """ "NAME[, ROLE[ at ORGANISATION]][ for OPTION]"; "NAME at ORGANISATION" is understood too."""
    needed(words, "A name", "/outreach add Priya Shah")
    told, option = _without_option(words, options)
    name, *work = _COMMA.split(told, maxsplit=1)
    if work:
        role, organisation = _split_at(work[0])
    else:
        name, organisation = _split_at(name)
        role = ""
    return Person(
        name=needed(name, "A name", "/outreach add Priya Shah, owner at Brightside"),
        role=role or None,
        organisation=organisation or None,
        option=option,
    )


def logged_of(words: str, options: Sequence[Option], now: datetime, zone: ZoneInfo) -> Logged:
    """ "NAME [WHEN] [for OPTION]", the last two in any order; without WHEN it has just ended."""
    needed(words, "A name", "/interviews log Priya Shah")
    today = now.astimezone(zone).date()
    told, when = _without_when(words, today)
    told, option = _without_option(told, options)
    if not when:
        told, when = _without_when(told, today)
    return Logged(
        name=needed(told, "A name", "/interviews log Priya Shah Tuesday 14:30"),
        when=when,
        starts_at=parse_when(when, now, zone) if when else None,
        option=option,
    )


def whole_number(words: str, what: str, example: str) -> int:
    """The number typed; longer ones than nine digits are refused with the rest."""
    number = needed(words, what, example).strip()
    if not number.isdecimal() or len(number) > 9:
        raise InvalidInput(f"{quoted(words)} is no number I can use; write it like `{example}`.")
    return int(number)


def _without_option(words: str, options: Sequence[Option]) -> tuple[str, str | None]:
    """What stands before "for OPTION", and the option's own name.

    A "for" belongs to the option when an option follows it, the first such one counts. Where none
    does, it may belong to a role, but only where " at ORGANISATION" follows: "director for care at
    Brightside". Else an option was meant that isn't one, which is told rather than kept.
    """
    folded = " ".join(words.split())
    splits = [(folded[: f.start()].strip(" ,"), folded[f.end() :]) for f in _FOR.finditer(folded)]
    for before, after in splits:
        if len(named := matching(options, after)) == 1:
            return before, named[0].name
    before, after = splits[-1] if splits else (folded, "")
    if not after:
        return before, None
    if _COMMA.search(before) and _AT.search(after):
        return folded, None
    return before, find_option(tuple(options), after).name


def _without_when(words: str, today: date) -> tuple[str, str]:
    """What stands before "[on] DATE [at] HH:MM", and the WHEN in it; "" where there is none."""
    rest = words.split()
    if not _TIME.fullmatch(rest[-1] if rest else ""):
        if len(rest) > 1 and len(rest[-1]) >= _SURELY_A_DAY and _is_date(rest[-1], today):
            example = f"{rest[-1]} 14:30"
            raise InvalidInput(f"At what time {quoted(rest[-1])}? Write it like `{example}`.")
        return " ".join(rest), ""
    when = [rest.pop()]
    if rest[-1:] == ["at"]:
        rest.pop()
    if len(rest) > 1 and _is_date(rest[-1], today):
        when.insert(0, rest.pop())
        if rest[-1:] == ["on"]:
            rest.pop()
    return " ".join(rest), " ".join(when)


def _is_date(word: str, today: date) -> bool:
    try:
        parse_date(word, today)
    except InvalidInput:
        return False
    return True


def _split_at(text: str) -> tuple[str, str]:
    """What stands before and after the last " at "."""
    if not (found := list(_AT.finditer(text))):
        return text.strip(), ""
    return text[: found[-1].start()].strip(), text[found[-1].end() :].strip()
