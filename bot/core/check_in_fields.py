"""What a check-in holds, one row a field: form, drafts, ticks, import, export, Markdown, forgetting
and storage all read these rows, so that a new field is its row and its question in the form.

A row is written where the field is declared, in `reflection.CheckIn`; the order there is the order
of the exploration file.
"""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any


class Answer(StrEnum):
    """How a field is answered."""

    BODY = "body"
    WORDS = "words"
    RATING = "rating"
    DREW = "drew"
    PUT_OFF = "put_off"
    NAMES = "names"
    GUT = "gut"
    BELIEFS = "beliefs"


class Part(StrEnum):
    """What is ticked as answered where values must not be shown, in the order asked."""

    BODY = "body"
    RATINGS = "ratings"
    DREW = "drew"
    PUT_OFF = "put_off"
    KEEPING = "keeping"
    CANDOUR = "candour"
    NAMED = "named"
    WORDS = "words"
    BELIEFS = "beliefs"
    GUT = "gut"


#: Several answers in one field.
LISTS = frozenset({Answer.BODY, Answer.DREW, Answer.PUT_OFF, Answer.NAMES, Answer.BELIEFS})
_ROW = "check_in_field"


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckInField:
    """One field. `key` is its name everywhere: in the file, in storage, as the input's block_id."""

    key: str
    answer: Answer
    part: Part

    @property
    def empty(self) -> Any:
        """The value of what was not answered: an empty tuple of a list, else None."""
        return () if self.answer in LISTS else None

    def of(self, check_in: object | None) -> Any:
        """The answer in a check-in; empty where there is none yet."""
        return self.empty if check_in is None else getattr(check_in, self.key)


def asked(answer: Answer, part: Part) -> Any:
    """A row, as the default of a dataclass's field."""
    row = (answer, part)
    return field(default=() if answer in LISTS else None, metadata={_ROW: row})


def rows_of(check_in: type) -> tuple[CheckInField, ...]:
    """The rows of a dataclass, as they are declared in it."""
    return tuple(
        CheckInField(key=each.name, answer=each.metadata[_ROW][0], part=each.metadata[_ROW][1])
        for each in fields(check_in)
        if _ROW in each.metadata
    )
