"""The check-in asked straight after an interview: body, thoughts, feelings, and gut last."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.core.beyond import beyond_this_version
from bot.core.check_in_fields import Answer, Part, asked, rows_of
from bot.core.errors import InvalidInput


class Gut(StrEnum):
    """The answer that is asked last and never scored."""

    YES = "yes"
    LEANING_YES = "leaning yes"
    UNSURE = "unsure"
    LEANING_NO = "leaning no"
    NO = "no"


#: The four groups of body words; anything else in `body` is her own word.
BODY_GROUPS = ("lit", "settled", "tight", "flat")

#: The longest answer in words, in characters: Slack's limit for a plain input.
TEXT_LIMIT = 3000


@dataclass(frozen=True, kw_only=True, slots=True)
class SecondLook:
    """The next day's answer to: is it still so?"""

    answered_at: datetime
    pull: int | None = None
    gut: Gut | None = None
    words: str | None = None
    beyond: Mapping[str, Any] = beyond_this_version()


class Turn(StrEnum):
    """What a conversation did to something she believed."""

    TRUER = "truer"
    LESS_TRUE = "less true"


@dataclass(frozen=True, kw_only=True, slots=True)
class Belief:
    """Something she believed of an option, and how it stands after this conversation."""

    text: str
    now: Turn


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckIn:
    """One reflection. Ratings run from 1 to 5; whatever was not answered is None or empty."""

    answered_at: datetime
    body: tuple[str, ...] = asked(Answer.BODY, Part.BODY)
    body_words: str | None = asked(Answer.WORDS, Part.BODY)
    energy: int | None = asked(Answer.RATING, Part.RATINGS)
    calm: int | None = asked(Answer.RATING, Part.RATINGS)
    clarity: int | None = asked(Answer.RATING, Part.RATINGS)
    pull: int | None = asked(Answer.RATING, Part.RATINGS)
    drew_me: tuple[str, ...] = asked(Answer.DREW, Part.DREW)
    put_me_off: tuple[str, ...] = asked(Answer.PUT_OFF, Part.PUT_OFF)
    worth_keeping: str | None = asked(Answer.WORDS, Part.KEEPING)
    candour: int | None = asked(Answer.RATING, Part.CANDOUR)
    gut: Gut | None = asked(Answer.GUT, Part.GUT)  # noqa: RUF009 - it is a dataclass's field
    gut_words: str | None = asked(Answer.WORDS, Part.GUT)
    thoughts: str | None = asked(Answer.WORDS, Part.WORDS)
    feelings: str | None = asked(Answer.WORDS, Part.WORDS)
    loved: str | None = asked(Answer.WORDS, Part.WORDS)
    not_so_shiny: str | None = asked(Answer.WORDS, Part.WORDS)
    day_to_day: str | None = asked(Answer.WORDS, Part.WORDS)
    surprise: str | None = asked(Answer.WORDS, Part.WORDS)
    named: tuple[str, ...] = asked(Answer.NAMES, Part.NAMED)
    first_answer: "CheckIn | None" = None
    second_look: SecondLook | None = None
    drew_me_words: str | None = asked(Answer.WORDS, Part.DREW)
    put_me_off_words: str | None = asked(Answer.WORDS, Part.PUT_OFF)
    beliefs: tuple[Belief, ...] = asked(Answer.BELIEFS, Part.BELIEFS)
    beyond: Mapping[str, Any] = beyond_this_version()

    def __post_init__(self) -> None:
        for row in FIELDS:
            if row.answer is Answer.RATING:
                checked_rating(row.of(self), field=row.key)
            elif row.answer is Answer.WORDS:
                _check_text(row.of(self), field=row.key)

    @property
    def ratings(self) -> tuple[int, ...]:
        """The ratings given, in the order of RATINGS."""
        return tuple(_given(getattr(self, name) for name in RATINGS))

    def amended(self, answers: "CheckIn") -> "CheckIn":
        """These answers replaced by `answers`, with what was first answered kept beside them.

        Saying the same again changes nothing.
        """
        if self._says_the_same_as(answers):
            return self
        first = self.first_answer or replace(self, first_answer=None, second_look=None)
        return replace(
            answers, first_answer=first, second_look=self.second_look, beyond=self.beyond
        )

    def _says_the_same_as(self, other: "CheckIn") -> bool:
        return all(row.of(self) == row.of(other) for row in FIELDS)


#: Every field that is asked, in the order of the exploration file.
FIELDS = rows_of(CheckIn)
#: The ratings that make a conversation's score, in the order they are asked.
RATINGS = tuple(row.key for row in FIELDS if row.part is Part.RATINGS)
#: Free text, each at most TEXT_LIMIT characters.
TEXTS = tuple(row.key for row in FIELDS if row.answer is Answer.WORDS)


def checked_rating(value: int | None, *, field: str) -> int | None:
    """`value` where it is None or 1 to 5, else `InvalidInput` naming the field."""
    if value is not None and not 1 <= value <= 5:
        raise InvalidInput(f"{value} is not 1 to 5", field=field)
    return value


def _check_text(text: str | None, *, field: str) -> None:
    if text is not None and len(text) > TEXT_LIMIT:
        raise InvalidInput(f"longer than {TEXT_LIMIT:,} characters", field=field)


def _given(values: Iterator[int | None]) -> Iterator[int]:
    return (value for value in values if value is not None)
