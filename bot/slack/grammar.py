"""The words after a slash command, as CONTRACT writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.dates import parse_when
from bot.core.errors import InvalidInput, quoted
from bot.core.names import matching
from bot.core.people import NAME_LIMIT, Person
from bot.core.plan import Exploration, Option, find_option
from bot.slack.name_and_when import without_when

#: These meet words with one space between them.
_COMMA = re.compile(r" ?[,،，、] ?")
_FOR = re.compile(r"(?:^|(?<= ))for(?: |$)", re.IGNORECASE)
_AT = re.compile(r"(?:^| )at ", re.IGNORECASE)
#: As many as an input of a form holds. Whoever types more is answered as if it ended there.
TYPED_LIMIT = 3000


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
        name=needed(_no_number(name), "A name", "/outreach add Priya Shah, owner at Brightside"),
        role=role or None,
        organisation=organisation or None,
        option=option,
    )


def logged_of(
    words: str, known: Exploration, now: datetime, zone: ZoneInfo, *, day_first: bool = True
) -> Logged:
    """ "NAME [WHEN] [for OPTION]", the last two in any order; without WHEN it has just ended.

    What may be a name or a day is what her people are called: Will Sunday, Ana May.
    """
    needed(words, "A name", "/interviews log Priya Shah")
    told, when = without_when(words, known.people)
    told, option = _without_option(told, known.options)
    if not when:
        told, when = without_when(told, known.people)
    return Logged(
        name=needed(told, "A name", "/interviews log Priya Shah Tuesday 14:30"),
        when=when,
        starts_at=parse_when(when, now, zone, day_first=day_first) if when else None,
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
    splits = [(f.start(), f.end()) for f in _FOR.finditer(folded)]
    for start, end in splits:
        if len(folded) - end <= NAME_LIMIT and len(named := matching(options, folded[end:])) == 1:
            return folded[:start].strip(" ,"), named[0].name
    if not splits:
        return folded, None
    start, end = splits[-1]
    before, after = folded[:start].strip(" ,"), folded[end:]
    if not after:
        return before, None
    if _COMMA.search(before) and _AT.search(after):
        return folded, None
    return before, find_option(tuple(options), after).name


def _no_number(name: str) -> str:
    """A number alone is no name, but what was left of a slip."""
    return "" if "".join(name.split()).isdecimal() else name


def _split_at(text: str) -> tuple[str, str]:
    """What stands before and after the last " at "."""
    if not (found := list(_AT.finditer(text))):
        return text.strip(), ""
    return text[: found[-1].start()].strip(), text[found[-1].end() :].strip()
