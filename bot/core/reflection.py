"""The check-in asked straight after an interview: body, thoughts, feelings, and gut last."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

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

#: The ratings that make a conversation's score, in the order they are asked.
RATINGS = ("energy", "calm", "clarity", "pull")

#: Free text, each at most TEXT_LIMIT characters (Slack's limit for a plain input).
TEXTS = (
    "body_words",
    "worth_keeping",
    "gut_words",
    "thoughts",
    "feelings",
    "loved",
    "not_so_shiny",
    "day_to_day",
    "surprise",
)
TEXT_LIMIT = 3000


@dataclass(frozen=True, kw_only=True, slots=True)
class SecondLook:
    """The next day's answer to: is it still so?"""

    answered_at: datetime
    pull: int | None = None
    gut: Gut | None = None
    words: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckIn:
    """One reflection. Ratings run from 1 to 5; whatever was not answered is None or empty."""

    answered_at: datetime
    body: tuple[str, ...] = ()
    body_words: str | None = None
    energy: int | None = None
    calm: int | None = None
    clarity: int | None = None
    pull: int | None = None
    drew_me: tuple[str, ...] = ()
    put_me_off: tuple[str, ...] = ()
    worth_keeping: str | None = None
    candour: int | None = None
    gut: Gut | None = None
    gut_words: str | None = None
    thoughts: str | None = None
    feelings: str | None = None
    loved: str | None = None
    not_so_shiny: str | None = None
    day_to_day: str | None = None
    surprise: str | None = None
    named: tuple[str, ...] = ()
    first_answer: "CheckIn | None" = None
    second_look: SecondLook | None = None

    def __post_init__(self) -> None:
        for name in (*RATINGS, "candour"):
            checked_rating(getattr(self, name), field=name)
        for name in TEXTS:
            _check_text(getattr(self, name), field=name)

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
        return replace(answers, first_answer=first, second_look=self.second_look)

    def _says_the_same_as(self, other: "CheckIn") -> bool:
        dated = replace(other, answered_at=self.answered_at)
        return dated == replace(self, first_answer=None, second_look=None)


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
